using System.Buffers;
using System.Buffers.Binary;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.General;

/// <summary>
/// An array as numpy saves it: bool, u1, u2, f2, f4, f8 in either byte order, C or Fortran order.
/// </summary>
internal sealed class NpyRaster : Raster
{
    private const int ReadBlock = 1 << 18;

    private readonly NpyHeader _header;
    private readonly ReadOnlyMemory<byte> _data;
    private byte[]? _rented;

    private NpyRaster(string path, NpyHeader header, ReadOnlyMemory<byte> data, byte[]? rented = null)
        : base(path, header.Width, header.Height) => (_header, _data, _rented) = (header, data, rented);

    public override ProbabilityFormat? ProbabilityFormat => _header.ProbabilityFormat;

    /// <summary>An array in a file; its values stay where they are, so the file must outlive the raster.</summary>
    /// <exception cref="InputException">The file is damaged, or its type or shape is not an image's.</exception>
    public static NpyRaster Open(FileBytes file, string path)
    {
        try
        {
            using var stream = new MemoryStream(file.Buffer, 0, file.Length, writable: false);
            NpyHeader header = NpyHeader.Read(stream, file.Length, path);
            return new NpyRaster(path, header, file.Buffer.AsMemory((int)stream.Position, header.Bytes));
        }
        catch (EndOfStreamException exception)
        {
            throw CutOff(path, exception);
        }
    }

    /// <summary>An array in an archive; nothing is taken for its values before the header is known to fit the member.</summary>
    /// <param name="stream">The member.</param>
    /// <param name="length">Bytes of it in all.</param>
    /// <param name="path">Name for messages.</param>
    /// <exception cref="InputException">The member is damaged, or its type or shape is not an image's.</exception>
    public static NpyRaster Open(Stream stream, long length, string path)
    {
        byte[]? rented = null;
        try
        {
            NpyHeader header = NpyHeader.Read(stream, length, path);
            rented = ArrayPool<byte>.Shared.Rent(header.Bytes);
            stream.ReadExactly(rented, 0, header.Bytes);
            var raster = new NpyRaster(path, header, rented.AsMemory(0, header.Bytes), rented);
            rented = null;
            return raster;
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            throw CutOff(path, exception);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Reads a map whose values lie in the file as they do in memory, with no buffer between; null for any other file.</summary>
    /// <exception cref="InputException">The file cannot be read, is damaged, or a value is NaN or outside 0 to 1.</exception>
    public static ProbabilityMap? ReadPlain(string path, CancellationToken cancel)
    {
        ProbabilityMap? map = null;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            Span<byte> magic = stackalloc byte[8];
            if (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !NpyHeader.IsNpy(magic))
                return null;
            file.Position = 0;
            NpyHeader header = NpyHeader.Read(file, file.Length, path);
            if (!header.IsPlain)
                return null;
            map = new ProbabilityMap(header.Width, header.Height, header.ProbabilityFormat);
            int stride = header.Width * header.Size,
                rows = Math.Max(1, ReadBlock / stride);
            for (int y = 0; y < header.Height; y++)
            {
                if (y % rows == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    file.ReadExactly(map.Bytes.Slice(y * stride, Math.Min(rows, header.Height - y) * stride));
                }
                ProbabilityRange.CheckRow(map, y, path);
            }
            ProbabilityMap read = map;
            map = null;
            return read;
        }
        catch (EndOfStreamException exception)
        {
            throw CutOff(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ImageFault.Unreadable(path, exception);
        }
        finally
        {
            map?.Dispose();
        }
    }

    public override void ReadColors(int y, Span<ulong> row)
    {
        ReadOnlySpan<byte> data = _data.Span;
        // Minus zero is zero: its sign bit is no foreground.
        ulong value = _header.Kind == 'f' ? ulong.MaxValue >> (64 - 8 * _header.Size + 1) : ulong.MaxValue;
        for (int x = 0; x < row.Length; x++)
        {
            ulong bits = Bits(data, x, y);
            row[x] = (bits & value) == 0 ? 0 : bits;
        }
    }

    public override void ReadProbabilities(int y, ProbabilityMap map)
    {
        ReadOnlySpan<byte> data = _data.Span;
        int start = y * Width,
            size = _header.Size;
        if (_header.IsPlain)
        {
            data.Slice(start * size, Width * size).CopyTo(map.Bytes[(start * size)..]);
            return;
        }
        switch (map.Format)
        {
            case Probabilities.ProbabilityFormat.UInt8:
                Span<byte> bytes = map.Bytes.Slice(start, Width);
                for (int x = 0; x < bytes.Length; x++)
                    bytes[x] =
                        _header.Kind != 'b' ? (byte)Bits(data, x, y)
                        : Bits(data, x, y) != 0 ? (byte)255
                        : (byte)0;
                break;
            case Probabilities.ProbabilityFormat.UInt16:
                Span<ushort> words = map.Samples<ushort>().Slice(start, Width);
                for (int x = 0; x < words.Length; x++)
                    words[x] = (ushort)Bits(data, x, y);
                break;
            case Probabilities.ProbabilityFormat.Float32:
                Span<float> floats = map.Samples<float>().Slice(start, Width);
                for (int x = 0; x < floats.Length; x++)
                    floats[x] =
                        size == 2
                            ? (float)BitConverter.UInt16BitsToHalf((ushort)Bits(data, x, y))
                            : BitConverter.UInt32BitsToSingle((uint)Bits(data, x, y));
                break;
            default:
                Span<double> doubles = map.Samples<double>().Slice(start, Width);
                for (int x = 0; x < doubles.Length; x++)
                    doubles[x] = BitConverter.UInt64BitsToDouble(Bits(data, x, y));
                break;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
        base.Dispose(disposing);
    }

    private static InputException CutOff(string path, Exception exception) =>
        ImageFault.Damaged(path, "it is cut off or damaged", exception);

    private ulong Bits(ReadOnlySpan<byte> data, int x, int y)
    {
        ReadOnlySpan<byte> value = data[((_header.Fortran ? x * Height + y : y * Width + x) * _header.Size)..];
        return _header.Size switch
        {
            1 => value[0],
            2 => _header.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value) : BinaryPrimitives.ReadUInt16LittleEndian(value),
            4 => _header.BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt32LittleEndian(value),
            _ => _header.BigEndian ? BinaryPrimitives.ReadUInt64BigEndian(value) : BinaryPrimitives.ReadUInt64LittleEndian(value),
        };
    }
}
