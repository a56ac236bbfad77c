using System.Buffers;
using System.Runtime.InteropServices;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.Numpy;

/// <summary>
/// The rows of an array as numpy saves it: bool, whole numbers and floats in either byte order, C or Fortran order; read from
/// the file in blocks that stay in the processor's cache.
/// </summary>
internal sealed class NpySource : RowSource
{
    private const int Block = 1 << 17;

    private readonly NpyHeader _header;
    private readonly Func<Stream> _open;
    private Stream? _atValues;

    private NpySource(string path, NpyHeader header, Func<Stream> open, Stream atValues)
        : base(path, header.Width, header.Height, header.Layout) => (_header, _open, _atValues) = (header, open, atValues);

    /// <summary>An array in a file; null for a file that does not begin as one.</summary>
    /// <exception cref="InputException">The file is damaged or too large, or its type or shape is not an image's.</exception>
    public static NpySource? OpenFile(string path, MaskValues values)
    {
        FileStream? first = null;
        try
        {
            first = OpenStream();
            Span<byte> magic = stackalloc byte[8];
            if (first.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !NpyHeader.IsNpy(magic))
                return null;
            first.Position = 0;
            // The first to ask has the stream that is open already.
            return Open(path, values, () => Interlocked.Exchange(ref first, null) ?? OpenStream(), null);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw ImageFault.Unreadable(path, exception);
        }
        finally
        {
            first?.Dispose();
        }

        FileStream OpenStream() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    }

    /// <summary>An array in a buffer, or in a member of an archive.</summary>
    /// <param name="path">Name for messages.</param>
    /// <param name="values">How large the array may be.</param>
    /// <param name="open">Opens the array at its beginning; its reader must find its end.</param>
    /// <param name="length">Bytes of it where the stream does not know.</param>
    /// <exception cref="InputException">The array is damaged or too large, or its type or shape is not an image's.</exception>
    public static NpySource Open(string path, MaskValues values, Func<Stream> open, long? length)
    {
        Stream? stream = null;
        try
        {
            stream = open();
            var source = new NpySource(path, NpyHeader.Read(stream, length ?? stream.Length, path, values), AtValues, stream);
            stream = null;
            return source;
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            throw ImageFault.Damaged(path, "it is cut off or damaged", exception);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw ImageFault.Unreadable(path, exception);
        }
        finally
        {
            stream?.Dispose();
        }

        Stream AtValues()
        {
            Stream again = open();
            NpyHeader.Read(again, length ?? again.Length, path, values);
            return again;
        }
    }

    public override void Read(RowSink sink, CancellationToken cancel) =>
        WithStream(stream =>
        {
            if (_header.Fortran)
                ReadColumns(stream, sink, cancel);
            else
                ReadRows(stream, sink, cancel);
        });

    protected override bool TryFill(ProbabilityMap map, Action<int, int> filled, CancellationToken cancel)
    {
        if (_header.Fortran || _header.IsSwapped || _header.IsHalf)
            return false;
        WithStream(stream =>
        {
            int stride = Width * _header.Size,
                rows = Math.Max(1, Block / stride);
            for (int y = 0; y < Height; y += rows)
            {
                cancel.ThrowIfCancellationRequested();
                int count = Math.Min(rows, Height - y);
                stream.ReadExactly(map.Bytes.Slice(y * stride, count * stride));
                filled(y, count);
            }
        });
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Interlocked.Exchange(ref _atValues, null)?.Dispose();
        base.Dispose(disposing);
    }

    private void WithStream(Action<Stream> work)
    {
        try
        {
            using Stream stream = Interlocked.Exchange(ref _atValues, null) ?? _open();
            work(stream);
            // A member of an archive compares its checksum at its end.
            if (!stream.CanSeek)
                stream.CopyTo(Stream.Null);
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            throw ImageFault.Damaged(Path, "it is cut off or damaged", exception);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw ImageFault.Unreadable(Path, exception);
        }
    }

    private void ReadRows(Stream stream, RowSink sink, CancellationToken cancel)
    {
        int stored = Width * _header.Size,
            rows = Math.Clamp(Block / stored, 1, Height);
        byte[] block = ArrayPool<byte>.Shared.Rent(rows * stored),
            plain = _header.IsHalf ? ArrayPool<byte>.Shared.Rent(rows * 2 * stored) : [];
        try
        {
            for (int y = 0; y < Height; y += rows)
            {
                cancel.ThrowIfCancellationRequested();
                int count = Math.Min(rows, Height - y);
                Span<byte> values = block.AsSpan(0, count * stored);
                stream.ReadExactly(values);
                sink(Plain(values, plain), y, count, false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            if (plain.Length > 0)
                ArrayPool<byte>.Shared.Return(plain);
        }
    }

    private void ReadColumns(Stream stream, RowSink sink, CancellationToken cancel)
    {
        int size = _header.Size,
            stored = Width * size;
        byte[] all = ArrayPool<byte>.Shared.Rent(checked(stored * Height)),
            row = ArrayPool<byte>.Shared.Rent(stored),
            plain = _header.IsHalf ? ArrayPool<byte>.Shared.Rent(2 * stored) : [];
        try
        {
            stream.ReadExactly(all, 0, stored * Height);
            for (int y = 0; y < Height; y++)
            {
                if ((y & 15) == 0)
                    cancel.ThrowIfCancellationRequested();
                for (int x = 0; x < Width; x++)
                    all.AsSpan((x * Height + y) * size, size).CopyTo(row.AsSpan(x * size));
                sink(Plain(row.AsSpan(0, stored), plain), y, 1, false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(all);
            ArrayPool<byte>.Shared.Return(row);
            if (plain.Length > 0)
                ArrayPool<byte>.Shared.Return(plain);
        }
    }

    private ReadOnlySpan<byte> Plain(Span<byte> values, byte[] wide)
    {
        if (_header.IsSwapped)
            SampleBits.Swap(values, values, 8 * _header.Size);
        if (!_header.IsHalf)
            return values;
        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(values);
        Span<float> floats = MemoryMarshal.Cast<byte, float>(wide.AsSpan(0, 2 * values.Length));
        for (int i = 0; i < floats.Length; i++)
            floats[i] = (float)halves[i];
        return MemoryMarshal.AsBytes(floats);
    }
}
