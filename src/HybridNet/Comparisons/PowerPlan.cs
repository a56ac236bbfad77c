using HybridNet.Comparisons;
using HybridNet.Statistics;

namespace HybridNet;

/// <summary>What a comparison on so many images can show, reckoned beforehand.</summary>
public sealed record PowerPlan
{
    /// <summary>Images that are planned.</summary>
    public double Images { get; init; }

    /// <summary>Loss that is tolerated.</summary>
    public double Margin { get; init; }

    /// <summary>Standard deviation of the differences per image; with several images a subject, of what counts as one.</summary>
    public double StandardDeviation { get; init; }

    /// <summary>Loss that is shown to be beyond the margin with the asked power.</summary>
    public double DetectableLoss { get; init; }

    /// <summary>Probability that a candidate as good as the baseline passes.</summary>
    public double PassesIfEqual { get; init; }

    /// <summary>Probability that the loss in <see cref="Loss"/> is shown; NaN when none was asked for.</summary>
    public double ShowsLoss { get; init; } = double.NaN;

    /// <summary>The loss that was asked for; NaN when none was.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>Images with which a candidate as good as the baseline passes with the asked power; null with a margin of
    /// 0.</summary>
    public long? ImagesToPass { get; init; }

    /// <summary>Images with which the asked loss is shown; null when it is within the margin, or none was asked for.</summary>
    public long? ImagesToShowLoss { get; init; }

    /// <summary>Power that was asked for.</summary>
    public double Power { get; init; }

    /// <summary>Where the spread comes from: a pair of runs, or assumptions.</summary>
    public required string Source { get; init; }

    /// <summary>Images and what they show.</summary>
    public override string ToString() =>
        InvariantText.Invariant($"{Images} images: a loss of {DetectableLoss:0.0000} is shown with power {Power:0.##}");

    /// <summary>The spread of a comparison that was made; null when it was not.</summary>
    /// <param name="comparison">A comparison of this session.</param>
    internal static DifferenceSpread? SpreadOf(Comparison comparison) =>
        comparison.Tests is { } tests ? GatePower.SpreadOf(tests.Observed, comparison.N) : null;

    /// <summary>Reckons a plan.</summary>
    internal static PowerPlan Of(
        DifferenceSpread spread,
        double images,
        double margin,
        double? loss,
        double power,
        double confidence,
        string source
    ) =>
        new()
        {
            Images = images,
            Margin = margin,
            StandardDeviation = spread.PerImage,
            DetectableLoss = margin + PairedPower.Distance(spread, images, confidence, power),
            PassesIfEqual = PairedPower.Of(margin, spread, images, confidence),
            Loss = loss ?? double.NaN,
            ShowsLoss = loss is { } shown ? PairedPower.Of(shown - margin, spread, images, confidence) : double.NaN,
            ImagesToPass = PairedPower.Images(margin, spread, confidence, power),
            ImagesToShowLoss = loss is { } size ? PairedPower.Images(size - margin, spread, confidence, power) : null,
            Power = power,
            Source = source,
        };
}
