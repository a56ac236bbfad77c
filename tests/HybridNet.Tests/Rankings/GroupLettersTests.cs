using HybridNet.Rankings;

namespace HybridNet.Tests.Rankings;

/// <summary>Letters of groups: two share one exactly when their pair is not told apart.</summary>
public class GroupLettersTests
{
    private static double[,] Pairs(int methods, Func<int, int, bool> alike)
    {
        var p = new double[methods, methods];
        for (int i = 0; i < methods; i++)
        for (int j = 0; j < methods; j++)
            p[i, j] = alike(Math.Min(i, j), Math.Max(i, j)) ? 0.5 : 0.01;
        return p;
    }

    [Fact]
    public void Overlapping_neighbours_share_letters() =>
        // A chain whose ends differ and whose links do not.
        Assert.Equal(["a", "ab", "bc", "c"], GroupLetters.Of([0, 1, 2, 3], Pairs(4, (i, j) => j - i <= 1), 0.05));

    [Fact]
    public void The_first_and_the_third_may_be_alike_where_the_second_differs_from_the_first() =>
        Assert.Equal(["a", "b", "ab"], GroupLetters.Of([0, 1, 2], Pairs(3, (i, j) => i == j || j == 2), 0.05));

    [Fact]
    public void One_that_is_like_none_has_a_letter_of_its_own() =>
        Assert.Equal(["a", "b", "c"], GroupLetters.Of([0, 1, 2], Pairs(3, (i, j) => i == j), 0.05));

    [Fact]
    public void A_letter_is_shared_exactly_by_pairs_that_are_not_told_apart()
    {
        var random = new Random(5);
        for (int round = 0; round < 200; round++)
        {
            int methods = 2 + random.Next(9);
            var alike = new bool[methods, methods];
            for (int i = 0; i < methods; i++)
            for (int j = i; j < methods; j++)
                alike[i, j] = i == j || random.Next(2) == 0;
            int[] order = [.. Enumerable.Range(0, methods)];
            random.Shuffle(order);
            string[] letters = GroupLetters.Of(order, Pairs(methods, (i, j) => alike[i, j]), 0.05);
            for (int i = 0; i < methods; i++)
            for (int j = i; j < methods; j++)
                Assert.Equal(alike[i, j], Split(letters[i]).Intersect(Split(letters[j])).Any());
        }

        // A letter is a character and the digits behind it.
        static IEnumerable<string> Split(string letters) =>
            System.Text.RegularExpressions.Regex.Matches(letters, @"[a-z]\d*").Select(match => match.Value);
    }
}
