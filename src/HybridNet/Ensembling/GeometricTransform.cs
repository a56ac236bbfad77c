namespace HybridNet.Ensembling;

/// <summary>What was done to an image before a model saw it; its map is turned back by the inverse.</summary>
public enum GeometricTransform
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Mirrored left to right (numpy.fliplr).</summary>
    FlipH,

    /// <summary>Mirrored top to bottom (numpy.flipud).</summary>
    FlipV,

    /// <summary>Turned by 90 degrees counter-clockwise (numpy.rot90).</summary>
    Rotate90,

    /// <summary>Turned by 180 degrees.</summary>
    Rotate180,

    /// <summary>Turned by 270 degrees counter-clockwise (numpy.rot90 with k = 3).</summary>
    Rotate270,

    /// <summary>Mirrored at the main diagonal: rows become columns (numpy.transpose).</summary>
    Transpose,

    /// <summary>Mirrored at the other diagonal.</summary>
    AntiTranspose,
}

/// <summary>The group of the eight transforms.</summary>
internal static class GeometricTransforms
{
    /// <summary>True when width and height change places.</summary>
    public static bool SwapsSides(this GeometricTransform transform) =>
        transform
            is GeometricTransform.Rotate90
                or GeometricTransform.Rotate270
                or GeometricTransform.Transpose
                or GeometricTransform.AntiTranspose;

    /// <summary>The transform that undoes another.</summary>
    public static GeometricTransform Inverse(this GeometricTransform transform) =>
        transform switch
        {
            GeometricTransform.Rotate90 => GeometricTransform.Rotate270,
            GeometricTransform.Rotate270 => GeometricTransform.Rotate90,
            _ => transform,
        };

    /// <summary>Where a pixel of the transformed image was in the original.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="x">Column in the transformed image.</param>
    /// <param name="y">Row in the transformed image.</param>
    /// <param name="width">Width of the original.</param>
    /// <param name="height">Height of the original.</param>
    public static (int X, int Y) Source(this GeometricTransform transform, int x, int y, int width, int height) =>
        transform switch
        {
            GeometricTransform.FlipH => (width - 1 - x, y),
            GeometricTransform.FlipV => (x, height - 1 - y),
            GeometricTransform.Rotate90 => (width - 1 - y, x),
            GeometricTransform.Rotate180 => (width - 1 - x, height - 1 - y),
            GeometricTransform.Rotate270 => (y, height - 1 - x),
            GeometricTransform.Transpose => (y, x),
            GeometricTransform.AntiTranspose => (width - 1 - y, height - 1 - x),
            _ => (x, y),
        };
}
