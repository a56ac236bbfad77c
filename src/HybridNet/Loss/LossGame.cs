namespace HybridNet.Loss;

/// <summary>The points that one region costs.</summary>
/// <param name="Region">The region.</param>
/// <param name="Points">Its share of 1 - score.</param>
/// <param name="Alone">What the score would gain if this region alone were mended.</param>
internal readonly record struct RegionPoints(LossRegion Region, double Points, double Alone);

/// <summary>
/// Divides 1 - score among the regions of an image.
/// </summary>
/// <remarks>
/// <para>
/// Mending a region turns its missing pixels into hits and takes its extra pixels away; with all regions mended the score is
/// 1. What a mend is worth depends on what else is mended already, so its points are its mean gain over all orders of
/// mending: the Shapley value (L. S. Shapley, Contributions to the Theory of Games II, 1953). The points of a cause are
/// the exact Shapley value among the causes; the size bins of one cause divide its points by the value for games with
/// unions (G. Owen, Essays in Math. Economics and Game Theory, 1977), so that finer bins do not change the cause's points.
/// </para>
/// <para>Both add up: the points of all regions are 1 - score, to rounding.</para>
/// </remarks>
internal static class LossGame
{
    /// <summary>Points of each region, in the order of the regions.</summary>
    public static RegionPoints[] Points(LossRegions image, LossMetric metric)
    {
        LossRegion[][] causes = [.. image.Regions.GroupBy(region => region.Cause).Select(group => group.ToArray())];
        long missing = image.Regions.Sum(region => region.Missing),
            extra = image.Regions.Sum(region => region.Extra);
        double Score(long found, long removed) => Of(metric, image.Both + found, extra - removed, missing - found);
        double before = Score(0, 0);
        var points = new List<RegionPoints>();
        for (int c = 0; c < causes.Length; c++)
        {
            LossRegion[][] others = [.. causes.Where((_, i) => i != c)];
            (long Found, long Removed)[] othersSums =
            [
                .. others.Select(group => (group.Sum(region => region.Missing), group.Sum(region => region.Extra))),
            ];
            for (int m = 0; m < causes[c].Length; m++)
            {
                LossRegion region = causes[c][m];
                (long Found, long Removed)[] siblings =
                [
                    .. causes[c].Where((_, i) => i != m).Select(sibling => (sibling.Missing, sibling.Extra)),
                ];
                double sum = 0;
                foreach ((double weight, long found, long removed) in Subsets(othersSums))
                foreach ((double inner, long more, long less) in Subsets(siblings))
                    sum +=
                        weight
                        * inner
                        * (
                            Score(found + more + region.Missing, removed + less + region.Extra)
                            - Score(found + more, removed + less)
                        );
                points.Add(new(region, sum, Score(region.Missing, region.Extra) - before));
            }
        }
        return [.. points];
    }

    /// <summary>The score of counts; 1 where both masks are empty.</summary>
    public static double Of(LossMetric metric, long both, long extra, long missing)
    {
        double hits = metric == LossMetric.Dice ? 2.0 * both : both;
        return both + extra + missing == 0 ? 1 : hits / (hits + extra + missing);
    }

    /// <summary>
    /// Every subset of the others with the share of orders in which just it comes first: s! (n - s)! / (n + 1)!.
    /// </summary>
    private static IEnumerable<(double Weight, long Found, long Removed)> Subsets((long Found, long Removed)[] others)
    {
        int n = others.Length;
        for (int subset = 0; subset < 1 << n; subset++)
        {
            int size = System.Numerics.BitOperations.PopCount((uint)subset);
            double weight = 1.0 / (n + 1);
            for (int i = 1; i <= size; i++)
                weight *= (double)i / (n - i + 1);
            long found = 0,
                removed = 0;
            for (int i = 0; i < n; i++)
                if ((subset >> i & 1) != 0)
                    (found, removed) = (found + others[i].Found, removed + others[i].Removed);
            yield return (weight, found, removed);
        }
    }
}
