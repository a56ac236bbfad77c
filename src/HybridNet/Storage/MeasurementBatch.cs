using HybridNet.Metrics;

namespace HybridNet.Storage;

/// <summary>
/// What a stream of measurements belongs to. The measurements point to it, so that saving them needs nothing else; it
/// is filled as the work goes on.
/// </summary>
internal sealed class MeasurementBatch
{
    private readonly Lock _lock = new();
    private readonly List<string> _failed = [];
    private bool _complete;

    public required MeasurementOptions Options { get; init; }

    public int Shard { get; init; } = 1;

    public int ShardCount { get; init; } = 1;

    /// <summary>Ids of the whole run, in its order.</summary>
    public required IReadOnlyList<string> ImageIds { get; init; }

    /// <summary>Notes an image that could not be measured.</summary>
    public void Fail(string imageId)
    {
        lock (_lock)
            _failed.Add(imageId);
    }

    /// <summary>Notes that every image was tried.</summary>
    public void Finish()
    {
        lock (_lock)
            _complete = true;
    }

    /// <summary>The set, as far as the work has come.</summary>
    /// <param name="run">The run.</param>
    /// <param name="measurements">Its measurements.</param>
    public MeasurementSet With(Run run, IReadOnlyList<MaskMeasurement> measurements)
    {
        lock (_lock)
            return new()
            {
                Run = run,
                Options = Options,
                Shard = Shard,
                ShardCount = ShardCount,
                ImageIds = ImageIds,
                Failed = [.. _failed],
                Complete = _complete,
                Version = ModuleVersion.Text,
                Measurements = measurements,
            };
    }
}
