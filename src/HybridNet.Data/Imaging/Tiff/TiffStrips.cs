using System.Buffers;
using HybridNet.Data.Imaging.Samples;
using ZstdSharp;

namespace HybridNet.Data.Imaging.Tiff;

/// <summary>Takes whole rows of a strip or tile as they were before they were compressed.</summary>
/// <param name="rows">The rows, which the taker may change.</param>
/// <param name="first">The first of them within the strip or tile.</param>
/// <param name="count">How many.</param>
internal delegate void StoredRows(Span<byte> rows, int first, int count);

/// <summary>The strips or tiles of a TIFF, decompressed into rows; each must lie in the file and hold all of its rows.</summary>
internal sealed class TiffStrips : IDisposable
{
    private const int Block = 1 << 16;

    private readonly TiffDirectory _directory;
    private readonly string _path;
    private readonly FileBytes _file;
    private readonly long[] _offsets,
        _counts;
    private readonly int _rowBytes,
        _bits;
    private readonly bool _reversed,
        _isFax,
        _twoDimensional;
    private readonly int _width;
    private readonly TiffCompression _compression;
    private readonly LzwDecoder _lzw = new();
    private readonly LibTiffStrips? _library;
    private byte[] _buffer = [];

    /// <param name="file">The file.</param>
    /// <param name="directory">Its directory.</param>
    /// <param name="path">Name for messages.</param>
    /// <param name="count">Strips or tiles that the size of the picture asks for.</param>
    /// <param name="rowBytes">Bytes of a stored row.</param>
    /// <param name="rows">Rows of a whole strip or tile.</param>
    /// <param name="layout">What the samples are.</param>
    /// <param name="tiled">They are tiles.</param>
    /// <exception cref="InputException">Strips are missing or lie outside of the file, or their compression is not
    /// read.</exception>
    public TiffStrips(
        FileBytes file,
        TiffDirectory directory,
        string path,
        int count,
        int rowBytes,
        int rows,
        PixelLayout layout,
        bool tiled
    )
    {
        (_directory, _path, _file, _rowBytes) = (directory, path, file, rowBytes);
        _bits = (int)directory.Same(TiffField.BitsPerSample, 1, layout.Samples);
        _compression = (TiffCompression)directory.One(TiffField.Compression, 1);
        if (
            _compression
            is not (
                TiffCompression.None
                or TiffCompression.Huffman
                or TiffCompression.Group3
                or TiffCompression.Group4
                or TiffCompression.Lzw
                or TiffCompression.Jpeg
                or TiffCompression.Deflate
                or TiffCompression.OldDeflate
                or TiffCompression.PackBits
                or TiffCompression.Zstd
            )
        )
            throw ImageFault.Refused(
                path,
                $"its compression is {(Enum.IsDefined(_compression) ? _compression : (int)_compression)}",
                "Uncompressed, LZW, Deflate, PackBits, ZSTD, fax and JPEG are read: write it as one of these."
            );
        _offsets = directory.Numbers(tiled ? TiffField.TileOffsets : TiffField.StripOffsets, count);
        TiffField lengths = tiled ? TiffField.TileByteCounts : TiffField.StripByteCounts;
        _counts =
            directory.Has(lengths) || _compression != TiffCompression.None || count > 1
                ? directory.Numbers(lengths, count)
                : [(long)rowBytes * rows];
        for (int i = 0; i < count; i++)
            if (_offsets[i] < 8 || _counts[i] < 1 || _offsets[i] > file.Length - _counts[i])
                throw directory.Damaged($"its {(tiled ? "tile" : "strip")} {i} is missing or lies outside of the file");
        _reversed = directory.One(TiffField.FillOrder, 1) == 2;
        if (_reversed && layout.Bits != 1)
            throw ImageFault.Refused(path, "the bits of its bytes are in reverse order", "Save it with FillOrder 1.");
        _isFax = _compression is TiffCompression.Huffman or TiffCompression.Group3 or TiffCompression.Group4;
        if (_isFax && layout.Bits != 1)
            throw directory.Damaged($"it has {layout.Bits} bits, and fax compression is for single ones");
        if (_isFax)
        {
            _width = tiled ? (int)directory.One(TiffField.TileWidth, 0) : (int)directory.One(TiffField.Width, 0);
            _twoDimensional = (directory.One(TiffField.Group3Options, 0) & 1) == 1;
        }
        if (_compression != TiffCompression.Jpeg)
            return;
        if (tiled)
            throw ImageFault.Refused(path, "it has tiles compressed by Jpeg", "Write it with Deflate.");
        _library = new LibTiffStrips(file, directory, path, _offsets.AsSpan(0, count), _counts);
    }

