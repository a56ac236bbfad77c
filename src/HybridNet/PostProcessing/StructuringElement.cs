namespace HybridNet.PostProcessing;

/// <summary>Shape of a structuring element.</summary>
public enum ElementShape
{
    /// <summary>A row and a column of 2 radius + 1 pixels (OpenCV's MORPH_CROSS).</summary>
    Cross,

    /// <summary>2 radius + 1 pixels a side.</summary>
    Square,

    /// <summary>Pixels with x^2 + y^2 at most radius^2 (scikit-image's disk).</summary>
    Disk,
}

/// <summary>
/// A structuring element, symmetric about its centre: for each row of it, how far it reaches to both sides.
/// </summary>
internal sealed class StructuringElement
{
    /// <summary>Largest radius, pixels.</summary>
    public const int MaximumRadius = 1024;

    private readonly int[] _reach;

    /// <summary>Makes an element.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="radius">Pixels from the centre to the edge, 0 to <see cref="MaximumRadius"/>; 0 is the centre alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is outside its range.</exception>
    public StructuringElement(ElementShape shape, int radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radius, MaximumRadius);
        (Shape, Radius) = (shape, radius);
        _reach =
        [
            .. Enumerable
                .Range(0, radius + 1)
                .Select(row =>
                    shape switch
                    {
                        ElementShape.Square => radius,
                        ElementShape.Cross => row == 0 ? radius : 0,
                        _ => WholeRoot(radius * radius - row * row),
                    }
                ),
        ];
    }

    /// <summary>Its shape.</summary>
    public ElementShape Shape { get; }

    /// <summary>Pixels from the centre to the edge.</summary>
    public int Radius { get; }

    /// <summary>How far the element reaches to the left and right in a row of it.</summary>
    /// <param name="row">Row, -Radius to Radius; 0 is the centre's.</param>
    public int Reach(int row) => _reach[Math.Abs(row)];

    private static int WholeRoot(int square)
    {
        int root = (int)Math.Sqrt(square);
        while (root * root > square)
            root--;
        while ((root + 1) * (root + 1) <= square)
            root++;
        return root;
    }
}
