using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>What a gate could have seen on the images of one comparison, and how many it would need.</summary>
internal sealed class GatePower
{
    /// <summary>Reckons from the spread of the comparison's differences.</summary>
    /// <param name="comparison">A comparison with tests.</param>
    /// <param name="margin">The margin.</param>
    public GatePower(Comparison comparison, double margin)
    {
        SignFlipInversion test = comparison.Tests!.Observed;
        DifferenceSpread spread = SpreadOf(test, comparison.N);
        DetectableLoss = margin + PairedPower.Distance(spread, comparison.N, comparison.IntervalLevel);
        ImagesNeeded = PairedPower.Images(margin, spread, comparison.IntervalLevel);
        IfEqual = ImagesNeeded > comparison.N;
        if (!IfEqual)
            ImagesNeeded = PairedPower.Images(Math.Abs(comparison.Difference + margin), spread, comparison.IntervalLevel);
    }

    /// <summary>Loss that is shown to be beyond the margin four times in five.</summary>
    public double DetectableLoss { get; }

    /// <summary>Images for a firm answer four times in five; null for more than can be.</summary>
    public long? ImagesNeeded { get; }

    /// <summary>The number is for runs that are equal; else for the difference that was found.</summary>
    public bool IfEqual { get; }

    /// <summary>The spread of a test's differences.</summary>
    public static DifferenceSpread SpreadOf(SignFlipInversion test, int images) =>
        new(test.StandardError * Math.Sqrt(images), (double)images / test.Units, test.Allowance * images);
}
