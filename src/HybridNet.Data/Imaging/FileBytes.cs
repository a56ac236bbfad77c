using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace HybridNet.Data.Imaging;

/// <summary>A file in pooled buffers: its beginning, blocks in the order in which a format has them, or all of it.</summary>
/// <remarks>
/// Blocks stay in the processor's cache between the copy from the system and whoever looks at them; a whole picture without
/// compression does not. Whatever asks for <see cref="Buffer"/> or <see cref="Span"/> makes the file be read whole.
/// </remarks>
internal sealed class FileBytes : IDisposable
{
    /// <summary>Bytes of a block that stays in cache.</summary>
    public const int Block = 1 << 17;

    /// <summary>Largest file that is read as an image.</summary>
    private const long MaximumLength = 1L << 30;

    private const int Beginning = 1 << 12,
        MostLooks = 64;

    private readonly string _path;
    private SafeFileHandle? _file;
    private byte[]? _buffer;
    private byte[] _look = [],
        _block = [];
    private int _read,
        _lookStart,
        _lookEnd,
        _looks,
        _blockStart,
        _blockEnd,
        _next;

    private FileBytes(string path, SafeFileHandle file, byte[] buffer, int length) =>
        (_path, _file, _buffer, Length) = (path, file, buffer, length);

    public int Length { get; private set; }

    /// <summary>The first bytes; never the whole of a large file.</summary>
    public ReadOnlySpan<byte> Head => Held.AsSpan(0, _read);

    /// <summary>The whole file, and perhaps more behind it.</summary>
    public byte[] Buffer
    {
        get
        {
            ReadWhole();
            return Held;
        }
    }

    /// <summary>The whole file.</summary>
    public Span<byte> Span => Buffer.AsSpan(0, Length);

    private byte[] Held => _buffer ?? throw new ObjectDisposedException(nameof(FileBytes));

    /// <exception cref="InputException">The file is missing, cannot be read, or is larger than an image can be.</exception>
    public static FileBytes Read(string path)
    {
        SafeFileHandle? file = null;
        byte[]? buffer = null;
        try
        {
            file = File.OpenHandle(path);
            long length = RandomAccess.GetLength(file);
            if (length > MaximumLength)
                throw ImageFault.Damaged(path, $"its {length} bytes are more than an image can have here");
            bool whole = length <= Block;
            buffer = ArrayPool<byte>.Shared.Rent(whole ? (int)length + 8 : Beginning);
            var bytes = new FileBytes(path, file, buffer, (int)length);
            bytes._read = bytes.Fill(buffer.AsSpan(0, whole ? (int)length : Beginning), 0);
            (file, buffer) = (null, null);
            if (whole)
                bytes.Close();
            return bytes;
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw ImageFault.Unreadable(path, exception);
        }
        finally
        {
            file?.Dispose();
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A few bytes to look at; they are good until the next look.</summary>
    /// <param name="at">Where; they lie in the file.</param>
    /// <param name="count">How many.</param>
    public ReadOnlySpan<byte> Look(int at, int count)
    {
        if (_file is null || at + count <= _read)
            return Held.AsSpan(at, count);
        if (at >= _lookStart && at + count <= _lookEnd)
            return _look.AsSpan(at - _lookStart, count);
        // A directory that is spread over the file is followed in memory.
        if (count > Beginning || ++_looks > MostLooks)
            return Span.Slice(at, count);
        if (_look.Length == 0)
            _look = ArrayPool<byte>.Shared.Rent(Beginning);
        int taken = Math.Min(Beginning, Length - at);
        Take(_look.AsSpan(0, taken), at);
        (_lookStart, _lookEnd) = (at, at + taken);
        return _look.AsSpan(0, count);
    }

    /// <summary>Bytes that the taker may change: a copy, good until the next call. Small pieces that follow one another are
    /// read many at a time.</summary>
    /// <param name="at">Where; they lie in the file.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="InputException">The file cannot be read, or has become shorter.</exception>
    public Span<byte> Copy(int at, int count)
    {
        bool follows = at == _next;
        _next = at + count;
        // What was given away once may have been changed: only what follows is taken from the block.
        if (follows && _next <= _blockEnd)
            return _block.AsSpan(at - _blockStart, count);
        int taken = follows ? Math.Max(count, Math.Min(Block, Length - at)) : count;
        if (_block.Length < taken)
        {
            Return(ref _block);
            _block = ArrayPool<byte>.Shared.Rent(taken);
        }
        Span<byte> block = _block.AsSpan(0, taken);
        if (_file is null)
            Held.AsSpan(at, taken).CopyTo(block);
        else
            Take(block, at);
        (_blockStart, _blockEnd) = (at, at + taken);
        return block[..count];
    }

    public void Dispose()
    {
        Close();
        if (_buffer is null)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        Return(ref _look);
        Return(ref _block);
    }

    private static void Return(ref byte[] buffer)
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void ReadWhole()
    {
        if (_file is null)
            return;
        byte[] head = Held,
            whole = ArrayPool<byte>.Shared.Rent(Length + 8);
        try
        {
            head.AsSpan(0, _read).CopyTo(whole);
            Take(whole.AsSpan(_read, Length - _read), _read);
            (_buffer, _read) = (whole, Length);
            whole = head;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
        Close();
    }

    private void Take(Span<byte> target, int at)
    {
        try
        {
            if (Fill(target, at) < target.Length)
                throw ImageFault.Damaged(_path, "it became shorter while it was read");
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw ImageFault.Unreadable(_path, exception);
        }
    }

    /// <summary>Bytes that were there.</summary>
    private int Fill(Span<byte> target, int at)
    {
        int done = 0;
        while (done < target.Length && RandomAccess.Read(_file!, target[done..], at + done) is > 0 and var count)
            done += count;
        return done;
    }

    private void Close()
    {
        if (_file is null)
            return;
        // What was there of a small file is all of it.
        Length = _read;
        _file.Dispose();
        _file = null;
    }
}
