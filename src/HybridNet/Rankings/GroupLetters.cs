using System.Text;

namespace HybridNet.Rankings;

/// <summary>Letters for groups that cannot be told apart, in the order of the ranking.</summary>
internal static class GroupLetters
{
    /// <summary>
    /// Every longest stretch of the order in which no pair is told apart gets a letter; stretches overlap where the ends of a
    /// chain differ and its links do not.
    /// </summary>
    /// <param name="order">Methods, the best first.</param>
    /// <param name="p">Adjusted p of each pair.</param>
    /// <param name="alpha">Level.</param>
    /// <returns>Letters by method.</returns>
    public static string[] Of(int[] order, double[,] p, double alpha)
    {
        var letters = Enumerable.Range(0, order.Length).Select(_ => new StringBuilder()).ToArray();
        int reached = -1,
            groups = 0;
        for (int start = 0; start < order.Length; start++)
        {
            int end = start;
            while (end + 1 < order.Length && Alike(start, end, end + 1))
                end++;
            if (end <= reached)
                continue;
            string letter = Name(groups++);
            for (int i = start; i <= end; i++)
                letters[order[i]].Append(letter);
            reached = end;
        }
        return Array.ConvertAll(letters, text => text.ToString());

        bool Alike(int from, int to, int next)
        {
            for (int i = from; i <= to; i++)
                if (p[order[i], order[next]] <= alpha)
                    return false;
            return true;
        }
    }

    /// <summary>a to z, then a1 to z1 and so on.</summary>
    private static string Name(int index) => (char)('a' + index % 26) + (index < 26 ? "" : $"{index / 26}");
}
