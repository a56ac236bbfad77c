using System.Numerics;
using HybridNet.Masks;
using HybridNet.Ports;

namespace HybridNet.Diagnosis;

/// <summary>Pixels of one image's two masks, exact.</summary>
/// <param name="Gt">Pixels of the reference.</param>
/// <param name="Pred">Pixels of the prediction.</param>
/// <param name="Overlap">Pixels in both.</param>
/// <param name="Width">Width, pixels.</param>
/// <param name="Height">Height, pixels.</param>
internal sealed record MaskCounts(long Gt, long Pred, long Overlap, int Width, int Height)
{
    /// <summary>The case that the masks show, or null when they overlap or are both empty.</summary>
    public ZeroDiceCase? Case =>
        (Gt, Pred, Overlap) switch
        {
            (0, 0, _) => null,
            (0, _, _) => ZeroDiceCase.A_GT_empty_PRED_nonempty,
            (_, 0, _) => ZeroDiceCase.B_GT_nonempty_PRED_empty,
            (_, _, 0) => ZeroDiceCase.C_disjoint,
            _ => null,
        };

    /// <summary>Counts the masks of an image; null when either is missing.</summary>
    /// <exception cref="InputException">A file is damaged, ambiguous, or of another size.</exception>
    public static MaskCounts? Read(
        RunImages images,
        IImageReader reader,
        string imageId,
        MissingGroundTruth missing,
        CancellationToken cancel
    )
    {
        IReadOnlyList<string> references = images.GroundTruth(imageId);
        if (references.Count == 0 && (missing == MissingGroundTruth.Error || images.Files.GroundTruth.Count == 0))
            return null;
        if (images.Prediction(imageId) is not { } prediction)
            return null;
        using MaskFile pred = reader.ReadMask(prediction, cancel);
        if (references.Count == 0)
            return new(0, pred.Mask.Count(), 0, pred.Mask.Width, pred.Mask.Height);
        using MaskFile gt = ReferenceMask.Read(reader, references, cancel);
        ReferenceMask.RequireSameSize(gt.Mask, references[0], pred.Mask, prediction);
        ReadOnlySpan<ulong> a = gt.Mask.Words,
            b = pred.Mask.Words;
        long overlap = 0;
        for (int i = 0; i < a.Length; i++)
            overlap += BitOperations.PopCount(a[i] & b[i]);
        return new(gt.Mask.Count(), pred.Mask.Count(), overlap, gt.Mask.Width, gt.Mask.Height);
    }
}
