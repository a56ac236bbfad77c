using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.Png;

/// <summary>Writes the PNG files of this project: 1-bit masks, 8- and 16-bit grey, 8-bit RGB. The same pixels give the same
/// bytes.</summary>
internal static class PngWriter
{
    private const byte UpFilter = 2;

    /// <summary>A mask as 1-bit grey.</summary>
    public static byte[] Mask(Mask mask)
    {
        int bytes = (mask.Width + 7) / 8;
        var raw = new byte[(bytes + 1) * mask.Height];
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> words = mask.Row(y);
            Span<byte> line = raw.AsSpan(y * (bytes + 1) + 1, bytes);
            for (int i = 0; i < bytes; i++)
                line[i] = Reverse((byte)(words[i >> 3] >> 8 * (i & 7)));
        }
        return Encode(mask.Width, mask.Height, 1, PngColor.Grey, raw);
    }

    /// <summary>Samples in row-major order, 16-bit ones big-endian.</summary>
    public static byte[] Samples(ReadOnlySpan<byte> samples, int width, int height, int depth, PngColor colour)
    {
        int bytes = new PngHeader(width, height, depth, colour, false).BytesOf(width);
        var raw = new byte[(bytes + 1) * height];
        for (int y = 0; y < height; y++)
            samples.Slice(y * bytes, bytes).CopyTo(raw.AsSpan(y * (bytes + 1) + 1));
        return Encode(width, height, depth, colour, raw);
    }

    /// <summary>
    /// A probability map as 8- or 16-bit grey. Rows are stored as differences to the row above and packed by runs: maps are
    /// mostly flat, and that is both the fastest and nearly the smallest way.
    /// </summary>
    public static byte[] Scores(ProbabilityMap map)
    {
        int bytes = map.Width * map.SampleSize;
        int length = (bytes + 1) * map.Height;
        byte[] raw = ArrayPool<byte>.Shared.Rent(length),
            above = new byte[bytes],
            row = new byte[bytes];
        for (int y = 0; y < map.Height; y++)
        {
            map.Bytes.Slice(y * bytes, bytes).CopyTo(row);
            Span<ushort> wide = MemoryMarshal.Cast<byte, ushort>(row.AsSpan());
            if (map.Format == ProbabilityFormat.UInt16 && BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(wide, wide);
            raw[y * (bytes + 1)] = UpFilter;
            Span<byte> line = raw.AsSpan(y * (bytes + 1) + 1, bytes);
            Subtract(row, above, line);
            (above, row) = (row, above);
        }
        byte[] file = Encode(
            map.Width,
            map.Height,
            8 * map.SampleSize,
            PngColor.Grey,
            raw.AsSpan(0, length),
            new ZLibCompressionOptions { CompressionLevel = 6, CompressionStrategy = ZLibCompressionStrategy.RunLengthEncoding }
        );
        ArrayPool<byte>.Shared.Return(raw);
        return file;
    }

    private static void Subtract(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> line)
    {
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(row[i..]) - new Vector<byte>(above[i..])).CopyTo(line[i..]);
        for (; i < row.Length; i++)
            line[i] = (byte)(row[i] - above[i]);
    }

    /// <summary>An opaque picture as 8-bit RGB, for speed: each row holds the differences to the pixel on its left, deflated at
    /// level 1.</summary>
    /// <param name="pixels">Red, green, blue and an unused byte for each pixel, row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static byte[] Picture(ReadOnlySpan<byte> pixels, int width, int height)
    {
        int bytes = 3 * width,
            length = (bytes + 1) * height;
        byte[] raw = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            for (int y = 0; y < height; y++)
                Differences(pixels.Slice(4 * width * y, 4 * width), raw.AsSpan(y * (bytes + 1), bytes + 1));
            return Encode(
                width,
                height,
                8,
                PngColor.Rgb,
                raw.AsSpan(0, length),
                new ZLibCompressionOptions { CompressionLevel = 1 }
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
        }
    }

    /// <summary>A photograph as 8-bit RGB, packed for speed: noise does not pack anyway.</summary>
    /// <param name="pixels">Red, green and blue of each pixel, row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static byte[] Photograph(ReadOnlySpan<byte> pixels, int width, int height)
    {
        int bytes = 3 * width;
        var raw = new byte[(bytes + 1) * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = pixels.Slice(y * bytes, bytes);
            Span<byte> line = raw.AsSpan(y * (bytes + 1) + 1, bytes);
            raw[y * (bytes + 1)] = 1;
            row[..3].CopyTo(line);
            Subtract(row[3..], row[..^3], line[3..]);
        }
        return Encode(width, height, 8, PngColor.Rgb, raw, new ZLibCompressionOptions { CompressionLevel = 1 });
    }

    /// <summary>One row under PNG's filter type 1: four pixels at a time, the unused bytes left out by a shuffle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Differences(ReadOnlySpan<byte> pixels, Span<byte> line)
    {
        line[0] = 1;
        (line[1], line[2], line[3]) = (pixels[0], pixels[1], pixels[2]);
        int from = 4,
            to = 4;
        Vector128<byte> packed = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        for (; from + 16 <= pixels.Length && to + 16 <= line.Length; from += 16, to += 12)
            Vector128
                .Shuffle(Vector128.Create(pixels.Slice(from, 16)) - Vector128.Create(pixels.Slice(from - 4, 16)), packed)
                .CopyTo(line[to..]);
        for (; from < pixels.Length; from += 4, to += 3)
        for (int i = 0; i < 3; i++)
            line[to + i] = (byte)(pixels[from + i] - pixels[from - 4 + i]);
    }

    private static byte[] Encode(
        int width,
        int height,
        int depth,
        PngColor colour,
        ReadOnlySpan<byte> raw,
        ZLibCompressionOptions? options = null
    )
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = (byte)depth;
        header[9] = (byte)colour;
        Chunk(file, "IHDR"u8, header);
        using var packed = new MemoryStream(raw.Length / 8 + 64);
        using (
            ZLibStream zlib = options is null
                ? new(packed, CompressionLevel.Optimal, leaveOpen: true)
                : new(packed, options, leaveOpen: true)
        )
            zlib.Write(raw);
        Chunk(file, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.GetCurrentHashAsUInt32());
        file.Write(number);
    }

    private static byte Reverse(byte value) => (byte)((value * 0x0202020202UL & 0x010884422010UL) % 1023);
}
