using HybridNet.Causes;
using HybridNet.Statistics;

namespace HybridNet.Tests.Causes;

/// <summary>The search for rules finds what was planted, and nothing where nothing was.</summary>
public class RuleSearchTests
{
    private const int Images = 60,
        Attributes = 8;

    [Fact]
    public void The_planted_attribute_comes_first()
    {
        int right = 0;
        for (int run = 0; run < 40; run++)
        {
            (double[][] values, bool[] failed, int[] clusters) = Draw((ulong)run, planted: run % Attributes);
            IReadOnlyList<FoundRule> found = RuleSearch.Find(RuleSearch.CutsOf(values), failed, clusters, 0.05, 3, 1, default);
            if (found.Count > 0 && found[0].Cut.Attribute == run % Attributes && found[0].Below)
                right++;
        }
        Assert.True(right >= 36, $"{right} of 40");
    }

    [Fact]
    public void Nothing_is_found_where_nothing_was_planted_although_images_are_alike()
    {
        int wrong = 0;
        for (int run = 0; run < 100; run++)
        {
            (double[][] values, bool[] failed, int[] clusters) = Draw(1000 + (ulong)run, planted: -1);
            wrong += RuleSearch.Find(RuleSearch.CutsOf(values), failed, clusters, 0.05, 3, 1, default).Count > 0 ? 1 : 0;
        }
        // Of 100 runs at 5 % more than 11 come out by chance once in 200 times (binomial tail).
        Assert.True(wrong <= 11, $"{wrong} of 100");
    }

    [Fact]
    public void A_second_cause_is_found_behind_the_first()
    {
        (double[][] values, bool[] failed, int[] clusters) = Draw(5, planted: 1);
        var random = new Xoshiro256(99);
        for (int i = 0; i < failed.Length; i++)
            failed[i] |= values[4][i] < 0.3 && random.NextDouble() < 0.7;
        IReadOnlyList<FoundRule> found = RuleSearch.Find(RuleSearch.CutsOf(values), failed, clusters, 0.05, 3, 1, default);
        Assert.Equal([1, 4], found.Take(2).Select(rule => rule.Cut.Attribute).Order());
    }

    /// <summary>Lesions of images: some attributes belong to the image, and images differ in how often they fail.</summary>
    private static (double[][] Values, bool[] Failed, int[] Clusters) Draw(ulong seed, int planted)
    {
        var random = new Xoshiro256(seed);
        var clusters = new List<int>();
        var failed = new List<bool>();
        List<double>[] values = [.. Enumerable.Range(0, Attributes).Select(_ => new List<double>())];
        for (int image = 0; image < Images; image++)
        {
            double own = random.NextDouble(),
                luck = 0.25 * random.NextDouble();
            for (int lesion = random.NextInt(8); lesion >= 0; lesion--)
            {
                clusters.Add(image);
                for (int a = 0; a < Attributes; a++)
                    values[a].Add(a < 3 ? (own + a / 3.0 + 0.1 * random.NextDouble()) % 1 : random.NextDouble());
                double chance = planted >= 0 && values[planted][^1] < 0.33 ? 0.75 : luck;
                failed.Add(random.NextDouble() < chance);
            }
        }
        return ([.. values.Select(list => list.ToArray())], [.. failed], [.. clusters]);
    }
}
