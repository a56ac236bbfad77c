using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Causes;

/// <summary>What is looked at besides the masks.</summary>
/// <param name="Photos">The photograph: what lesions look like.</param>
/// <param name="Probabilities">The probability map, although there is a saved mask.</param>
internal readonly record struct AttributeNeeds(bool Photos, bool Probabilities);

/// <summary>The lesions of one image with their attributes, and what could not be measured.</summary>
/// <param name="Lesions">Lesions of both sides.</param>
/// <param name="WithoutPhoto">The image has no photograph although one was needed.</param>
/// <param name="WithoutMap">The image has no probability map although one was needed.</param>
internal sealed record ImageLesions(IReadOnlyList<Lesion> Lesions, bool WithoutPhoto, bool WithoutMap);

/// <summary>Measures the attributes of the lesions of many images.</summary>
internal static class AttributedLesions
{
    /// <summary>The lesions of each image with their attributes.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="options">Connectivity and matching.</param>
    /// <param name="strata">Bins of lesion size.</param>
    /// <param name="needs">What is looked at.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<ImageLesions>> Read(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        MeasurementOptions options,
        SizeStrata strata,
        AttributeNeeds needs,
        int workers,
        CancellationToken cancel
    ) =>
        MaskMeasurements.Each(
            images,
            reader,
            needs.Probabilities,
            workers,
            (work, masks, stop) => Of(work, masks, reader, options, strata, needs, stop),
            cancel
        );

    internal static ImageLesions Of(
        ImageCase work,
        ImageMasks masks,
        IImageFiles reader,
        MeasurementOptions options,
        SizeStrata strata,
        AttributeNeeds needs,
        CancellationToken cancel
    )
    {
        LesionMatching matching = LesionMatching.Of(
            masks.GtInside,
            masks.PredInside,
            options.Connectivity,
            options.MatchMode,
            options.IouThreshold
        );
        Lesion[] lesions =
        [
            .. Lesion
                .Of(work.Run, work.ImageId, matching, strata, work.Origin)
                .Select(lesion => work.Class is null ? lesion : lesion with { OwnClass = work.Class }),
        ];
        OtherClasses.Name(lesions, work, masks, options.Connectivity, reader, cancel);
        string? picture = needs.Photos ? work.Photo : null;
        bool needsPhoto = picture is not null && lesions.Length > 0;
        using PhotoPixels? photo = needsPhoto ? reader.ReadPhoto(picture!, masks.Gt.Width, masks.Gt.Height, cancel) : null;
        var structures = new List<(string Name, LesionMap Map)>();
        foreach ((string name, string path) in work.Structures)
        {
            using MaskFile file = reader.ReadMask(path, cancel);
            ReferenceMask.RequireSameSize(masks.Gt, work.ImageId, file.Mask, path);
            structures.Add((name, LesionMap.Label(file.Mask)));
        }
        FieldOfView field = FieldOfView.Of(photo, masks.Region, masks.Gt.Width, masks.Gt.Height);
        PixelRun[][] gtRuns = matching.Gt.RunsByLabel(),
            predRuns = matching.Pred.RunsByLabel();
        for (int i = 0; i < lesions.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            bool isGt = lesions[i].Side == LesionSide.GroundTruth;
            LesionMap own = isGt ? matching.Gt : matching.Pred,
                other = isGt ? matching.Pred : matching.Gt;
            PixelRun[][] ownRuns = isGt ? gtRuns : predRuns,
                otherRuns = isGt ? predRuns : gtRuns;
            Component component = own.Components[lesions[i].Label - 1];
            PixelRun[] runs = ownRuns[component.Label - 1];
            LesionShape shape = LesionShape.Of(runs);
            LesionSurround surround = photo is null ? LesionSurround.None : LesionSurround.Of(own, component, photo, field);
            (double peak, double mean) = masks.Map is null ? (double.NaN, double.NaN) : MapSamples.Of(masks.Map, runs);
            double dx = component.CentroidX - field.X,
                dy = component.CentroidY - field.Y;
            lesions[i] = lesions[i] with
            {
                Elongation = shape.Elongation,
                Solidity = shape.Solidity,
                Contrast = surround.Contrast,
                ColorDistance = surround.ColorDistance,
                Sharpness = surround.Sharpness,
                Illumination = surround.Illumination,
                Noise = surround.Noise,
                Eccentricity = Math.Sqrt(dx * dx + dy * dy) / field.Radius,
                EdgeDistance = Math.Min(
                    Math.Min(component.Left, component.Top),
                    Math.Min(own.Width - 1 - component.Right, own.Height - 1 - component.Bottom)
                ),
                NeighborDistance = LesionDistances.Nearest(component, runs, own.Components, ownRuns, component.Label),
                OtherSideDistance = LesionDistances.Nearest(component, runs, other.Components, otherRuns, 0),
                PeakProbability = peak,
                MeanProbability = mean,
                StructureDistances = structures.ToDictionary(
                    structure => structure.Name,
                    structure => LesionDistances.ToStructure(runs, structure.Map)
                ),
            };
        }
        return new(lesions, needs.Photos && picture is null, needs.Probabilities && masks.Map is null);
    }
}
