using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>The test of a mean difference, and what it would be if the images of one run only were at their bounds.</summary>
/// <param name="Observed">On the images that both runs have a value for.</param>
/// <param name="Worst">With the others at their worst; the same object when there are none.</param>
/// <param name="Best">With the others at their best.</param>
internal sealed record DifferenceTests(SignFlipInversion Observed, SignFlipInversion Worst, SignFlipInversion Best)
{
    /// <summary>Which side of a mean the difference is shown to be on: 1 above, -1 below, 0 not shown.</summary>
    /// <param name="test">One of the three.</param>
    /// <param name="mean">The mean to hold against.</param>
    /// <param name="level">Level of the interval.</param>
    public static int Side(SignFlipInversion test, double mean, double level)
    {
        Interval interval = test.Interval(level);
        if (interval.Low > mean)
            return 1;
        return interval.High < mean ? -1 : 0;
    }

    /// <summary>Whether the images that only one run has a value for could turn the answer.</summary>
    public bool CouldTurn(double mean, double level)
    {
        int side = Side(Observed, mean, level);
        return Side(Worst, mean, level) != side || Side(Best, mean, level) != side;
    }
}
