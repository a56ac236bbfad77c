using System.Buffers;

namespace HybridNet.Masks;

/// <summary>
/// A two-valued image, one bit per pixel, 64 pixels a word.
/// </summary>
/// <remarks>
/// <para>
/// Row-major. Every row starts on a word: pixel (x, y) is bit <c>x % 64</c> (least significant first) of word
/// <c>y * WordsPerRow + x / 64</c>. The bits behind the last pixel of a row are always 0; every operation keeps
/// that, so that overlap is AND + popcount over whole words.
/// </para>
/// <para>
/// The words come from a shared pool: dispose a mask when its image is done, and the steady state of a long run
/// allocates nothing in proportion to the image. Sizes are in pixels, x to the right, y down, both from 0.
/// </para>
/// </remarks>
internal sealed class Mask : IDisposable
{
    /// <summary>Widest and tallest image that is accepted, in pixels.</summary>
    public const int MaximumSide = 1 << 16;

    private ulong[]? _words;

    /// <summary>Makes an empty mask (all background).</summary>
    /// <param name="width">Width in pixels, 1 to <see cref="MaximumSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="MaximumSide"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is outside its range.</exception>
    public Mask(int width, int height)
        : this(width, height, clear: true) { }

    private Mask(int width, int height, bool clear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaximumSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaximumSide);
        Width = width;
        Height = height;
        WordsPerRow = (width + 63) >> 6;
        _words = ArrayPool<ulong>.Shared.Rent(WordsPerRow * height);
        if (clear)
            Words.Clear();
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Words in one row: <c>ceil(Width / 64)</c>.</summary>
    public int WordsPerRow { get; }

    /// <summary>Number of pixels, Width x Height.</summary>
    public long Area => (long)Width * Height;

    /// <summary>The bits of the last word of a row that belong to pixels.</summary>
    public ulong LastWordBits => (Width & 63) == 0 ? ulong.MaxValue : (1UL << (Width & 63)) - 1;

    /// <summary>All words, row after row. Whoever writes keeps the bits behind a row's last pixel 0.</summary>
    /// <exception cref="ObjectDisposedException">The mask was disposed.</exception>
    public Span<ulong> Words => (_words ?? throw new ObjectDisposedException(nameof(Mask))).AsSpan(0, WordsPerRow * Height);

    /// <summary>The words of row <paramref name="y"/>.</summary>
    /// <param name="y">Row, 0 to Height - 1.</param>
    public Span<ulong> Row(int y) => Words.Slice(y * WordsPerRow, WordsPerRow);

    /// <summary>One pixel: true is foreground.</summary>
    /// <param name="x">Column, 0 to Width - 1.</param>
    /// <param name="y">Row, 0 to Height - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixel is outside the image.</exception>
    public bool this[int x, int y]
    {
        get => (Row(CheckY(y))[CheckX(x) >> 6] >> (x & 63) & 1) != 0;
        set
        {
            ref ulong word = ref Row(CheckY(y))[CheckX(x) >> 6];
            word = value ? word | 1UL << (x & 63) : word & ~(1UL << (x & 63));
        }
    }

    /// <summary>Number of foreground pixels.</summary>
    public long Count() => MaskWords.Count(Words);

    /// <summary>True when no pixel is foreground.</summary>
    public bool IsEmpty => !Words.ContainsAnyExcept(0UL);

    /// <summary>A copy with its own words.</summary>
    public Mask Clone()
    {
        Mask copy = Uninitialized(Width, Height);
        Words.CopyTo(copy.Words);
        return copy;
    }

    /// <summary>True when both have the same size and the same pixels.</summary>
    /// <param name="other">The mask to compare with.</param>
    public bool SameAs(Mask other) => Width == other.Width && Height == other.Height && Words.SequenceEqual(other.Words);

    /// <summary>Builds a mask from samples in row-major order; any non-zero sample is foreground.</summary>
    /// <param name="samples">Width x Height samples.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <exception cref="ArgumentException">The number of samples is not Width x Height.</exception>
    public static Mask FromSamples(ReadOnlySpan<byte> samples, int width, int height)
    {
        if (samples.Length != (long)width * height)
            throw new ArgumentException($"{samples.Length} samples do not fill {width} x {height} pixels.", nameof(samples));
        var mask = new Mask(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<ulong> row = mask.Row(y);
            ReadOnlySpan<byte> line = samples.Slice(y * width, width);
            for (int x = 0; x < width; x++)
                if (line[x] != 0)
                    row[x >> 6] |= 1UL << (x & 63);
        }
        return mask;
    }

    /// <summary>A mask whose words are not cleared: the caller writes every one of them.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    internal static Mask Uninitialized(int width, int height) => new(width, height, clear: false);

    /// <summary>Gives the words back to the pool. The mask cannot be used afterwards.</summary>
    public void Dispose()
    {
        ulong[]? words = _words;
        _words = null;
        if (words is not null)
            ArrayPool<ulong>.Shared.Return(words);
    }

    private int CheckX(int x) => (uint)x < (uint)Width ? x : throw new ArgumentOutOfRangeException(nameof(x));

    private int CheckY(int y) => (uint)y < (uint)Height ? y : throw new ArgumentOutOfRangeException(nameof(y));
}
