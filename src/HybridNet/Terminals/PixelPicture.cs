using HybridNet.Panels;

namespace HybridNet.Terminals;

/// <summary>A picture as pixels.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Red, green, blue, 255 for each pixel, row by row.</param>
internal sealed record PixelPicture(int Width, int Height, byte[] Pixels)
{
    /// <summary>The colour of a pixel.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public Rgb this[int x, int y]
    {
        get
        {
            int at = 4 * (y * Width + x);
            return new(Pixels[at], Pixels[at + 1], Pixels[at + 2]);
        }
    }
}
