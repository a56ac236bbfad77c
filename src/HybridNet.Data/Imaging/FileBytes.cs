using System.Buffers;

namespace HybridNet.Data.Imaging;

/// <summary>A whole file in a pooled buffer.</summary>
internal sealed class FileBytes : IDisposable
{
    /// <summary>Largest file that is read as an image.</summary>
    private const long MaximumLength = 1L << 30;

    private byte[]? _buffer;

    private FileBytes(byte[] buffer, int length) => (_buffer, Length) = (buffer, length);

    public int Length { get; }

    public byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(FileBytes));

    public Span<byte> Span => Buffer.AsSpan(0, Length);

    /// <exception cref="InputException">The file is missing, cannot be read, or is larger than an image can be.</exception>
    public static FileBytes Read(string path)
    {
        byte[]? buffer = null;
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            long length = RandomAccess.GetLength(file);
            if (length > MaximumLength)
                throw ImageFault.Damaged(path, $"its {length} bytes are more than an image can have here");
            buffer = ArrayPool<byte>.Shared.Rent((int)length + 8);
            int done = 0;
            while (done < length)
            {
                int count = RandomAccess.Read(file, buffer.AsSpan(done, (int)length - done), done);
                if (count == 0)
                    break;
                done += count;
            }
            var bytes = new FileBytes(buffer, done);
            buffer = null;
            return bytes;
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw ImageFault.Unreadable(path, exception);
        }
        finally
        {
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        if (_buffer is null)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
    }
}
