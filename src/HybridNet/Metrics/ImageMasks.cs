using HybridNet.Masks;
using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Metrics;

/// <summary>What may be odd about a mask file without making it unusable.</summary>
internal enum MaskWarning
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

    /// <summary>The file asks to be shown turned or mirrored: the samples were taken as they are stored.</summary>
    Oriented,

    /// <summary>A predicted mask with pixels equals its reference to the last of them: one may be a copy of the other.</summary>
    IsReference,

    /// <summary>Pixels that are transparent have a foreground color: they were taken for background.</summary>
    Transparent,

    /// <summary>
    /// More than half of the pixels, or of those at the border, are foreground: object and ground may be the wrong way
    /// round.
    /// </summary>
    CoversMost,

    /// <summary>A probability map in a lossy format.</summary>
    LossyMap,

    /// <summary>A probability map of integers whose largest sample is 1: a mask, or not scaled.</summary>
    ZeroOneMap,

    /// <summary>A probability map of integers whose largest sample is 100 or less: per cent, or not scaled.</summary>
    PercentMap,

    /// <summary>A probability map of integers that uses its scale: nothing odd, but it speaks against the two above.</summary>
    MapOnScale,

    /// <summary>Probabilities that rounding put just outside of 0 to 1 were taken for 0 or 1.</summary>
    Clamped,
}

/// <summary>An oddity of a file.</summary>
/// <param name="Oddity">What is odd.</param>
/// <param name="Path">The file.</param>
internal sealed record MaskNote(MaskWarning Oddity, string Path)
{
    /// <summary>Foreground pixels as they were read.</summary>
    public long Pixels { get; init; }

    /// <summary>Foreground pixels if those from half the range on were; below 0 where the samples have no half.</summary>
    public long AtLeastHalf { get; init; } = -1;
}

/// <summary>Where the predicted mask of an image comes from.</summary>
public enum PredictionSource
{
    /// <summary>A saved mask.</summary>
    Mask,

    /// <summary>A probability map, cut at the threshold.</summary>
    ThresholdedMap,

    /// <summary>Nothing was predicted for this image.</summary>
    None,
}

/// <summary>
/// The decoded files of one image: the one step that turns paths into masks that can be laid over each other. References
/// are united, a map without a saved mask is cut at the threshold, sizes are checked, and the region comes along.
/// </summary>
/// <remarks>Whoever needs the pixels of an image takes them from here, so that all figures mean the same pixels.</remarks>
internal sealed class ImageMasks : IDisposable
{
    private readonly Lazy<Mask> _gtInside,
        _predInside;

    private ImageMasks(Mask gt, Mask pred, ProbabilityMap? map, Mask? region, PredictionSource source)
    {
        (Gt, Pred, Map, Region, Source) = (gt, pred, map, region, source);
        _gtInside = new(() => RegionMask.Inside(gt, region));
        _predInside = new(() => RegionMask.Inside(pred, region));
    }

    /// <summary>The reference, inside and outside the region.</summary>
    public Mask Gt { get; }

    /// <summary>The prediction, inside and outside the region; empty when nothing was predicted.</summary>
    public Mask Pred { get; }

    /// <summary>The probability map, where it was asked for or is all there is.</summary>
    public ProbabilityMap? Map { get; }

    /// <summary>The map of an image that cannot be worked on without one.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="use">What needs it, at the beginning of a sentence: A threshold.</param>
    /// <exception cref="InputException">There is no map.</exception>
    public ProbabilityMap RequireMap(string imageId, string use) => Map ?? throw MissingMap(imageId, use);

    /// <summary>An image lacks the map that it is worked on by.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="use">What needs it, at the beginning of a sentence.</param>
    public static InputException MissingMap(string imageId, string use) =>
        new(
            InputError.MissingPrediction,
            $"Image {imageId} has no probability map.",
            imageId,
            $"{use} needs one; name the folder of the maps."
        );

    /// <summary>No image has the map that it would be worked on by.</summary>
    /// <param name="run">The run, or null for files that were named one by one.</param>
    /// <param name="advice">What to do instead.</param>
    public static InputException MissingMaps(Run? run, string advice) =>
        new(
            InputError.MissingFile,
            run is null
                ? "There are no probability maps: -Probability was not given."
                : $"Run {run.Name} has no probability maps: looked for probabilities_test in {run.Files.Output}.",
            run?.Name,
            advice
        );

    /// <summary>The pixels that count; null when all do.</summary>
    public Mask? Region { get; }

    /// <summary>What the prediction was read from.</summary>
    public PredictionSource Source { get; }

    /// <summary>What was odd about the files.</summary>
    public IReadOnlyList<MaskNote> Notes { get; private init; } = [];

    /// <summary>The reference inside the region.</summary>
    public Mask GtInside => _gtInside.Value;

    /// <summary>The prediction inside the region.</summary>
    public Mask PredInside => _predInside.Value;

    /// <summary>Counts inside the region.</summary>
    public Confusion Counts => Confusion.Count(Gt, Pred, Region);

