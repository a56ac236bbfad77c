using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.Storage;

namespace HybridNet.PowerShell.Values;

/// <summary>Makes measurements again of what a job, Clixml or CSV left of them; those of one batch stay together.</summary>
internal sealed class ReturnedMeasurements
{
    private readonly Dictionary<string, Origin> _origins = new(StringComparer.Ordinal);

    /// <summary>The measurement; null where the object is a measurement already, or none.</summary>
    /// <exception cref="InputException">Its run can no longer be read, or a value is no number.</exception>
    public MaskMeasurement? Of(PSObject item, CancellationToken cancel)
    {
        if (
            item.BaseObject is MaskMeasurement
            || item.Properties[nameof(MaskMeasurement.MeasuredWith)]?.Value?.ToString() is not { } text
            || RunSource.Parse<MeasuredWith>(text) is not { } made
        )
            return null;
        if (!_origins.TryGetValue(text, out Origin origin))
            _origins[text] = origin = Again(made, cancel);
        var measurement = (MaskMeasurement)Records.Make(typeof(MaskMeasurement), item);
        return measurement with { Origin = origin };
    }

    private static Origin Again(MeasuredWith made, CancellationToken cancel)
    {
        Run run = RunObject.Of(made.Run, cancel);
        var batch = new MeasurementBatch
        {
            Options = made.Options,
            Shard = made.Shard,
            ShardCount = made.ShardCount,
            ImageIds = [.. ImageCases.Pair(run, MissingGroundTruth.Error).Images.Select(image => image.ImageId)],
        };
        batch.Finish();
        return new(run, batch);
    }
}
