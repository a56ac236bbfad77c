using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Metrics;

/// <summary>What may be odd about a mask file without making it unusable.</summary>
public enum MaskWarning
{
    /// <summary>More than two grey levels: every non-zero sample counts as foreground.</summary>
    MoreThanTwoLevels,

    /// <summary>A lossy format: the edges of the mask are not what was drawn.</summary>
    Lossy,

    /// <summary>Two colours of a palette, none of them black: the darker one was taken for the ground.</summary>
    WithoutBlack,

    /// <summary>The file says that 0 is white: samples were turned round, as it asks.</summary>
    TurnedRound,

    /// <summary>The file holds further pages or frames: the first one was read.</summary>
    FurtherPages,

    /// <summary>Pixels that are transparent have a foreground color: they were taken for background.</summary>
    Transparent,

    /// <summary>More than half of the pixels, or of those at the border, are foreground: object and ground may be the wrong way round.</summary>
    CoversMost,

    /// <summary>A probability map in a lossy format.</summary>
    LossyMap,

    /// <summary>A probability map of integers whose largest sample is 1: a mask, or not scaled.</summary>
    ZeroOneMap,

    /// <summary>A probability map of integers whose largest sample is 100 or less: per cent, or not scaled.</summary>
    PercentMap,

    /// <summary>Probabilities that rounding put just outside of 0 to 1 were taken for 0 or 1.</summary>
    Clamped,
}

/// <summary>An oddity of a file.</summary>
/// <param name="Oddity">What is odd.</param>
/// <param name="Path">The file.</param>
public sealed record MaskNote(MaskWarning Oddity, string Path);

/// <summary>The decoded files of one image.</summary>
internal sealed class ImageMasks : IDisposable
{
    private ImageMasks(Mask gt, Mask? pred, ProbabilityMap? map, Mask? region, IReadOnlyList<MaskNote> notes) =>
        (Gt, Pred, Map, Region, Notes) = (gt, pred!, map, region, notes);

    public Mask Gt { get; }

    public Mask Pred { get; }

    public ProbabilityMap? Map { get; }

    public Mask? Region { get; }

    /// <summary>What was odd about the files.</summary>
    public IReadOnlyList<MaskNote> Notes { get; }

    /// <summary>Reads an image's files and lays them over each other.</summary>
    /// <exception cref="InputException">A file is damaged or missing, or the sizes differ.</exception>
    public static ImageMasks Read(IImageReader reader, ImageCase work, bool withMap, CancellationToken cancel)
    {
        var notes = new List<MaskNote>();
        Mask? gt = null,
            pred = null,
            region = null;
        ProbabilityMap? map = null;
        try
        {
            if (work.Prediction is not null)
                pred = Take(reader.ReadMask(work.Prediction, cancel), work.Prediction, notes);
            if (work.Probability is not null && (withMap || pred is null))
                map = reader.ReadProbabilities(work.Probability, cancel);
            if (pred is null && map is null)
                throw new InputException(
                    InputError.MissingPrediction,
                    $"Image {work.ImageId} has neither a predicted mask nor a probability map.",
                    work.ImageId,
                    "Name the folder with -Prediction or -Probability."
                );
            pred ??= ThresholdMask.Of(map!, work.Threshold);
            string predPath = work.Prediction ?? work.Probability!;
            gt =
                work.GroundTruth.Count == 0
                    ? new Mask(pred.Width, pred.Height)
                    : Take(ReferenceMask.Read(reader, work.GroundTruth, cancel), work.GroundTruth[0], notes);
            if (work.GroundTruth.Count > 0)
                ReferenceMask.RequireSameSize(gt, work.GroundTruth[0], pred, predPath);
            if (map is not null && (map.Width != gt.Width || map.Height != gt.Height))
                throw new InputException(
                    InputError.SizeMismatch,
                    $"{work.Probability} is {map.Width} x {map.Height} pixels, but the masks of {work.ImageId} are {gt.Width} x {gt.Height}.",
                    work.Probability,
                    "Map and masks must have one size."
                );
            if (work.Region is not null)
            {
                region = Take(reader.ReadMask(work.Region, cancel), work.Region, notes);
                ReferenceMask.RequireSameSize(gt, predPath, region, work.Region);
            }
            return new(gt, pred, map, region, notes);
        }
        catch
        {
            gt?.Dispose();
            pred?.Dispose();
            region?.Dispose();
            map?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Gt.Dispose();
        Pred.Dispose();
        Region?.Dispose();
        Map?.Dispose();
    }

    private static Mask Take(MaskFile file, string path, List<MaskNote> notes)
    {
        if (file.Lossy)
            notes.Add(new(MaskWarning.Lossy, path));
        if (file.Levels > 2)
            notes.Add(new(MaskWarning.MoreThanTwoLevels, path));
        if (file.WithoutBlack)
            notes.Add(new(MaskWarning.WithoutBlack, path));
        return file.Mask;
    }
}
