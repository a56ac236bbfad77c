using System.Buffers;
using System.Buffers.Binary;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Png;

/// <summary>The rows of a PNG, inflated and unfiltered one after the other; an interlaced one is put together first.</summary>
internal sealed class PngSource : RowSource
{
    /// <summary>A byte of Deflate data stands for no more bytes than this (zlib, technical details).</summary>
    private const long HighestRatio = 1032;

    private readonly byte[] _file;
    private readonly PngHeader _header;
    private readonly (int Offset, int Length) _data;

    private PngSource(string path, byte[] file, PngHeader header, (int Offset, int Length) data, PixelLayout layout)
        : base(path, header.Width, header.Height, layout) => (_file, _header, _data) = (file, header, data);

    /// <summary>Opens a file; its buffer must outlive the source.</summary>
    /// <exception cref="InputException">The file is damaged, cut off or too large.</exception>
    public static PngSource Open(FileBytes file, string path, MaskValues values)
    {
        PngHeader header = PngFile.ReadHeader(file.Span, path);
        ImageFault.CheckSize(
            path,
            header.Width,
            header.Height,
            values.MaximumPixels,
            header.Interlaced ? Math.Max(1, header.BitsPerPixel / 8) : 0
        );
        PngFile png = PngFile.Parse(file.Span, path);
        if ((long)header.BytesOf(header.Width) * header.Height > HighestRatio * png.DataLength + HighestRatio)
            throw ImageFault.Damaged(path, "its pixel data is far too short for its size");
        return new PngSource(path, file.Buffer, header, (png.DataOffset, png.DataLength), LayoutOf(png, path));
    }

    public override void Read(RowSink sink, CancellationToken cancel)
    {
        if (_header.Interlaced)
        {
            ReadInterlaced(sink, cancel);
            return;
        }
        int bytes = Layout.BytesOf(Width);
        byte[] row = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            PngRows.Read(
                _file,
                _header,
                _data,
                Path,
                (samples, place) => sink(place.Empty ? Zeros(row, bytes) : Plain(samples, row, Width), place.Y, 1, place.Empty),
                cancel
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(row);
        }
    }

    private static ReadOnlySpan<byte> Zeros(byte[] row, int bytes)
    {
        row.AsSpan(0, bytes).Clear();
        return row.AsSpan(0, bytes);
    }

    /// <summary>Samples as the layout has them: of 2 and 4 bits as bytes, of 16 bits in this machine's order.</summary>
    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> samples, byte[] row, int width)
    {
        if (_header.BitDepth is 2 or 4)
        {
            SampleBits.Unpack(samples, _header.BitDepth, row.AsSpan(0, width));
            return row.AsSpan(0, width);
        }
        if (_header.BitDepth != 16 || !BitConverter.IsLittleEndian)
            return samples;
        SampleBits.Swap(samples, row.AsSpan(0, samples.Length), 16);
        return row.AsSpan(0, samples.Length);
    }

    private void ReadInterlaced(RowSink sink, CancellationToken cancel)
    {
        // Single bits are put together as bytes and packed again: passes begin inside of bytes.
        bool bits = Layout.Bits == 1;
        int step = bits ? 1 : Layout.Samples * Layout.Bits / 8,
            stride = Width * step,
            packed = Layout.BytesOf(Width);
        byte[] all = ArrayPool<byte>.Shared.Rent(checked(stride * Height)),
            row = ArrayPool<byte>.Shared.Rent(Math.Max(stride, packed));
        try
        {
            PngRows.Read(
                _file,
                _header,
                _data,
                Path,
                (samples, place) =>
                {
                    ReadOnlySpan<byte> plain = samples;
                    if (bits)
                    {
                        SampleBits.Unpack(samples, 1, row.AsSpan(0, place.Width));
                        plain = row;
                    }
                    else
                        plain = Plain(samples, row, place.Width);
                    Span<byte> target = all.AsSpan(place.Y * stride, stride);
                    for (int i = 0, x = place.X; i < place.Width; i++, x += place.Step)
                        plain.Slice(i * step, step).CopyTo(target[(x * step)..]);
                },
                cancel
            );
            for (int y = 0; y < Height; y++)
            {
                ReadOnlySpan<byte> line = all.AsSpan(y * stride, stride);
                if (bits)
                {
                    row.AsSpan(0, packed).Clear();
                    for (int x = 0; x < Width; x++)
                        row[x >> 3] |= (byte)(line[x] << (7 - (x & 7)));
                    line = row.AsSpan(0, packed);
                }
                sink(line, y, 1, false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(all);
            ArrayPool<byte>.Shared.Return(row);
        }
    }

    private static PixelLayout LayoutOf(in PngFile png, string path)
    {
        PngHeader header = png.Header;
        Palette? palette = null;
        int[]? transparent = null;
        if (header.Color == PngColor.Palette)
        {
            var clear = new bool[png.Transparency.Length];
            for (int i = 0; i < clear.Length; i++)
                clear[i] = png.Transparency[i] == 0;
            // Entries that no index can reach are there in some files, and no pixel has them.
            ulong[] colors = Palette.Triples(png.Palette);
            palette = new Palette(colors[..Math.Min(colors.Length, 1 << header.BitDepth)], clear);
        }
        else if (!png.Transparency.IsEmpty)
        {
            int count = header.Color == PngColor.Rgb ? 3 : 1;
            if (header.Color is PngColor.GreyAlpha or PngColor.Rgba || png.Transparency.Length != 2 * count)
                throw ImageFault.Damaged(path, "its transparent color does not fit its color type");
            transparent = new int[count];
            for (int i = 0; i < count; i++)
                transparent[i] = BinaryPrimitives.ReadUInt16BigEndian(png.Transparency[(2 * i)..]) & ((1 << header.BitDepth) - 1);
        }
        bool alpha = header.Color is PngColor.GreyAlpha or PngColor.Rgba;
        return new PixelLayout
        {
            Bits = header.BitDepth is 2 or 4 ? 8 : header.BitDepth,
            Top = (1 << header.BitDepth) - 1,
            Samples = header.Channels,
            Colors = header.Channels - (alpha ? 1 : 0),
            Alpha = alpha ? header.Channels - 1 : -1,
            Palette = palette,
            TransparentColor = transparent,
        };
    }
}
