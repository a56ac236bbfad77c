using System.Text.RegularExpressions;
using HybridNet.Statistics;

namespace HybridNet.Rankings;

/// <summary>How runs are ranked.</summary>
internal sealed record RankingOptions
{
    /// <summary>Metric: Dice, Iou, Precision, Recall, Pearson.</summary>
    public string Metric { get; init; } = nameof(ImageScore.Dice);

    /// <summary>What undefined values count.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>What is averaged: values, or ranks within each image.</summary>
    public RankingMethod Method { get; init; }

    /// <summary>Finds the subject in an image id; an id without one is a subject of its own. Null for images.</summary>
    public Regex? Subject { get; init; } = IdPattern.Compile(IdPattern.Subject);

    /// <summary>Finds the method in the name of a run: runs with the same key are replicates. Null for one method a
    /// run.</summary>
    public Regex? Replicate { get; init; }

    /// <summary>Bootstrap resamples and random sign flips, at least 100.</summary>
    public int Resamples { get; init; } = Bootstrap.DefaultResamples;

    /// <summary>Seed of both.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Level of intervals and groups, 0 to 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Ranks by the images that all runs have, and runs that were scored differently, all the same.</summary>
    public bool Force { get; init; }
}

/// <summary>What a ranking is made from.</summary>
public enum RankingMethod
{
    /// <summary>The mean value of each method: aggregate, then rank.</summary>
    Mean,

    /// <summary>The mean of the ranks within each image, 1 for the best: rank, then aggregate.</summary>
    MeanRank,
}
