using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.PostProcessing;

namespace HybridNet.Readers;

/// <summary>How masks of several readers go together.</summary>
internal static class Agreement
{
    /// <summary>The pixels that more than half of the masks have.</summary>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Majority(IReadOnlyList<Mask> masks)
    {
        var result = new Mask(masks[0].Width, masks[0].Height);
        Span<ulong> target = result.Words;
        for (int w = 0; w < target.Length; w++)
        {
            ulong any = 0;
            foreach (Mask mask in masks)
                any |= mask.Words[w];
            for (; any != 0; any &= any - 1)
            {
                ulong bit = any & (~any + 1);
                int votes = 0;
                foreach (Mask mask in masks)
                    votes += (mask.Words[w] & bit) != 0 ? 1 : 0;
                if (2 * votes > masks.Count)
                    target[w] |= bit;
            }
        }
        return result;
    }

    /// <summary>Dice of two masks; NaN when both are empty.</summary>
    public static double Dice(Mask a, Mask b)
    {
        Confusion counts = Confusion.Count(a, b);
        long marked = 2 * counts.TruePositive + counts.FalsePositive + counts.FalseNegative;
        return marked == 0 ? double.NaN : 2.0 * counts.TruePositive / marked;
    }

    /// <summary>A mask with one pixel of outline more: its 4-neighbours.</summary>
    public static Mask Grown(Mask mask) => Morphology.Dilate(mask, new StructuringElement(ElementShape.Cross, 1));

    /// <summary>A mask with one pixel of outline less; outside the image is background.</summary>
    public static Mask Shrunk(Mask mask) =>
        Morphology.Erode(mask, new StructuringElement(ElementShape.Cross, 1), OutsideImage.Background);
}
