using System.Globalization;
using HybridNet.Masks;

namespace HybridNet.PostProcessing;

/// <summary>Steps on a mask that needs no training: what is done is always done in one order.</summary>
/// <remarks>Clip to the region, open, close, fill holes, clip again, minimum area, maximum area, largest component.</remarks>
internal sealed record PostProcess
{
    /// <summary>Radius of the opening, pixels; 0 for none.</summary>
    public int Open { get; init; }

    /// <summary>Radius of the closing, pixels; 0 for none.</summary>
    public int Close { get; init; }

    /// <summary>Shape of the element of opening and closing.</summary>
    public ElementShape Element { get; init; } = ElementShape.Disk;

    /// <summary>Fills holes: background that no 4-connected path joins to the edge of the image.</summary>
    public bool FillHole { get; init; }

    /// <summary>Smallest 8-connected component that stays, pixels; 0 for all.</summary>
    public long MinimumArea { get; init; }

    /// <summary>Largest 8-connected component that stays, pixels; null for all.</summary>
    public long? MaximumArea { get; init; }

    /// <summary>Only the largest component stays.</summary>
    public bool LargestOnly { get; init; }

    /// <summary>Does the steps.</summary>
    /// <param name="mask">The mask after its threshold; it is not changed.</param>
    /// <param name="region">Only pixels inside are kept; null for the whole image.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public Mask Apply(Mask mask, Mask? region = null)
    {
        Mask result = mask.Clone();
        RegionFilter.Clip(result, region);
        if (Open > 0)
            Replace(ref result, Morphology.Open(result, new StructuringElement(Element, Open)));
        if (Close > 0)
            Replace(ref result, Morphology.Close(result, new StructuringElement(Element, Close)));
        if (FillHole)
            Replace(ref result, RegionFilter.FillHoles(result));
        // Closing and filling may leave the region.
        RegionFilter.Clip(result, region);
        if (MinimumArea > 1)
            Replace(ref result, RegionFilter.MinimumArea(result, MinimumArea));
        if (MaximumArea is { } most)
            Replace(ref result, RegionFilter.MaximumArea(result, most));
        if (LargestOnly)
            Replace(ref result, RegionFilter.Largest(result));
        return result;
    }

    /// <summary>The steps in words, in their order.</summary>
    internal static string Describe(double threshold, int open, int close, ElementShape element, bool fillHole, long minimumArea)
    {
        var steps = new List<string>();
        if (!double.IsNaN(threshold))
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"threshold {threshold:0.####}"));
        if (open > 0)
            steps.Add($"open {element} {open}");
        if (close > 0)
            steps.Add($"close {element} {close}");
        if (fillHole)
            steps.Add("fill holes");
        if (minimumArea > 0)
            steps.Add($"minimum area {minimumArea}");
        return steps.Count == 0 ? "as it is" : string.Join(", ", steps);
    }

    private static void Replace(ref Mask mask, Mask next)
    {
        mask.Dispose();
        mask = next;
    }
}
