using HybridNet.Metrics;

namespace HybridNet.Storage;

/// <summary>Puts the parts of a run together that several machines measured: exactly what one machine would have.</summary>
internal static class ShardMerge
{
    /// <summary>The whole set, in the run's order.</summary>
    /// <param name="parts">One part for each shard, in any order; shards without images may be missing.</param>
    /// <returns>The set of the whole run.</returns>
    /// <exception cref="InputException">A shard is missing, there twice or unfinished, or the parts come from different
    /// work.</exception>
    public static MeasurementSet Merge(IReadOnlyList<MeasurementSet> parts)
    {
        if (parts.Count == 0)
            throw Mismatch("There are no parts to put together.", null, "Give the files that the shards were saved to.");
        MeasurementSet first = parts[0];
        string name = first.Run.Name,
            hash = Content(first.Run);
        foreach (MeasurementSet part in parts)
            CheckSame(first, part, hash);
        int[] doubled =
        [
            .. parts.GroupBy(part => part.Shard).Where(group => group.Count() > 1).Select(group => group.Key).Order(),
        ];
        if (doubled.Length > 0)
            throw Mismatch(
                $"Run {name}: {Shards(doubled, first.ShardCount)} {(doubled.Length == 1 ? "is" : "are")} there twice.",
                name,
                "Take one of the two out."
            );
        int[] unfinished = [.. parts.Where(part => !part.Complete).Select(part => part.Shard).Order()];
        if (unfinished.Length > 0)
            throw Mismatch(
                $"Run {name}: {Shards(unfinished, first.ShardCount)} did not come to the end.",
                name,
                "Measure these shards again."
            );
        var there = parts.Select(part => part.Shard).ToHashSet();
        int[] missing =
        [
            .. first
                .ImageIds.Select(id => ImageCases.ShardOf(id, first.ShardCount))
                .Distinct()
                .Where(shard => !there.Contains(shard))
                .Order(),
        ];
        if (missing.Length > 0)
            throw Mismatch(
                $"Run {name}: {Shards(missing, first.ShardCount)} {(missing.Length == 1 ? "is" : "are")} missing.",
                name,
                "Measure these shards, or give their files too."
            );
        return first with
        {
            Shard = 1,
            ShardCount = 1,
            Masks = null,
            Failed = Ordered(first.ImageIds, parts.SelectMany(part => part.Failed)),
            Measurements = Ordered(first, parts),
        };
    }

    /// <summary>
    /// The hash that a store kept with the run, else that of its tables: a thousand parts are then not a thousand readings of
    /// the whole run.
    /// </summary>
    private static string Content(Run run) => run.Stored?.Content ?? ContentHash.Of(run);

    private static void CheckSame(MeasurementSet first, MeasurementSet part, string hash)
    {
        string? difference =
            Content(part.Run) != hash ? "their runs have other contents"
            : part.ShardCount != first.ShardCount ? $"one is of {first.ShardCount} shards, the other of {part.ShardCount}"
            : part.Options != first.Options ? "they were measured with other options"
            : part.Version != first.Version ? $"they were measured by version {first.Version} and {part.Version} of this module"
            : !part.ImageIds.SequenceEqual(first.ImageIds, StringComparer.Ordinal) ? "they saw other images in the run's folders"
            : null;
        if (difference is not null)
            throw Mismatch(
                $"The parts {first} and {part} do not belong together: {difference}.",
                first.Run.Name,
                "Measure all shards in the same way, from the same files."
            );
        string? stray = part
            .Measurements.Select(measurement => measurement.ImageId)
            .Concat(part.Failed)
            .FirstOrDefault(id => ImageCases.ShardOf(id, part.ShardCount) != part.Shard);
        if (stray is not null)
            throw Mismatch(
                $"The part {part} has image {stray}, which belongs to another shard.",
                stray,
                "Measure this shard again."
            );
    }

    private static List<MaskMeasurement> Ordered(MeasurementSet first, IReadOnlyList<MeasurementSet> parts)
    {
        var measured = new Dictionary<string, MaskMeasurement>(StringComparer.Ordinal);
        foreach (MaskMeasurement measurement in parts.SelectMany(part => part.Measurements))
            if (!measured.TryAdd(measurement.ImageId, measurement))
                throw Mismatch(
                    $"Run {first.Run.Name}: image {measurement.ImageId} is there twice.",
                    measurement.ImageId,
                    "Measure its shard again."
                );
        var failed = parts.SelectMany(part => part.Failed).ToHashSet(StringComparer.Ordinal);
        string[] lost = [.. first.ImageIds.Where(id => !measured.ContainsKey(id) && !failed.Contains(id))];
        if (lost.Length > 0)
            throw Mismatch(
                $"Run {first.Run.Name}: {lost.Length} images are in no part, the first is {lost[0]}.",
                lost[0],
                "Measure their shards again."
            );
        if (measured.Count + failed.Count != first.ImageIds.Count)
            throw Mismatch(
                $"Run {first.Run.Name}: the parts have {measured.Count + failed.Count} images, the run {first.ImageIds.Count}.",
                first.Run.Name,
                "Measure all shards again."
            );
        return [.. first.ImageIds.Where(measured.ContainsKey).Select(id => measured[id])];
    }

    private static List<string> Ordered(IReadOnlyList<string> ids, IEnumerable<string> some)
    {
        var chosen = some.ToHashSet(StringComparer.Ordinal);
        return [.. ids.Where(chosen.Contains)];
    }

    private static string Shards(int[] shards, int count) =>
        $"{(shards.Length == 1 ? "shard" : "shards")} {string.Join(", ", shards)} of {count}";

    private static InputException Mismatch(string message, string? target, string advice) =>
        new(InputError.ShardMismatch, message, target, advice);
}
