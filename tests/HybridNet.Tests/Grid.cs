using HybridNet.Masks;

namespace HybridNet.Tests;

/// <summary>Small masks, drawn by hand.</summary>
internal static class Grid
{
    /// <summary>Rows of text: # is foreground.</summary>
    public static Mask Rows(params string[] rows)
    {
        var mask = new Mask(rows[0].Length, rows.Length);
        for (int y = 0; y < rows.Length; y++)
        for (int x = 0; x < rows[y].Length; x++)
            if (rows[y][x] is '#' or '1')
                mask[x, y] = true;
        return mask;
    }

    /// <summary>Half-open boxes [top, bottom) x [left, right), as array slices are written.</summary>
    public static Mask Boxes(int height, int width, params (int Top, int Bottom, int Left, int Right)[] boxes)
    {
        var mask = new Mask(width, height);
        foreach ((int top, int bottom, int left, int right) in boxes)
            for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
                mask[x, y] = true;
        return mask;
    }
}
