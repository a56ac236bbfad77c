using HybridNet.Metrics;
using HybridNet.Pairing;

namespace HybridNet.Journals;

/// <summary>Whether parts that several machines measured were measured from the files that the run has now.</summary>
internal static class ShardFiles
{
    /// <summary>Refuses a part whose images were other files.</summary>
    /// <param name="parts">Parts of one run.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Why nothing could be compared; null when everything was.</returns>
    /// <exception cref="InputException">A prediction or reference was replaced.</exception>
    public static string? Check(IReadOnlyList<MeasurementSet> parts, int workers, CancellationToken cancel)
    {
        Run run = parts[0].Run;
        if (parts.Any(part => part.Masks is null))
            return "a part was measured by a version that kept no hashes of the masks";
        Dictionary<string, ImageCase> images;
        try
        {
            PairingResult paired = ImageCases.Pair(run, MissingGroundTruth.Empty);
            images = paired
                .Images.Where(image => image.Fault is null)
                .GroupBy(image => image.ImageId, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().ToCase(), StringComparer.Ordinal);
        }
        catch (InputException exception)
        {
            return $"the masks cannot be seen from here ({exception.Message})";
        }
        var fingerprint = new ImageFingerprint();
        foreach (MeasurementSet part in parts)
        {
            var digest = new MaskDigest();
            ImageCase[] mine = [.. part.Measurements.Select(row => images.GetValueOrDefault(row.ImageId)).OfType<ImageCase>()];
            foreach ((ImageCase image, string? print, _) in OrderedParallel.Run(mine, workers, fingerprint.Required, cancel))
                digest.Add(image, print ?? "");
            if (digest.ToString() != part.Masks)
                throw new InputException(
                    InputError.ShardMismatch,
                    $"Run {run.Name}: shard {part.Shard} of {part.ShardCount} was measured from other files than the run has "
                        + $"now; predictions or references were replaced since.",
                    run.Name,
                    "Measure this shard again."
                );
        }
        return null;
    }
}
