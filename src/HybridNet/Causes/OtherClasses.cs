using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.Ports;

namespace HybridNet.Causes;

/// <summary>
/// The other classes of an image: a lesion that its own class misses may be the right lesion under the wrong name.
/// </summary>
internal static class OtherClasses
{
    /// <summary>Gives each image the files of its other classes.</summary>
    /// <param name="run">The run that the images belong to, or null.</param>
    /// <param name="images">The images; without a run, of all classes.</param>
    public static IReadOnlyList<ImageCase> Attach(Run? run, IReadOnlyList<ImageCase> images)
    {
        // Classes of one set lie side by side; those of a run are runs of the same model.
        IEnumerable<ImageCase> all = images.Select(image => image.Class).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any()
            ? images
            : Siblings(run).SelectMany(ImagesOf);
        ILookup<string, ImageCase> byId = all.ToLookup(image => PairName.Fold(image.ImageId), StringComparer.Ordinal);
        return byId.Count == 0
            ? images
            :
            [
                .. images.Select(image =>
                    image with
                    {
                        Others =
                        [
                            .. byId[PairName.Fold(image.ImageId)]
                                .Where(other => !Same(other.Class, image.Class ?? run?.Class))
                                .Where(other => ImageMasks.SourceOf(other) != PredictionSource.None),
                        ],
                    }
                ),
            ];
    }

    /// <summary>That the other classes of a run are not known, or null.</summary>
    /// <param name="run">The run, or null.</param>
    public static string? Unknown(Run? run) =>
        run?.Class is null || Siblings(run).Any()
            ? null
            : $"Run {run.Name} is one of several classes of one model, and the others are not known: lesions that were found "
                + "under another class are not told apart. Import the folder with Import-HNRun.";

    /// <summary>
    /// Says of each missed lesion of the reference which class was predicted there: the one that covers most of it.
    /// </summary>
    /// <param name="lesions">Lesions of both sides; those of the reference are replaced.</param>
    /// <param name="work">The image, with its other classes.</param>
    /// <param name="masks">Its masks.</param>
    /// <param name="connectivity">Which neighbours make one lesion.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A file is damaged, or the classes differ in size.</exception>
    public static void Name(
        Lesion[] lesions,
        ImageCase work,
        ImageMasks masks,
        Connectivity connectivity,
        IImageFiles reader,
        CancellationToken cancel
    )
    {
        int[] missed =
        [
            .. Enumerable
                .Range(0, lesions.Length)
                .Where(i => lesions[i] is { Side: LesionSide.GroundTruth, Hit: false, OverlapPixels: 0 }),
        ];
        if (missed.Length == 0)
            return;
        var most = new Dictionary<int, long>();
        foreach (ImageCase other in work.Others)
        {
            using Mask predicted = ImageMasks.ReadPrediction(reader, other, cancel);
            ReferenceMask.RequireSameSize(masks.Gt, work.ImageId, predicted, other.Prediction ?? other.Probability!);
            var covered = new Dictionary<int, long>();
            foreach (LesionPair pair in LesionMatching.Of(masks.GtInside, predicted, connectivity).Pairs)
                covered[pair.Gt] = covered.GetValueOrDefault(pair.Gt) + pair.Pixels;
            foreach (int i in missed)
                if (covered.GetValueOrDefault(lesions[i].Label) is var pixels && pixels > most.GetValueOrDefault(i))
                    (most[i], lesions[i]) = (pixels, lesions[i] with { FoundAs = other.Class });
        }
    }

    private static IEnumerable<Run> Siblings(Run? run) =>
        run?.Family is { } family ? family.Runs.Where(other => !Same(other.Class, run.Class)) : [];

    private static IEnumerable<ImageCase> ImagesOf(Run run) =>
        run.Files.Predictions is null && run.Files.Probabilities is null
            ? []
            : ImageCases
                .Entries(ImageCases.Pair(run, MissingGroundTruth.Empty, MissingRegion.Whole))
                .Select(entry => entry.Work)
                .OfType<ImageCase>()
                .Select(image => image with { Class = run.Class });

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
