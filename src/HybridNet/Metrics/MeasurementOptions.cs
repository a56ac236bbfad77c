using HybridNet.Distances;
using HybridNet.Lesions;

namespace HybridNet.Metrics;

/// <summary>What is measured, and how.</summary>
internal sealed record MeasurementOptions
{
    /// <summary>Groups of metrics.</summary>
    public MetricSet Metrics { get; init; } = MetricSet.Overlap;

    /// <summary>Border distances.</summary>
    public DistanceOptions Distances { get; init; } = new();

    /// <summary>Which neighbours make a lesion.</summary>
    public Connectivity Connectivity { get; init; } = Connectivity.Eight;

    /// <summary>When a lesion counts as found.</summary>
    public MatchMode MatchMode { get; init; }

    /// <summary>Lowest IoU that counts, for <see cref="MatchMode.Iou"/>.</summary>
    public double IouThreshold { get; init; } = 0.5;

    /// <summary>Adds the lab's formulas.</summary>
    public Smoothing Smoothing { get; init; }

    /// <summary>Adds the recorded score and the difference.</summary>
    public bool Compare { get; init; }
}
