using System.Buffers;
using System.IO.Compression;

namespace HybridNet.Data.Imaging;

/// <summary>
/// Zlib data in pieces of the caller's size, inflated by the platform in large blocks: row by row through the stream would be
/// slower than the inflating itself.
/// </summary>
internal sealed class InflatedBlocks : IDisposable
{
    private const int Block = 1 << 16,
        LeftOver = 1 << 12;

    private readonly WatchedInput _input;
    private readonly ZLibStream _stream;
    private byte[] _buffer;
    private int _start,
        _end;

    /// <param name="data">Buffer with the compressed data.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="length">Bytes of it.</param>
    /// <param name="longest">Longest piece that will be taken.</param>
    public InflatedBlocks(byte[] data, int offset, int length, int longest)
    {
        _input = new WatchedInput(data, offset, length);
        _stream = new ZLibStream(_input, CompressionMode.Decompress);
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(Block, 2 * longest));
    }

    /// <summary>Data that is taken by <see cref="Fill"/> alone.</summary>
    /// <param name="data">Buffer with the compressed data.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="length">Bytes of it.</param>
    public InflatedBlocks(byte[] data, int offset, int length)
    {
        _input = new WatchedInput(data, offset, length);
        _stream = new ZLibStream(_input, CompressionMode.Decompress);
        _buffer = [];
    }

    /// <summary>Inflates the next piece into a place of the caller, with no buffer between.</summary>
    /// <exception cref="InvalidDataException">The data is damaged or ends too soon.</exception>
    public void Fill(Span<byte> target)
    {
        while (target.Length > 0)
        {
            int count = _stream.Read(target);
            if (count == 0)
                throw new InvalidDataException("The data ends too soon.");
            target = target[count..];
        }
    }

    /// <summary>The next piece, valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The data is damaged or ends too soon.</exception>
    public ReadOnlySpan<byte> Take(int length)
    {
        if (_end - _start < length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            while (_end < length)
            {
                int count = _stream.Read(_buffer.AsSpan(_end));
                if (count == 0)
                    throw new InvalidDataException("The data ends too soon.");
                _end += count;
            }
        }
        _start += length;
        return _buffer.AsSpan(_start - length, length);
    }

    /// <summary>Nothing may be left, and the checksum must have been there; the platform compares it.</summary>
    /// <param name="spare">Bytes that may be left nevertheless.</param>
    /// <exception cref="InvalidDataException">There is more data, or no checksum.</exception>
    public void RequireEnd(long spare = 0)
    {
        if (_buffer.Length == 0)
            _buffer = ArrayPool<byte>.Shared.Rent(LeftOver);
        for (spare -= _end - _start; spare >= 0; )
        {
            int count = _stream.Read(_buffer);
            if (count == 0)
                break;
            spare -= count;
        }
        if (spare < 0)
            throw new InvalidDataException("There is more data than the picture has.");
        if (_input.AskedBehindTheEnd)
            throw new InvalidDataException("The data is cut off before its checksum.");
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
    }
}
