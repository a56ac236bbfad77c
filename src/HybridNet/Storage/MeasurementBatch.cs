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
    private string? _madeWith;
    private string? _masks;

    public required MeasurementOptions Options { get; init; }

    public int Shard { get; init; } = 1;

    public int ShardCount { get; init; } = 1;

    /// <summary>Version of this module that measured.</summary>
    public string Version { get; init; } = ModuleVersion.Text;

    /// <summary>
    /// What the files of a shard's images were, so that the merge can tell whether they still are; null for a whole run.
    /// </summary>
    public Journals.MaskDigest? Files { get; init; }

    /// <summary>Ids of the whole run, in its order.</summary>
    public required IReadOnlyList<string> ImageIds { get; init; }

    /// <summary>The batch of a set that was stored, so that its measurements can be saved elsewhere.</summary>
    /// <param name="set">The set.</param>
    public static MeasurementBatch Of(MeasurementSet set)
    {
        var batch = new MeasurementBatch
        {
            Options = set.Options,
            Shard = set.Shard,
            ShardCount = set.ShardCount,
            ImageIds = set.ImageIds,
            Version = set.Version,
        };
        batch._failed.AddRange(set.Failed);
        batch._complete = set.Complete;
        batch._masks = set.Masks;
        return batch;
    }

    /// <summary>Run and settings on one line, worked out once.</summary>
    public string? MadeWith(Run run)
    {
        lock (_lock)
            return _madeWith ??= RunSource.Of(run) is { } source
                ? new MeasuredWith(source, Options, Shard, ShardCount).ToString()
                : "";
    }

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
                Version = Version,
                Masks = _masks ?? Files?.ToString(),
                Measurements = measurements,
            };
    }
}
