using HybridNet.Lesions;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Metrics;

/// <summary>An image's result, or what was wrong with it, and what was odd about its files.</summary>
/// <typeparam name="T">Kind of result.</typeparam>
/// <param name="Work">The image.</param>
/// <param name="Result">The result, or null.</param>
/// <param name="Fault">The fault, or null.</param>
/// <param name="Notes">Oddities worth a warning.</param>
internal sealed record ImageOutcome<T>(ImageCase Work, T? Result, InputException? Fault, IReadOnlyList<MaskNote> Notes)
    where T : class;

/// <summary>Measures many images, side by side and in order; one bad file costs one image.</summary>
internal static class MaskMeasurements
{
    /// <summary>One measurement for each image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<MaskMeasurement>> Measure(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        MeasurementOptions options,
        int workers,
        CancellationToken cancel
    ) =>
        Each(
            images,
            reader,
            (options.Metrics & (MetricSet.Score | MetricSet.Pearson)) != 0,
            workers,
            (work, masks, stop) => MaskMeasurer.Measure(work, masks, options, stop),
            cancel
        );

    /// <summary>The lesions of each image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="options">Connectivity and matching.</param>
    /// <param name="strata">Bins of lesion size.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<IReadOnlyList<Lesion>>> Lesions(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        MeasurementOptions options,
        SizeStrata strata,
        int workers,
        CancellationToken cancel
    ) =>
        Each<IReadOnlyList<Lesion>>(
            images,
            reader,
            false,
            workers,
            (work, masks, _) =>
            {
                LesionMatching matching = LesionMatching.Of(
                    masks.GtInside,
                    masks.PredInside,
                    options.Connectivity,
                    options.MatchMode,
                    options.IouThreshold
                );
                return
                [
                    .. Lesion
                        .Of(work.Run, work.ImageId, matching, strata, work.Origin)
                        .Select(lesion => work.Class is null ? lesion : lesion with { OwnClass = work.Class }),
                ];
            },
            cancel
        );

    /// <summary>Reads each image's files with its probability map, which it must have, and does something with them.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="use">What needs the map, at the beginning of a sentence: it is said where there is none.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="work">What is done with an image.</param>
    /// <param name="cancel">Stops the work.</param>
    internal static IEnumerable<ImageOutcome<T>> EachMap<T>(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        string use,
        int workers,
        Func<ImageCase, ImageMasks, ProbabilityMap, T> work,
        CancellationToken cancel
    )
        where T : class =>
        Each(images, reader, true, workers, (item, masks, _) => work(item, masks, masks.RequireMap(item.ImageId, use)), cancel);

    /// <summary>Reads each image's files and does something with them.</summary>
    internal static IEnumerable<ImageOutcome<T>> Each<T>(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        bool withMap,
        int workers,
        Func<ImageCase, ImageMasks, CancellationToken, T> work,
        CancellationToken cancel
    )
        where T : class
    {
        foreach (
            (ImageCase image, ImageOutcome<T>? outcome, InputException? exception) in OrderedParallel.Run(
                images,
                workers,
                (item, stop) =>
                {
                    using ImageMasks masks = ImageMasks.Read(reader, item, withMap, stop);
                    return new ImageOutcome<T>(item, work(item, masks, stop), null, masks.Notes);
                },
                cancel
            )
        )
            yield return outcome ?? new ImageOutcome<T>(image, null, exception, []);
    }
}
