namespace HybridNet;

/// <summary>Two runs compared by one metric, image by image.</summary>
/// <remarks>
/// Every figure is about the images that have a value under the empty policy in both runs. An image that the policy
/// leaves out on one side only (a trivial image that became a false alarm) is in no mean; <see cref="LeftOut"/> counts
/// it, and as a new zero-Dice image it stands in <see cref="NewZeroDice"/>.
/// </remarks>
public sealed record Comparison
{
    /// <summary>The metric: Dice, Iou, Precision, Recall or Pearson.</summary>
    public required string Metric { get; init; }

    /// <summary>Name of the baseline.</summary>
    public required string BaselineRun { get; init; }

    /// <summary>Name of the candidate.</summary>
    public required string CandidateRun { get; init; }

    /// <summary>Images that are compared.</summary>
    public int N { get; init; }

    /// <summary>Subjects that are resampled as a whole, with a subject pattern; else null.</summary>
    public int? Subjects { get; init; }

    /// <summary>Images of the candidate that the baseline does not have, in the candidate's order.</summary>
    public IReadOnlyList<string> MissingInBaseline { get; init; } = [];

    /// <summary>Images of the baseline that the candidate does not have, in the baseline's order.</summary>
    public IReadOnlyList<string> MissingInCandidate { get; init; } = [];

    /// <summary>Images of both runs without a value on either side: the policy leaves them out, or none was logged.</summary>
    public int LeftOut { get; init; }

    /// <summary>Mean of the baseline over the compared images.</summary>
    public double BaselineMean { get; init; } = double.NaN;

    /// <summary>Mean of the candidate over the compared images.</summary>
    public double CandidateMean { get; init; } = double.NaN;

    /// <summary>Mean of candidate less baseline.</summary>
    public double Difference { get; init; } = double.NaN;

    /// <summary>Lower end of the BCa bootstrap interval of the difference.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the BCa bootstrap interval of the difference.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Two-sided p of the sign-flip permutation test; whole subjects are flipped with a subject pattern.</summary>
    public double PermutationP { get; init; } = double.NaN;

    /// <summary>Two-sided p of Wilcoxon's signed-rank test; on subjects' mean differences with a subject pattern. NaN when nothing differs.</summary>
    public double WilcoxonP { get; init; } = double.NaN;

    /// <summary><see cref="PermutationP"/> adjusted by Holm's method for all metrics that were compared together.</summary>
    public double HolmP { get; init; } = double.NaN;

    /// <summary>Images on which the candidate is better.</summary>
    public int Wins { get; init; }

    /// <summary>Images on which both are equal.</summary>
    public int Ties { get; init; }

    /// <summary>Images on which the candidate is worse.</summary>
    public int Losses { get; init; }

    /// <summary>Images of both runs without overlap in the baseline.</summary>
    public int BaselineZeroDice { get; init; }

    /// <summary>Images of both runs without overlap in the candidate.</summary>
    public int CandidateZeroDice { get; init; }

    /// <summary>Images without overlap in the candidate that were not so in the baseline.</summary>
    public IReadOnlyList<string> NewZeroDice { get; init; } = [];

    /// <summary>What undefined values counted.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>Level of the interval, 0 to 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Bootstrap resamples and random permutations.</summary>
    public int Resamples { get; init; }

    /// <summary>Seed of both.</summary>
    public ulong Seed { get; init; }

    /// <summary>What the interval says, or that the two cannot be compared.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Why: the interval in words, or what differs between the two.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Every image of both runs, in the baseline's order.</summary>
    public IReadOnlyList<ImageChange> Images { get; init; } = [];

    /// <summary>Both runs, the metric and the verdict.</summary>
    public override string ToString() => $"{BaselineRun} -> {CandidateRun}, {Metric}: {Verdict}";
}

/// <summary>What a comparison says.</summary>
public enum Verdict
{
    /// <summary>The whole interval of the difference is above 0.</summary>
    Improved,

    /// <summary>The whole interval of the difference is below 0.</summary>
    Regressed,

    /// <summary>The interval holds 0: these images do not show a difference, which is not to say that there is none.</summary>
    NoDifferenceShown,

    /// <summary>The two sides cannot be compared; the reason says why.</summary>
    NotComparable,
}
