using System.Text.RegularExpressions;
using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>How two runs are compared.</summary>
internal sealed record ComparisonOptions
{
    /// <summary>Metrics: Dice, Iou, Precision, Recall, Pearson.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [nameof(ImageScore.Dice)];

    /// <summary>What undefined values count.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>
    /// Finds the subject in an image id; whole subjects are resampled. The audit's own pattern unless the caller has
    /// another; null for images.
    /// </summary>
    public Regex? Subject { get; init; } = IdPattern.Compile(IdPattern.Subject);

    /// <summary>An id without a subject is an error, instead of a subject of its own: the pattern is the caller's.</summary>
    public bool SubjectRequired { get; init; }

    /// <summary>Bootstrap resamples and random permutations, at least 1.</summary>
    public int Resamples { get; init; } = Bootstrap.DefaultResamples;

    /// <summary>Seed of both.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Level of the interval, 0 to 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Compares runs that were scored differently, or on other images, all the same; the reason still says what
    /// differs.</summary>
    public bool Force { get; init; }

    /// <summary>Also asks what is left when each run is taken at its own best threshold; reads the maps of both.</summary>
    public bool AtBestThreshold { get; init; }

    /// <summary>Maps that are read at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
