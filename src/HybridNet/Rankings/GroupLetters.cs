using System.Text;

namespace HybridNet.Rankings;

/// <summary>Letters for groups: two methods share one exactly when no test tells them apart.</summary>
/// <remarks>
/// A compact letter display (H.-P. Piepho, J. Comput. Graph. Stat. 13, 2004): a letter is a group in which no pair is told
/// apart, and every pair that is not told apart is in one. Groups need not be neighbours in the order: the pairs differ in
/// spread, so the first and the third may be alike where the first and the second are not. Groups are grown from each pair that
/// no earlier one holds, the best first, which bounds their number by that of the pairs; all largest groups may be far more.
/// </remarks>
internal static class GroupLetters
{
    /// <summary>The letters of each method.</summary>
    /// <param name="order">Methods, the best first.</param>
    /// <param name="p">Adjusted p of each pair.</param>
    /// <param name="alpha">Level; a p at most this tells a pair apart.</param>
    /// <returns>Letters by method.</returns>
    public static string[] Of(int[] order, double[,] p, double alpha)
    {
        var letters = Enumerable.Range(0, order.Length).Select(_ => new StringBuilder()).ToArray();
        var held = new bool[order.Length, order.Length];
        int groups = 0;
        for (int first = 0; first < order.Length; first++)
        {
            // The pair of a method with itself gives a letter to one that is alone.
            for (int second = first; second < order.Length; second++)
            {
                if (held[first, second] || !Alike(first, second))
                    continue;
                List<int> group = Grown(first, second);
                string letter = Name(groups++);
                foreach (int member in group)
                {
                    letters[order[member]].Append(letter);
                    foreach (int other in group)
                        held[member, other] = true;
                }
            }
        }
        return Array.ConvertAll(letters, text => text.ToString());

        bool Alike(int one, int other) => one == other || p[order[one], order[other]] > alpha;

        List<int> Grown(int first, int second)
        {
            List<int> group = first == second ? [first] : [first, second];
            for (int next = 0; next < order.Length; next++)
                if (!group.Contains(next) && group.TrueForAll(member => Alike(member, next)))
                    group.Add(next);
            return group;
        }
    }

    /// <summary>a to z, then a1 to z1 and so on.</summary>
    private static string Name(int index) => (char)('a' + index % 26) + (index < 26 ? "" : $"{index / 26}");
}
