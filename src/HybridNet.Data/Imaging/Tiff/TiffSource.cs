using System.Buffers;
using System.Runtime.InteropServices;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Tiff;

/// <summary>The rows of the first picture of a TIFF, from strips or tiles.</summary>
internal sealed class TiffSource : RowSource
{
    private readonly TiffDirectory _directory;
    private readonly FileBytes _file;
    private readonly int _bits,
        _samples,
        _predictor;
    private readonly bool _swap;

    private TiffSource(string path, FileBytes file, TiffDirectory directory, int width, int height, PixelLayout layout)
        : base(path, width, height, layout)
    {
        (_file, _directory, _samples) = (file, directory, layout.Samples);
        _bits = (int)directory.Same(TiffField.BitsPerSample, 1, _samples);
        bool predicted =
            (TiffCompression)directory.One(TiffField.Compression, 1)
            is TiffCompression.Lzw
                or TiffCompression.Deflate
                or TiffCompression.OldDeflate
                or TiffCompression.Zstd;
        _predictor = predicted ? (int)directory.One(TiffField.Predictor, 1) : 1;
        if (
            _predictor is not (1 or 2 or 3)
            || (_predictor == 2 && _bits < 8)
            || (_predictor == 3 && layout.Kind != SampleKind.Float)
        )
            throw ImageFault.Refused(path, $"it has predictor {_predictor} for {_bits} bits", "Write it without one.");
        _swap = directory.BigEndian == BitConverter.IsLittleEndian && _bits > 8 && _predictor != 3;
    }

    /// <summary>Opens a file; its buffer must outlive the source.</summary>
    /// <exception cref="InputException">The file is damaged, too large, or of a kind that is not read.</exception>
    public static TiffSource Open(FileBytes file, string path, MaskValues values)
    {
        TiffDirectory directory = TiffDirectory.Read(file, path);
        long width = directory.One(TiffField.Width, 0),
            height = directory.One(TiffField.Height, 0);
        ImageFault.CheckSize(path, width, height, values.MaximumPixels);
        PixelLayout layout = TiffLayout.Of(directory, path);
        var source = new TiffSource(path, file, directory, (int)width, (int)height, layout)
        {
            FurtherPages = directory.HasFurtherPages,
            Oriented = directory.One(TiffField.Orientation, 1) is > 1 and <= 8,
            Lossy = directory.One(TiffField.Compression, 1) == (long)TiffCompression.Jpeg,
        };
        (int columns, int rows) = source.Unit();
        // A strip or a tile is decompressed as a whole.
        ImageFault.CheckSize(path, columns, rows, values.MaximumPixels, Math.Max(1, layout.Samples * layout.Bits / 8));
        return source;
    }

    public override void Read(RowSink sink, CancellationToken cancel)
    {
        (int columns, int rows) = Unit();
        bool tiled = _directory.Has(TiffField.TileWidth);
        int across = tiled ? (Width + columns - 1) / columns : 1,
            down = (Height + rows - 1) / rows,
            stored = (int)(((long)columns * _samples * _bits + 7) / 8);
        using var strips = new TiffStrips(_file, _directory, Path, across * down, stored, rows, Layout, tiled);
        int stride = Layout.BytesOf(Width),
            wide = Layout.BytesOf(columns);
        bool changed = _bits is 2 or 4 || (Layout.Kind == SampleKind.Float && _bits == 16);
        byte[] scratch = ArrayPool<byte>.Shared.Rent(Math.Max(stored, wide)),
            band = tiled || changed ? ArrayPool<byte>.Shared.Rent(checked(stride * Math.Min(rows, Height))) : [];
        try
        {
            for (int row = 0; row < down; row++)
            {
                int top = row * rows,
                    count = Math.Min(rows, Height - top);
                for (int column = 0; column < across; column++)
                {
                    cancel.ThrowIfCancellationRequested();
                    int left = column * columns * _samples,
                        offset = Layout.Bits == 1 ? left / 8 : left * Layout.Bits / 8,
                        taken = Math.Min(wide, stride - offset);
                    strips.Read(
                        row * across + column,
                        tiled ? rows : count,
                        rows,
                        (block, first, blockRows) =>
                        {
                            Restore(block, stored, scratch);
                            if (band.Length == 0)
                            {
                                sink(block, top + first, blockRows, false);
                                return;
                            }
                            for (int i = 0; i < blockRows && first + i < count; i++)
                                Widen(block.Slice(i * stored, stored), scratch, changed)[..taken]
                                    .CopyTo(band.AsSpan((first + i) * stride + offset));
                        }
                    );
                }
                if (band.Length > 0)
                    sink(band.AsSpan(0, count * stride), top, count, false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
            if (band.Length > 0)
                ArrayPool<byte>.Shared.Return(band);
        }
    }

    /// <summary>Columns and rows of a whole strip or tile.</summary>
    private (int Columns, int Rows) Unit()
    {
        if (!_directory.Has(TiffField.TileWidth))
        {
            long rows = _directory.One(TiffField.RowsPerStrip, Height);
            return rows < 1 ? throw _directory.Damaged($"its strips have {rows} rows") : (Width, (int)Math.Min(rows, Height));
        }
        long width = _directory.One(TiffField.TileWidth, 0),
            height = _directory.One(TiffField.TileHeight, 0);
        ImageFault.CheckSize(Path, width, height, long.MaxValue);
        if (_bits < 8 && width % 8 != 0)
            throw _directory.Damaged($"its tiles are {width} pixels wide, which is no multiple of 16");
        return ((int)width, (int)height);
    }

    /// <summary>Undoes byte order and predictor, in place.</summary>
    private void Restore(Span<byte> block, int stored, byte[] scratch)
    {
        if (_swap)
            SampleBits.Swap(block, block, _bits);
        for (int at = 0; _predictor > 1 && at < block.Length; at += stored)
        {
            Span<byte> row = block.Slice(at, stored);
            if (_predictor == 2)
                TiffPredictor.Sum(row, _samples, _bits);
            else
                TiffPredictor.JoinFloats(row, scratch.AsSpan(0, stored), _samples, _bits / 8);
        }
    }

    /// <summary>Samples of 2 and 4 bits become bytes, halves become floats.</summary>
    private ReadOnlySpan<byte> Widen(ReadOnlySpan<byte> row, byte[] scratch, bool changed)
    {
        if (!changed)
            return row;
        if (_bits < 8)
        {
            Span<byte> bytes = scratch.AsSpan(0, Math.Min(scratch.Length, row.Length * 8 / _bits));
            SampleBits.Unpack(row, _bits, bytes);
            return bytes;
        }
        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(row);
        Span<float> floats = MemoryMarshal.Cast<byte, float>(scratch.AsSpan(0, 2 * row.Length));
        for (int x = 0; x < floats.Length; x++)
            floats[x] = (float)halves[x];
        return MemoryMarshal.AsBytes(floats);
    }
}
