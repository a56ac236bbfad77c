using HybridNet.Charts;

namespace HybridNet.Reports;

/// <summary>What a report is made of.</summary>
internal sealed record ReportInput
{
    /// <summary>The run, its masks and maps.</summary>
    public required RunEvidence Evidence { get; init; }

    /// <summary>Findings of the audit; null when it was not asked.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>Rules that did not look, and why.</summary>
    public IReadOnlyList<(string Rule, string Reason)> SilentRules { get; init; } = [];

    /// <summary>Experiments of post-processing; empty when there are none.</summary>
    public IReadOnlyList<PostProcessResult> PostProcess { get; init; } = [];

    /// <summary>The spread over the figures of other tools; empty when it was not asked for.</summary>
    public IReadOnlyList<Protocols.ProtocolSpread> Protocols { get; init; } = [];

    /// <summary>Other what-ifs, as a table; null when there are none.</summary>
    public ReportTable? OtherWhatIfs { get; init; }

    /// <summary>What a missing reference file means.</summary>
    public MissingGroundTruth MissingGroundTruth { get; init; }

    /// <summary>Bootstrap resamples.</summary>
    public int Resamples { get; init; } = Statistics.Bootstrap.DefaultResamples;

    /// <summary>Seed of the resampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Rows get pictures.</summary>
    public bool Thumbnails { get; init; } = true;

    /// <summary>Where the lost Dice goes and why; null when it was not looked at.</summary>
    public Why.WhyFacts? Why { get; init; }

    /// <summary>Images that get pictures; null for all that have masks.</summary>
    public PictureChoice? Pictures { get; init; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancel { get; init; }
}
