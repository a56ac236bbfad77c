namespace HybridNet.Protocols;

/// <summary>What a corner of pixels stands for: outline length in the plane, or surface of a slice one unit thick.</summary>
/// <remarks>
/// The outline runs between the middles of the pixels' sides (W. E. Lorensen and H. E. Cline, Computer Graphics 21, 1987,
/// in two dimensions): across a corner with one or three set pixels it is half a diagonal, with two neighbours the side
/// between them, with two on a diagonal two half diagonals.
/// </remarks>
internal static class CornerLengths
{
    /// <summary>Length for each of the 16 patterns.</summary>
    public static double[] Outline(double row, double column)
    {
        double half = 0.5 * Math.Sqrt(row * row + column * column);
        var lengths = new double[16];
        for (int pattern = 1; pattern < 15; pattern++)
        {
            (bool upperLeft, bool upperRight, bool lowerLeft) = ((pattern & 1) != 0, (pattern & 2) != 0, (pattern & 4) != 0);
            if (int.PopCount(pattern) != 2)
                lengths[pattern] = half;
            else if (upperLeft == upperRight)
                lengths[pattern] = column;
            else if (upperLeft == lowerLeft)
                lengths[pattern] = row;
            else
                lengths[pattern] = 2 * half;
        }
        return lengths;
    }

    /// <summary>
    /// Surface for each of the 16 patterns at one of the two faces of the slice. The corner's cube has four samples
    /// inside the slice and four outside: the surface is the triangles that cut the set samples off.
    /// </summary>
    public static double[] Slice(double row, double column)
    {
        var areas = new double[16];
        double corner = Triangle(row, column),
            sideRow = Math.Sqrt(column * column + 1) * row / 2,
            sideColumn = Math.Sqrt(row * row + 1) * column / 2;
        for (int pattern = 1; pattern < 16; pattern++)
        {
            (bool upperLeft, bool upperRight, bool lowerLeft) = ((pattern & 1) != 0, (pattern & 2) != 0, (pattern & 4) != 0);
            int set = int.PopCount(pattern);
            if (set == 1)
                areas[pattern] = corner;
            else if (set == 4)
                areas[pattern] = row * column;
            else if (set == 3)
                areas[pattern] = 3 * corner + row * column / 2;
            else if (upperLeft == upperRight)
                areas[pattern] = sideColumn;
            else if (upperLeft == lowerLeft)
                areas[pattern] = sideRow;
            else
                areas[pattern] = 2 * corner;
        }
        return areas;
    }

    /// <summary>The triangle through the middles of the three edges at one corner of a box.</summary>
    private static double Triangle(double row, double column)
    {
        // Half the length of the cross product of two of its sides.
        double a = row / 2,
            b = column / 2,
            c = 0.5;
        return 0.5 * Math.Sqrt(a * a * (b * b) + b * b * (c * c) + a * a * (c * c));
    }
}