    /// <summary>Reads an image's files and lays them over each other.</summary>
    /// <param name="reader">Decodes files.</param>
    /// <param name="work">The files.</param>
    /// <param name="withMap">Reads the map although there is a saved mask.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="predictionOptional">An image without prediction has an empty one, where its reference tells the size.</param>
    /// <exception cref="InputException">A file is damaged or missing, or the sizes differ.</exception>
    public static ImageMasks Read(
        IImageFiles reader,
        ImageCase work,
        bool withMap,
        CancellationToken cancel,
        bool predictionOptional = false
    )
    {
        var notes = new List<MaskNote>();
        MaskValues rules = work.Rules.Of(ImageSide.Prediction);
        MaskFile? predicted = null;
        Mask? pred = null;
        ProbabilityMap? map = null;
        ReferenceAndRegion? reference = null;
        try
        {
            if (work.Prediction is not null)
                pred = Take(predicted = MaskSource.Read(reader, work.Prediction, rules, cancel), work.Prediction, rules, notes);
            if (work.Probability is not null && (withMap || pred is null))
            {
                map = reader.ReadProbabilities(work.Probability, rules, cancel);
                notes.AddRange(map.Warnings.Select(warning => new MaskNote(warning, work.Probability)));
            }
            PredictionSource source = SourceOf(work);
            if (source == PredictionSource.None && !(predictionOptional && work.GroundTruth.Count > 0))
                throw new InputException(
                    InputError.MissingPrediction,
                    $"Image {work.ImageId} has neither a predicted mask nor a probability map.",
                    work.ImageId,
                    "Name the folder with -Prediction or -Probability."
                );
            if (source == PredictionSource.ThresholdedMap)
                pred = ThresholdMask.Of(map!, work.Threshold);
            string predPath = work.Prediction ?? work.Probability ?? work.GroundTruth[0];
            reference = ReferenceAndRegion.Read(
                reader,
                work,
                pred is null ? null : (pred.Width, pred.Height),
                predPath,
                notes,
                cancel
            );
            if (map is not null && (map.Width != reference.Gt.Width || map.Height != reference.Gt.Height))
                throw new InputException(
                    InputError.SizeMismatch,
                    $"{work.Probability} is {map.Width} x {map.Height} pixels, but the masks of {work.ImageId} are "
                        + $"{reference.Gt.Width} x {reference.Gt.Height}.",
                    work.Probability,
                    "Map and masks must have one size."
                );
            pred ??= new Mask(reference.Gt.Width, reference.Gt.Height);
            if (source == PredictionSource.Mask && pred.SameAs(reference.Gt) && !pred.IsEmpty)
                notes.Add(new(MaskWarning.IsReference, predPath));
            Mask? region = RegionMask.Without(reference.Region, predicted?.Ignored, pred);
            return new(reference.Gt, pred, map, region, source) { Notes = notes };
        }
        catch
        {
            pred?.Dispose();
            map?.Dispose();
            reference?.Dispose();
            throw;
        }
        finally
        {
            predicted?.Ignored?.Dispose();
        }
    }

    /// <summary>What the prediction of an image would be read from.</summary>
    public static PredictionSource SourceOf(ImageCase work) =>
        (work.Prediction, work.Probability) switch
        {
            (not null, _) => PredictionSource.Mask,
            (_, not null) => PredictionSource.ThresholdedMap,
            _ => PredictionSource.None,
        };

    /// <summary>The predicted mask of an image alone: the saved one, else its map cut at the threshold.</summary>
    /// <param name="reader">Decodes files.</param>
    /// <param name="work">The files; one of both must be there.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A file is damaged or missing.</exception>
    public static Mask ReadPrediction(IImageFiles reader, ImageCase work, CancellationToken cancel)
    {
        MaskValues rules = work.Rules.Of(ImageSide.Prediction);
        if (work.Prediction is not null)
        {
            MaskFile file = MaskSource.Read(reader, work.Prediction, rules, cancel);
            file.Ignored?.Dispose();
            return file.Mask;
        }
        using ProbabilityMap map = reader.ReadProbabilities(work.Probability!, rules, cancel);
        return ThresholdMask.Of(map, work.Threshold);
    }

    public void Dispose()
    {
        if (Region is not null && _gtInside.IsValueCreated)
            GtInside.Dispose();
        if (Region is not null && _predInside.IsValueCreated)
            PredInside.Dispose();
        Gt.Dispose();
        Pred.Dispose();
        Region?.Dispose();
        Map?.Dispose();
    }

    /// <summary>Notes what is odd about a file, and hands its mask on.</summary>
    internal static Mask Take(MaskFile file, string path, MaskValues values, List<MaskNote> notes)
    {
        if (file.Lossy)
            notes.Add(new(MaskWarning.Lossy, path));
        if (file.Levels > 2 && values.Foreground.Kind == ForegroundKind.NonZero)
            notes.Add(new(MaskWarning.MoreThanTwoLevels, path) { Pixels = file.Mask.Count(), AtLeastHalf = file.AtLeastHalf });
        if (file.WithoutBlack)
            notes.Add(new(MaskWarning.WithoutBlack, path));
        notes.AddRange(file.Warnings.Select(warning => new MaskNote(warning, path)));
        return file.Mask;
    }
}
