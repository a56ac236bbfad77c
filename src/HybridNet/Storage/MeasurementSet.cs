using HybridNet.Metrics;

namespace HybridNet;

/// <summary>Measurements of one run that were made together, and what they were made with.</summary>
internal sealed record MeasurementSet
{
    /// <summary>The run.</summary>
    public required Run Run { get; init; }

    /// <summary>What was measured, and how.</summary>
    public required MeasurementOptions Options { get; init; }

    /// <summary>Shard, from 1.</summary>
    public int Shard { get; init; } = 1;

    /// <summary>Number of shards; 1 for a whole run.</summary>
    public int ShardCount { get; init; } = 1;

    /// <summary>Ids of every image of the whole run that could be measured, in its order, whichever shard they are in.</summary>
    public IReadOnlyList<string> ImageIds { get; init; } = [];

    /// <summary>Ids of the images of this shard that could not be measured: damaged or missing files.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    /// <summary>True when the work was done to its end.</summary>
    public bool Complete { get; init; }

    /// <summary>Version of this module that measured.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// One hash over the files of all images of this shard; null for a whole run that nobody has to put together.
    /// </summary>
    public string? Masks { get; init; }

    /// <summary>The measurements, in the run's order.</summary>
    public IReadOnlyList<MaskMeasurement> Measurements { get; init; } = [];

    /// <summary>Run and shard.</summary>
    public override string ToString() => ShardCount == 1 ? Run.Name : $"{Run.Name} {Shard}/{ShardCount}";
}