    /// <summary>Decompresses one strip or tile.</summary>
    /// <param name="index">Which.</param>
    /// <param name="rows">Rows that are needed.</param>
    /// <param name="whole">Rows that a whole one has; the last strip may hold them too.</param>
    /// <param name="sink">Takes blocks of rows.</param>
    /// <exception cref="InputException">The data is damaged or ends too soon.</exception>
    public void Read(int index, int rows, int whole, StoredRows sink)
    {
        int offset = (int)_offsets[index],
            length = (int)_counts[index],
            bytes = checked(_rowBytes * rows);
        if (_compression is TiffCompression.Deflate or TiffCompression.OldDeflate)
        {
            Inflate(index, offset, length, rows, whole, sink);
            return;
        }
        if (_compression == TiffCompression.None && length < bytes)
            throw Damaged(index);
        if (_compression == TiffCompression.None && !_reversed)
        {
            int each = Math.Max(1, FileBytes.Block / _rowBytes);
            for (int y = 0; y < rows; y += each)
            {
                int count = Math.Min(each, rows - y);
                sink(_file.Copy(offset + y * _rowBytes, count * _rowBytes), y, count);
            }
            return;
        }
        Span<byte> output = Buffer(bytes);
        ReadOnlySpan<byte> data = _reversed && _library is null ? Reversed(offset, length) : _file.Span.Slice(offset, length);
        bool good;
        switch (_compression)
        {
            case TiffCompression.None:
                data[..bytes].CopyTo(output);
                good = true;
                break;
            case TiffCompression.Lzw:
                // The oldest writers began their codes in the lowest bit.
                bool old = data.Length > 1 && data[0] == 0 && (data[1] & 1) == 1;
                good =
                    _lzw.TryDecode(data, output, 8, old, exact: rows == whole)
                    || (rows == whole && TryLzwOfOneMore(data, output, old));
                break;
            case TiffCompression.PackBits:
                good = PackBits.TryDecode(data, output);
                break;
            case TiffCompression.Zstd:
                good = TryUnpack(data, output, checked(_rowBytes * whole));
                break;
            case var _ when _isFax:
                good = new FaxDecoder(data, _width).TryDecode(output, rows, _compression, _twoDimensional);
                break;
            default:
                good = _library!.TryRead(index, _buffer, bytes);
                break;
        }
        if (!good)
            throw Damaged(index);
        sink(output, 0, rows);
    }

    /// <summary>Some writers (Photoshop was one) end each strip with one byte more than it has samples.</summary>
    private bool TryLzwOfOneMore(ReadOnlySpan<byte> data, Span<byte> output, bool old)
    {
        byte[] longer = ArrayPool<byte>.Shared.Rent(output.Length + 1);
        bool good = _lzw.TryDecode(data, longer.AsSpan(0, output.Length + 1), 8, old, exact: true);
        if (good)
            longer.AsSpan(0, output.Length).CopyTo(output);
        ArrayPool<byte>.Shared.Return(longer);
        return good;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _library?.Dispose();
    }

    private void Inflate(int index, int offset, int length, int rows, int whole, StoredRows sink)
    {
        int each = Math.Max(1, Block / _rowBytes);
        Span<byte> block = Buffer(Math.Min(each, rows) * _rowBytes);
        try
        {
            using var inflated = new InflatedBlocks(_file.Buffer, offset, length);
            for (int y = 0; y < rows; y += each)
            {
                int count = Math.Min(each, rows - y);
                inflated.Fill(block[..(count * _rowBytes)]);
                sink(block[..(count * _rowBytes)], y, count);
            }
            inflated.RequireEnd((long)(whole - rows) * _rowBytes);
        }
        catch (InvalidDataException exception)
        {
            throw ImageFault.Damaged(_path, $"its strip or tile {index} is damaged or cut off", exception);
        }
    }

    private bool TryUnpack(ReadOnlySpan<byte> data, Span<byte> output, int whole)
    {
        byte[] all = ArrayPool<byte>.Shared.Rent(whole);
        try
        {
            using var decompressor = new Decompressor();
            int count = decompressor.Unwrap(data, all.AsSpan(0, whole));
            all.AsSpan(0, output.Length).CopyTo(output);
            return count == output.Length || count == whole;
        }
        catch (ZstdException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(all);
        }
    }

    private byte[] Reversed(int offset, int length)
    {
        var data = new byte[length];
        ReadOnlySpan<byte> stored = _file.Span.Slice(offset, length);
        for (int i = 0; i < length; i++)
            data[i] = (byte)((stored[i] * 0x0202020202UL & 0x010884422010UL) % 1023);
        return data;
    }

    private Span<byte> Buffer(int bytes)
    {
        if (_buffer.Length < bytes)
        {
            if (_buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(bytes);
        }
        return _buffer.AsSpan(0, bytes);
    }

    private InputException Damaged(int index) => _directory.Damaged($"its strip or tile {index} is damaged or cut off");
}
