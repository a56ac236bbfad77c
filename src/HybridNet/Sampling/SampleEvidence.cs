using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;

namespace HybridNet.Sampling;

/// <summary>A part of an image that a training draws.</summary>
/// <param name="PatchId">Id.</param>
/// <param name="ImageId">Image that it is cut from.</param>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal sealed record Patch(string PatchId, string ImageId, int X, int Y, int Width, int Height);

/// <summary>What is known of a training image or patch.</summary>
/// <param name="ImageId">Image id.</param>
/// <param name="PatchId">Patch id; null for a whole image.</param>
/// <param name="Lesions">Reference lesions that reach into it.</param>
/// <param name="SmallLesions">Of these, lesions below the limit.</param>
/// <param name="MissedLesions">Of these, lesions that the prediction does not touch; 0 without a prediction.</param>
/// <param name="PredictedLesions">Predicted lesions that reach into it.</param>
/// <param name="FalseLesions">Of these, lesions that touch no reference lesion.</param>
internal sealed record SampleEvidence(
    string ImageId,
    string? PatchId,
    int Lesions,
    int SmallLesions,
    int MissedLesions,
    int PredictedLesions,
    int FalseLesions
)
{
    /// <summary>Looks at an image, or at each of its patches.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">A past prediction; null when there is none.</param>
    /// <param name="patches">Patches; null for the whole image.</param>
    /// <param name="smallArea">Pixels from which on a lesion is not small.</param>
    /// <exception cref="InputException">A patch leaves its image.</exception>
    public static IReadOnlyList<SampleEvidence> Of(
        string imageId,
        Mask gt,
        Mask? pred,
        IReadOnlyList<Patch>? patches,
        long smallArea
    )
    {
        using Mask nothing = new(gt.Width, gt.Height);
        LesionMatching matching = LesionMatching.Of(gt, pred ?? nothing);
        Patch[] places = patches is null ? [new("", imageId, 0, 0, gt.Width, gt.Height)] : [.. patches];
        return
        [
            .. places.Select(place =>
            {
                RequireInside(place, gt);
                int[] lesions = Inside(matching.Gt, place),
                    predicted = Inside(matching.Pred, place);
                return new SampleEvidence(
                    imageId,
                    patches is null ? null : place.PatchId,
                    lesions.Length,
                    lesions.Count(label => matching.Gt.Components[label - 1].Area < smallArea),
                    pred is null ? 0 : lesions.Count(label => matching.Matches(LesionSide.GroundTruth, label) == 0),
                    predicted.Length,
                    predicted.Count(label => matching.Matches(LesionSide.Prediction, label) == 0)
                );
            }),
        ];
    }

    /// <summary>Labels of the lesions with a pixel in a patch.</summary>
    private static int[] Inside(LesionMap map, Patch place)
    {
        var labels = new HashSet<int>();
        for (int y = place.Y; y < place.Y + place.Height; y++)
            foreach (PixelRun run in map.Row(y))
                if (run.Start < place.X + place.Width && run.End > place.X)
                    labels.Add(run.Label);
        return [.. labels];
    }

    private static void RequireInside(Patch place, Mask image)
    {
        if (
            place is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 }
            && (long)place.X + place.Width <= image.Width
            && (long)place.Y + place.Height <= image.Height
        )
            return;
        throw new InputException(
            InputError.SizeMismatch,
            $"Patch {place.PatchId} covers columns {place.X} to {(long)place.X + place.Width - 1} and rows {place.Y} to "
                + $"{(long)place.Y + place.Height - 1}, but image {place.ImageId} has {image.Width} x {image.Height} pixels.",
            place.PatchId,
            "Positions count from 0, in pixels of the mask."
        );
    }
}
