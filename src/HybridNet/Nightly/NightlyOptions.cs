using HybridNet.Comparisons;
using HybridNet.Diagnosis;

namespace HybridNet.Nightly;

/// <summary>How runs are judged, by night or by hand.</summary>
internal sealed record NightlyOptions
{
    /// <summary>How much worse a run may be.</summary>
    public required RegressionLimits Limits { get; init; }

    /// <summary>How runs are compared.</summary>
    public ComparisonOptions Comparison { get; init; } = new();

    /// <summary>What the audit is told.</summary>
    public AuditOptions Audit { get; init; } = new();

    /// <summary>What a missing reference file means.</summary>
    public MissingGroundTruth MissingGroundTruth { get; init; } = MissingGroundTruth.Empty;

    /// <summary>Images worked on at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether a folder of this name is looked at.</summary>
    public Func<string, bool> Takes { get; init; } = _ => true;

    /// <summary>Told every line of the log.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>Told how many images of a run are done, and of how many.</summary>
    public Action<string, int, int> Progress { get; init; } = (_, _, _) => { };
}
