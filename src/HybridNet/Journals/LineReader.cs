namespace HybridNet.Journals;

/// <summary>Lines of a file as bytes, with the place where the next one begins. Half a line at the end is none.</summary>
/// <param name="file">The file; it is read from its beginning.</param>
/// <param name="most">Longest line; a longer one ends the reading, as damage does.</param>
internal sealed class LineReader(FileStream file, int most) : IDisposable
{
    private readonly byte[] _buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(2 * most);
    private long _read;
    private int _from,
        _to;

    /// <summary>Place behind the last line.</summary>
    public long At { get; private set; }

    /// <summary>What was read behind the last line.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_from, _to - _from);

    /// <summary>The next line without its end; false where there is no whole one.</summary>
    /// <param name="line">The line, until the next call.</param>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int end = _buffer.AsSpan(_from + searched, _to - _from - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = _buffer.AsSpan(_from, searched + end);
                _from += searched + end + 1;
                At += searched + end + 1;
                return true;
            }
            searched = _to - _from;
            if (searched > most || !Fill())
            {
                line = default;
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => System.Buffers.ArrayPool<byte>.Shared.Return(_buffer);

    private bool Fill()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }
        int more = RandomAccess.Read(file.SafeFileHandle, _buffer.AsSpan(_to), _read);
        _read += more;
        _to += more;
        return more > 0;
    }
}
