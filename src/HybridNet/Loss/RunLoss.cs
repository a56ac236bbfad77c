using System.Text.RegularExpressions;
using HybridNet.Statistics;

namespace HybridNet;

/// <summary>Points of one cause over the images of a run, or the part that a cause has in the difference of two runs.</summary>
public sealed record RunLoss : IFromRun
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the run that it is compared with, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>The score whose points these are.</summary>
    public LossMetric Metric { get; init; }

    /// <summary>The cause; Total is all of them.</summary>
    public LossCause Cause { get; init; }

    /// <summary>Bin of lesion size in pixels, or null for all sizes.</summary>
    public string? SizeStratum { get; init; }

    /// <summary>
    /// Mean points over the images: lost ones, or, when compared with a baseline, gained ones (below 0: lost).
    /// The causes add up to Total.
    /// </summary>
    public double Points { get; init; }

    /// <summary>Lower end of the interval of the points.</summary>
    public double Low { get; init; }

    /// <summary>Upper end of the interval of the points.</summary>
    public double High { get; init; }

    /// <summary>Part of all points, 0 to 1; NaN when there are none, or in a comparison.</summary>
    public double Share { get; init; }

    /// <summary>What the mean score would gain if this alone were mended; NaN in a comparison.</summary>
    public double Alone { get; init; }

    /// <summary>Images in which the cause costs something, in either run.</summary>
    public int Affected { get; init; }

    /// <summary>Lesions that are concerned; in a comparison the candidate's.</summary>
    public int Lesions { get; init; }

    /// <summary>Images that the means are over.</summary>
    public int Images { get; init; }

    /// <summary>Images that are left out because both masks are empty.</summary>
    public int LeftOut { get; init; }

    /// <summary>The whole in one line, on the row of the total only.</summary>
    public string? Summary { get; init; }

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;
}

/// <summary>How the points of a run are summed up.</summary>
internal sealed record LossOptions
{
    /// <summary>Splits missed and false lesions by size too.</summary>
    public bool BySize { get; init; }

    /// <summary>First group, or whole match, is the subject of an image id; whole subjects are then resampled.</summary>
    public Regex? Subject { get; init; }

    /// <summary>Bootstrap resamples.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Seed of the resampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Level of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Stops the resampling.</summary>
    public CancellationToken Cancel { get; init; }
}
