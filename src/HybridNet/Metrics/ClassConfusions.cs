using System.Numerics;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Ports;

namespace HybridNet.Metrics;

/// <summary>
/// Sums the confusion between classes over images. Pixels by popcount of each pair of masks; a pixel that carries two classes
/// counts in both. Lesions are 8-connected, and found when one pixel of their own class lies on them.
/// </summary>
/// <param name="classes">The classes, in the order of the result.</param>
internal sealed class ClassConfusions(IReadOnlyList<string> classes)
{
    private readonly long[,] _pixels = new long[classes.Count + 1, classes.Count + 1];
    private readonly int[,] _lesions = new int[classes.Count + 1, classes.Count + 1];

    private int Ground => classes.Count;

    /// <summary>Images so far.</summary>
    public int Images { get; private set; }

    /// <summary>Counts one image from the masks of each class.</summary>
    /// <param name="reader">Decodes files.</param>
    /// <param name="works">The files of each class, in the order of the classes; null where the image has no file of one.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A file is damaged, or the classes differ in size.</exception>
    public static ImageConfusion Count(IImageFiles reader, IReadOnlyList<ImageCase?> works, CancellationToken cancel)
    {
        var masks = new List<ImageMasks?>();
        try
        {
            foreach (ImageCase? work in works)
                masks.Add(work is null ? null : ImageMasks.Read(reader, work, withMap: false, cancel, predictionOptional: true));
            ImageMasks first = masks.OfType<ImageMasks>().First();
            foreach ((ImageMasks? one, ImageCase? work) in masks.Zip(works))
                if (one is not null && (one.Gt.Width, one.Gt.Height) != (first.Gt.Width, first.Gt.Height))
                    throw new InputException(
                        InputError.SizeMismatch,
                        $"The masks of class {work!.Class} of image {work.ImageId} are {one.Gt.Width} x {one.Gt.Height} "
                            + $"pixels, those of the first class {first.Gt.Width} x {first.Gt.Height}.",
                        work.ImageId,
                        "All classes of an image must have one size."
                    );
            return Count(masks, first);
        }
        finally
        {
            foreach (ImageMasks? one in masks)
                one?.Dispose();
        }
    }

    /// <summary>Adds an image.</summary>
    public void Add(ImageConfusion image)
    {
        Images++;
        for (int i = 0; i <= Ground; i++)
        for (int j = 0; j <= Ground; j++)
        {
            _pixels[i, j] += image.Pixels[i, j];
            _lesions[i, j] += image.Lesions[i, j];
        }
    }

    /// <summary>Every cell, reference by reference, the ground last.</summary>
    /// <param name="run">Name of the run.</param>
    public IEnumerable<ClassConfusion> Rows(string run)
    {
        for (int i = 0; i <= Ground; i++)
        {
            long pixels = Enumerable.Range(0, Ground + 1).Sum(j => _pixels[i, j]);
            int missed = Enumerable.Range(0, Ground + 1).Where(j => j != i).Sum(j => _lesions[i, j]);
            for (int j = 0; j <= Ground; j++)
                yield return new ClassConfusion
                {
                    Run = run,
                    GroundTruth = i == Ground ? null : classes[i],
                    Predicted = j == Ground ? null : classes[j],
                    Images = Images,
                    Pixels = _pixels[i, j],
                    Share = pixels == 0 ? double.NaN : (double)_pixels[i, j] / pixels,
                    Lesions = _lesions[i, j],
                    MissedShare = i == j || i == Ground || missed == 0 ? double.NaN : (double)_lesions[i, j] / missed,
                };
        }
    }

    private static ImageConfusion Count(List<ImageMasks?> masks, ImageMasks first)
    {
        int ground = masks.Count;
        var result = new ImageConfusion(new long[ground + 1, ground + 1], new int[ground + 1, ground + 1]);
        using Mask marked = new(first.Gt.Width, first.Gt.Height),
            predicted = new(first.Gt.Width, first.Gt.Height);
        foreach (ImageMasks one in masks.OfType<ImageMasks>())
        {
            Unite(marked, one.GtInside);
            Unite(predicted, one.PredInside);
        }
        for (int i = 0; i < ground; i++)
        {
            if (masks[i] is not { } one)
                continue;
            result.Pixels[i, ground] = Outside(one.GtInside, predicted);
            result.Pixels[ground, i] = Outside(one.PredInside, marked);
            for (int j = 0; j < ground; j++)
                if (masks[j] is { } other)
                    result.Pixels[i, j] = Shared(one.GtInside, other.PredInside);
            CountLesions(masks, i, result.Lesions);
            result.Lesions[ground, i] = LesionMatching.Of(marked, one.PredInside).PredFalse;
        }
        long both = first.Region?.Count() ?? marked.Area;
        Unite(marked, predicted);
        result.Pixels[ground, ground] = both - marked.Count();
        return result;
    }

    /// <summary>Reference lesions of a class: found, else called by the class that covers most of each.</summary>
    private static void CountLesions(List<ImageMasks?> masks, int which, int[,] lesions)
    {
        int ground = masks.Count;
        Mask gt = masks[which]!.GtInside;
        LesionMap map = LesionMap.Label(gt);
        var covered = new long[map.Count, ground];
        for (int j = 0; j < ground; j++)
            if (masks[j] is { } other)
                foreach (LesionPair pair in LesionMatching.Of(gt, other.PredInside).Pairs)
                    covered[pair.Gt - 1, j] += pair.Pixels;
        for (int lesion = 0; lesion < map.Count; lesion++)
        {
            int called = which;
            if (covered[lesion, which] == 0)
            {
                called = Enumerable.Range(0, ground).MaxBy(j => covered[lesion, j]);
                if (covered[lesion, called] == 0)
                    called = ground;
            }
            lesions[which, called]++;
        }
    }

    private static void Unite(Mask target, Mask other)
    {
        Span<ulong> words = target.Words;
        ReadOnlySpan<ulong> more = other.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] |= more[i];
    }

    private static long Shared(Mask a, Mask b)
    {
        ReadOnlySpan<ulong> first = a.Words,
            second = b.Words;
        long pixels = 0;
        for (int i = 0; i < first.Length; i++)
            pixels += BitOperations.PopCount(first[i] & second[i]);
        return pixels;
    }

    private static long Outside(Mask a, Mask b)
    {
        ReadOnlySpan<ulong> first = a.Words,
            second = b.Words;
        long pixels = 0;
        for (int i = 0; i < first.Length; i++)
            pixels += BitOperations.PopCount(first[i] & ~second[i]);
        return pixels;
    }
}

/// <summary>The cells of one image; the last row and column are the ground.</summary>
/// <param name="Pixels">Pixels by reference and prediction.</param>
/// <param name="Lesions">Lesions by reference and prediction.</param>
internal sealed record ImageConfusion(long[,] Pixels, int[,] Lesions);
