using System.Buffers;
using System.Buffers.Binary;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Data.Imaging.Tiff;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Gif;

/// <summary>The first picture of a GIF (GIF89a specification), as indices of its palette.</summary>
/// <remarks>
/// Read here because the libraries at hand take the canvas that a header claims, draw frames that lie outside of it as nothing,
/// fill up what is cut off, and make four bytes of every pixel.
/// </remarks>
internal sealed class GifSource : RowSource
{
    private const byte Extension = 0x21,
        Picture = 0x2C,
        Trailer = 0x3B,
        GraphicControl = 0xF9;

    private readonly byte[] _data;
    private readonly (int Left, int Top, int Width, int Height) _frame;
    private readonly int _rootBits,
        _outside;
    private readonly bool _interlaced;

    private GifSource(
        string path,
        int width,
        int height,
        PixelLayout layout,
        (int, int, int, int) frame,
        bool interlaced,
        int rootBits,
        int outside,
        byte[] data
    )
        : base(path, width, height, layout) =>
        (_frame, _interlaced, _rootBits, _outside, _data) = (frame, interlaced, rootBits, outside, data);

    public static bool IsGif(ReadOnlySpan<byte> file) => file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8);

    /// <exception cref="InputException">The file is damaged, too large, or its first picture has no safe meaning.</exception>
    public static GifSource Open(FileBytes file, string path, MaskValues values)
    {
        var reader = new Blocks(file.Buffer.AsMemory(0, file.Length), path);
        reader.Skip(6);
        int width = reader.Word(),
            height = reader.Word();
        byte packed = reader.Byte();
        reader.Skip(2);
        ImageFault.CheckSize(path, width, height, values.MaximumPixels, 1);
        ReadOnlySpan<byte> triples = (packed & 0x80) != 0 ? reader.Take(3 << ((packed & 7) + 1)) : default;
        int transparent = -1;
        while (true)
        {
            byte kind = reader.Byte();
            if (kind == Picture)
                break;
            if (kind != Extension)
                throw ImageFault.Damaged(path, kind == Trailer ? "it holds no picture" : $"it has a block of kind {kind}");
            if (reader.Byte() == GraphicControl)
            {
                if (reader.Byte() != 4)
                    throw ImageFault.Damaged(path, "its graphic control block is damaged");
                byte flags = reader.Byte();
                reader.Skip(2);
                byte index = reader.Byte();
                transparent = (flags & 1) != 0 ? index : -1;
            }
            reader.SkipSubBlocks();
        }
        (int Left, int Top, int Width, int Height) frame = (reader.Word(), reader.Word(), reader.Word(), reader.Word());
        if (frame.Width == 0 || frame.Height == 0 || frame.Left + frame.Width > width || frame.Top + frame.Height > height)
            throw ImageFault.Damaged(
                path,
                $"its picture of {frame.Width} x {frame.Height} pixels at {frame.Left}, {frame.Top} lies outside of "
                    + $"its canvas of {width} x {height}"
            );
        packed = reader.Byte();
        if ((packed & 0x80) != 0)
            triples = reader.Take(3 << ((packed & 7) + 1));
        if (triples.IsEmpty)
            throw ImageFault.Damaged(path, "it has no palette");
        int rootBits = reader.Byte();
        if (rootBits is < 2 or > 8)
            throw ImageFault.Damaged(path, $"its codes begin with {rootBits} bits");
        byte[] data = reader.SubBlocks();
        ulong[] colors = Palette.Triples(triples);
        var clear = new bool[colors.Length];
        if (transparent >= 0 && transparent < clear.Length)
            clear[transparent] = true;
        int outside = -1;
        if (frame != (0, 0, width, height))
        {
            // What the picture does not cover is transparent, and needs an index that says so.
            outside = transparent >= 0 && transparent < clear.Length ? transparent : colors.Length;
            if (outside > 255)
                throw ImageFault.Refused(path, "its first picture covers a part of its canvas only", "Save the whole picture.");
            if (outside == colors.Length)
                (colors, clear) = ([.. colors, 0UL], [.. clear, true]);
        }
        return new GifSource(
            path,
            width,
            height,
            new PixelLayout { Palette = new Palette(colors, clear) },
            frame,
            (packed & 0x40) != 0,
            rootBits,
            outside,
            data
        )
        {
            FurtherPages = reader.HasAnotherPicture(),
        };
    }

    public override void Read(RowSink sink, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        int count = _frame.Width * _frame.Height;
        byte[] pixels = ArrayPool<byte>.Shared.Rent(count);
        byte[] line = _outside < 0 ? [] : ArrayPool<byte>.Shared.Rent(Width);
        try
        {
            if (!new LzwDecoder().TryDecode(_data, pixels.AsSpan(0, count), _rootBits, gif: true, exact: true))
                throw ImageFault.Damaged(Path, "its pixel data is damaged or cut off");
            if (_outside < 0 && !_interlaced)
            {
                sink(pixels.AsSpan(0, count), 0, Height, false);
                return;
            }
            for (int row = 0; row < _frame.Height; row++)
            {
                ReadOnlySpan<byte> stored = pixels.AsSpan(row * _frame.Width, _frame.Width);
                int y = _frame.Top + (_interlaced ? Interlaced(row, _frame.Height) : row);
                if (_outside < 0)
                {
                    sink(stored, y, 1, false);
                    continue;
                }
                line.AsSpan(0, Width).Fill((byte)_outside);
                stored.CopyTo(line.AsSpan(_frame.Left));
                sink(line.AsSpan(0, Width), y, 1, false);
            }
            if (_outside < 0)
                return;
            line.AsSpan(0, Width).Fill((byte)_outside);
            for (int y = 0; y < Height; y++)
                if (y < _frame.Top || y >= _frame.Top + _frame.Height)
                    sink(line.AsSpan(0, Width), y, 1, false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
            if (line.Length > 0)
                ArrayPool<byte>.Shared.Return(line);
        }
    }

    /// <summary>Row of the picture of a stored row: every eighth, those between, every fourth, every second (appendix
    /// E).</summary>
    private static int Interlaced(int row, int height)
    {
        foreach ((int first, int step) in (ReadOnlySpan<(int, int)>)[(0, 8), (4, 8), (2, 4), (1, 2)])
        {
            int rows = (height - first + step - 1) / step;
            if (row < rows)
                return first + row * step;
            row -= Math.Max(0, rows);
        }
        return height - 1;
    }

    /// <summary>Takes a GIF apart, never reading behind its end.</summary>
    private sealed class Blocks(ReadOnlyMemory<byte> file, string path)
    {
        private int _position;

        public byte Byte() => Take(1)[0];

        public int Word() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

        public void Skip(int count) => Take(count);

        public ReadOnlySpan<byte> Take(int count)
        {
            if (count > file.Length - _position)
                throw ImageFault.Damaged(path, "it is cut off");
            _position += count;
            return file.Span.Slice(_position - count, count);
        }

        public void SkipSubBlocks()
        {
            while (Byte() is > 0 and var length)
                Skip(length);
        }

        public byte[] SubBlocks()
        {
            int start = _position;
            SkipSubBlocks();
            ReadOnlySpan<byte> blocks = file.Span[start.._position];
            var data = new byte[blocks.Length];
            int count = 0;
            for (int at = 0; blocks[at] > 0; at += blocks[at] + 1)
            {
                blocks.Slice(at + 1, blocks[at]).CopyTo(data.AsSpan(count));
                count += blocks[at];
            }
            return data[..count];
        }

        /// <summary>Looks behind the first picture; what is damaged there is no picture that could be missed.</summary>
        public bool HasAnotherPicture()
        {
            try
            {
                while (true)
                    switch (Byte())
                    {
                        case Picture:
                            return true;
                        case Extension:
                            Skip(1);
                            SkipSubBlocks();
                            break;
                        default:
                            return false;
                    }
            }
            catch (InputException)
            {
                return false;
            }
        }
    }
}
