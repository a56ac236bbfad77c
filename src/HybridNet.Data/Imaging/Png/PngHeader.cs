using System.Buffers.Binary;

namespace HybridNet.Data.Imaging.Png;

/// <summary>What a PNG file says of its pixels (W3C PNG specification, third edition, section 11.2.1).</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColor Color, bool Interlaced)
{
    /// <summary>Samples of one pixel.</summary>
    public int Channels =>
        Color switch
        {
            PngColor.Rgb => 3,
            PngColor.GreyAlpha => 2,
            PngColor.Rgba => 4,
            _ => 1,
        };

    public int BitsPerPixel => Channels * BitDepth;

    /// <summary>Distance between corresponding bytes of neighbouring pixels, as the filters use it.</summary>
    public int FilterStep => Math.Max(1, BitsPerPixel / 8);

    /// <summary>Bytes of a row of so many pixels, without the filter byte.</summary>
    public int BytesOf(int width) => (int)(((long)width * BitsPerPixel + 7) / 8);

    /// <summary>Reads the 13 bytes of IHDR.</summary>
    public static PngHeader Parse(ReadOnlySpan<byte> data, string path)
    {
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data),
            height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        int depth = data[8];
        var colour = (PngColor)data[9];
        ImageFault.CheckSize(path, width, height, long.MaxValue);
        bool known = colour switch
        {
            PngColor.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => depth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GreyAlpha or PngColor.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!known || data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw ImageFault.Damaged(
                path,
                $"its header gives colour type {data[9]}, depth {depth}, compression {data[10]}, filter {data[11]}, "
                    + $"interlace {data[12]}, which PNG does not have"
            );
        return new((int)width, (int)height, depth, colour, data[12] == 1);
    }
}

/// <summary>Color types of PNG.</summary>
internal enum PngColor : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
