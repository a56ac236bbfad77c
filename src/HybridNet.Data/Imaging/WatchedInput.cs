namespace HybridNet.Data.Imaging;

/// <summary>
/// Compressed bytes for a stream of the platform, with a note whether it asked for more than there are: an inflater that has
/// seen its checksum does not, one whose data was cut off does.
/// </summary>
internal sealed class WatchedInput(byte[] buffer, int offset, int length) : Stream
{
    private int _position;

    /// <summary>More was asked for than there is.</summary>
    public bool AskedBehindTheEnd { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] target, int start, int count) => Read(target.AsSpan(start, count));

    public override int Read(Span<byte> target)
    {
        int count = Math.Min(target.Length, length - _position);
        AskedBehindTheEnd |= count == 0 && target.Length > 0;
        buffer.AsSpan(offset + _position, count).CopyTo(target);
        _position += count;
        return count;
    }

    public override void Flush() { }

    public override long Seek(long to, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] source, int start, int count) => throw new NotSupportedException();
}
