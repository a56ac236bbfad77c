using System.Buffers;

namespace HybridNet.Causes;

/// <summary>The pixels of a photograph: red, green, blue and an unused byte for each, row by row.</summary>
/// <remarks>The buffer is pooled: dispose the photograph when its image is done.</remarks>
internal sealed class PhotoPixels : IDisposable
{
    private byte[]? _bytes;

    /// <summary>Makes a photograph whose bytes the caller then writes.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public PhotoPixels(int width, int height) =>
        (Width, Height, _bytes) = (width, height, ArrayPool<byte>.Shared.Rent(checked(4 * width * height)));

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>4 x Width x Height bytes.</summary>
    /// <exception cref="ObjectDisposedException">The photograph was disposed.</exception>
    public Span<byte> Bytes => (_bytes ?? throw new ObjectDisposedException(nameof(PhotoPixels))).AsSpan(0, 4 * Width * Height);

    /// <summary>Gives the buffer back to the pool.</summary>
    public void Dispose()
    {
        byte[]? bytes = _bytes;
        _bytes = null;
        if (bytes is not null)
            ArrayPool<byte>.Shared.Return(bytes);
    }
}
