using System.Buffers.Binary;

namespace HybridNet.Data.Imaging.Png;

/// <summary>Writes into a PNG how large its pixels are: the chunk pHYs (PNG specification, third edition, 11.3.4.3).</summary>
internal static class PngDensity
{
    private const double InchesAMetre = 1 / 0.0254;

    /// <summary>Signature and header, which every PNG begins with.</summary>
    private const int Head = 8 + 25;

    /// <summary>The file with its density.</summary>
    /// <param name="png">A PNG without one.</param>
    /// <param name="dpi">Dots an inch.</param>
    public static byte[] Of(ReadOnlySpan<byte> png, double dpi)
    {
        Span<byte> chunk = stackalloc byte[21];
        BinaryPrimitives.WriteInt32BigEndian(chunk, 9);
        "pHYs"u8.CopyTo(chunk[4..]);
        int dots = (int)Math.Round(dpi * InchesAMetre);
        BinaryPrimitives.WriteInt32BigEndian(chunk[8..], dots);
        BinaryPrimitives.WriteInt32BigEndian(chunk[12..], dots);
        chunk[16] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(chunk[17..], System.IO.Hashing.Crc32.HashToUInt32(chunk[4..17]));
        return [.. png[..Head], .. chunk, .. png[Head..]];
    }
}
