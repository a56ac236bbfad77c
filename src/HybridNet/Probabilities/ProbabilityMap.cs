using System.Buffers;
using System.Runtime.InteropServices;

namespace HybridNet.Probabilities;

/// <summary>How the samples of a probability map are stored.</summary>
internal enum ProbabilityFormat
{
    /// <summary>Unsigned 8-bit; the probability is sample / 255.</summary>
    UInt8,

    /// <summary>Unsigned 16-bit; the probability is sample / 65535.</summary>
    UInt16,

    /// <summary>32-bit float; the sample is the probability.</summary>
    Float32,

    /// <summary>64-bit float; the sample is the probability.</summary>
    Float64,
}

/// <summary>
/// A probability map: the model's output before the threshold, as the raw samples of its file.
/// </summary>
/// <remarks>Row-major, Width x Height samples, x to the right, y down. The buffer is pooled: dispose the map.</remarks>
internal sealed class ProbabilityMap : IDisposable
{
    private byte[]? _bytes;

    /// <summary>Makes a map whose samples the caller then writes.</summary>
    /// <param name="width">Width in pixels, 1 to <see cref="Masks.Mask.MaximumSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="Masks.Mask.MaximumSide"/>.</param>
    /// <param name="format">Storage of one sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is outside its range, or the map exceeds 2 GiB.</exception>
    public ProbabilityMap(int width, int height, ProbabilityFormat format)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Masks.Mask.MaximumSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Masks.Mask.MaximumSide);
        Width = width;
        Height = height;
        Format = format;
        long bytes = (long)width * height * SampleSize;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Array.MaxLength, nameof(width));
        _bytes = ArrayPool<byte>.Shared.Rent((int)bytes);
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Storage of one sample.</summary>
    public ProbabilityFormat Format { get; }

    /// <summary>What was odd about the file that the map came from.</summary>
    public IReadOnlyList<Metrics.MaskWarning> Warnings { get; set; } = [];

    /// <summary>Bytes of one sample: 1, 2, 4 or 8.</summary>
    public int SampleSize => 1 << (int)Format;

    /// <summary>The samples as bytes in the machine's byte order.</summary>
    /// <exception cref="ObjectDisposedException">The map was disposed.</exception>
    public Span<byte> Bytes =>
        (_bytes ?? throw new ObjectDisposedException(nameof(ProbabilityMap))).AsSpan(0, Width * Height * SampleSize);

    /// <summary>The samples as <typeparamref name="T"/>: byte, ushort, float or double, matching <see cref="Format"/>.</summary>
    /// <typeparam name="T">The sample type.</typeparam>
    /// <exception cref="InvalidOperationException">The type's size is not the sample's.</exception>
    public Span<T> Samples<T>()
        where T : unmanaged =>
        Marshal.SizeOf<T>() == SampleSize
            ? MemoryMarshal.Cast<byte, T>(Bytes)
            : throw new InvalidOperationException($"A {Format} map has no samples of type {typeof(T).Name}.");

    /// <summary>Gives the buffer back to the pool. The map cannot be used afterwards.</summary>
    public void Dispose()
    {
        byte[]? bytes = _bytes;
        _bytes = null;
        if (bytes is not null)
            ArrayPool<byte>.Shared.Return(bytes);
    }
}
