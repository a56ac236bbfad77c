using HybridNet.Diagnosis.Photos;
using HybridNet.Metrics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN017: photographs of two splits that are nearly the same picture under two ids. Compares the fine structure of small
/// grey copies, so another brightness, size or compression does not hide a copy, nor does a move by a twelfth of the side, a crop
/// by a tenth or a mirror; turning by more than about a degree does. Silent without photographs of two splits.
/// </summary>
internal sealed class CopiedPhotos : AuditRule
{
    private const double Alike = 0.9;
    private const int FewestShown = 3;

    public override string Id => "HN017";

    public override string Title => "Near-duplicate photographs in two splits";

    public override IReadOnlyList<string> Tags => ["split", "photos"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.Run.Files.Images is null || context.Run.Log.Assignments.Count == 0)
            return Skip("photographs and metrics_logs/image_split.csv");
        var images = new RunImages(context.Run);
        (string Id, string Split, string Path)[] photos =
        [
            .. context
                .Run.Log.Assignments.DistinctBy(row => row.ImageId)
                .Select(row => (row.ImageId, row.Split, Path: images.Picture(row.ImageId)))
                .Where(photo => photo.Path is not null)
                .Select(photo => (photo.ImageId, photo.Split, photo.Path!)),
        ];
        if (photos.Select(photo => photo.Split).Distinct().Count() < 2)
            return Skip("photographs of two splits");
        List<(string Id, string Split, PhotoFingerprint Print)> prints = Fingerprints(context, photos, out int unreadable);
        (string First, string Second, double Likeness)[] pairs = Pairs(prints, context.Cancel);
        if (pairs.Length == 0)
            return Pass(context, $"No two of {prints.Count} photographs in different splits look alike.");
        string[] ids = [.. pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()];
        string list = string.Join(
            ", ",
            pairs
                .Take(FewestShown)
                .Select(pair => InvariantText.Invariant($"{pair.First} and {pair.Second} ({pair.Likeness:0.000})"))
        );
        return Report(
            context,
            Severity.Error,
            $"{pairs.Length} pairs of photographs in different splits are nearly the same picture: {list}.",
            pairs.Length,
            ids,
            new()
            {
                ["Pairs"] = pairs.Select(pair => $"{pair.First} {pair.Second}").ToArray(),
                ["Photographs"] = prints.Count,
                ["Unreadable"] = unreadable,
                ["HighestLikeness"] = pairs[0].Likeness,
            },
            "Look at the pairs; take copies out of the training split, or put both into one."
        );
    }

    private static List<(string, string, PhotoFingerprint)> Fingerprints(
        AuditContext context,
        (string Id, string Split, string Path)[] photos,
        out int unreadable
    )
    {
        var prints = new List<(string, string, PhotoFingerprint)>();
        unreadable = 0;
        foreach (
            ((string id, string split, _), FingerprintBox? box, InputException? exception) in OrderedParallel.Run(
                photos,
                context.Options.Workers,
                (photo, _) =>
                    new FingerprintBox(PhotoFingerprint.Of(context.Reader.ReadThumbnail(photo.Path, PhotoFingerprint.Side))),
                context.Cancel
            )
        )
        {
            if (exception is not null)
                unreadable++;
            if (box?.Print is { } print)
                prints.Add((id, split, print));
        }
        return prints;
    }

    /// <summary>Every pair of two splits that is alike, most alike first.</summary>
    private static (string, string, double)[] Pairs(
        List<(string Id, string Split, PhotoFingerprint Print)> prints,
        CancellationToken cancel
    )
    {
        var found = new List<(string, string, double)>();
        Parallel.For(
            0,
            prints.Count,
            new ParallelOptions { CancellationToken = cancel },
            i =>
            {
                for (int j = i + 1; j < prints.Count; j++)
                {
                    if (prints[i].Split == prints[j].Split)
                        continue;
                    double likeness = prints[i].Print.Likeness(prints[j].Print);
                    if (likeness < Alike)
                        continue;
                    lock (found)
                        found.Add((prints[i].Id, prints[j].Id, likeness));
                }
            }
        );
        return
        [
            .. found
                .OrderByDescending(pair => pair.Item3)
                .ThenBy(pair => pair.Item1, StringComparer.Ordinal)
                .ThenBy(pair => pair.Item2, StringComparer.Ordinal),
        ];
    }

    private sealed record FingerprintBox(PhotoFingerprint? Print);
}
