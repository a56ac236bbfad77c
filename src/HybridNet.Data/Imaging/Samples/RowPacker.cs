using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>Turns rows of one kind of samples into bits, and remembers what it saw.</summary>
internal abstract class RowPacker
{
    /// <summary>1, 2, or 3 for more different values.</summary>
    public abstract int Levels { get; }

    /// <summary>Pixels in the upper half of the range; below 0 where there is no half.</summary>
    public virtual long AtLeastHalf => -1;

    /// <summary>Transparent pixels that have a foreground color.</summary>
    public virtual long Transparent => 0;

    /// <summary>Two colors without black: the darker one is the ground.</summary>
    public virtual bool WithoutBlack => false;

    /// <summary>Packs a row; bits behind its last pixel may be anything.</summary>
    public abstract void Pack(ReadOnlySpan<byte> row, int y, Span<ulong> words);

    /// <summary>Packs a row whose samples are all 0.</summary>
    /// <param name="width">Pixels of the row.</param>
    /// <param name="y">The row.</param>
    /// <param name="words">Its words.</param>
    /// <returns>False when zeros need the general way.</returns>
    public virtual bool TryPackZeros(int width, int y, Span<ulong> words) => false;

    /// <summary>Marks pixels that do not count.</summary>
    public abstract void Ignore(ReadOnlySpan<byte> row, IReadOnlyList<long> values, Span<ulong> ignored);

    /// <summary>What was seen asks for another rule: the rows have to come once more.</summary>
    public virtual bool NeedsSecondPass() => false;

    /// <summary>Refuses what only the whole picture shows to have no meaning.</summary>
    public virtual void Finish() { }

    /// <summary>The way for a layout.</summary>
    /// <exception cref="InputException">The rule has no meaning for such samples.</exception>
    public static RowPacker For(RowSource source, MaskValues values)
    {
        PixelLayout layout = source.Layout;
        if (layout.Samples > 1)
            return (layout.Kind, layout.Bits) switch
            {
                (SampleKind.Unsigned, 8) => new ColorRows<byte>(source, values),
                (SampleKind.Unsigned, 16) => new ColorRows<ushort>(source, values),
                (SampleKind.Unsigned, 32) => new ColorRows<uint>(source, values),
                (SampleKind.Unsigned, 64) => new ColorRows<ulong>(source, values),
                (SampleKind.Signed, 8) => new ColorRows<sbyte>(source, values),
                (SampleKind.Signed, 16) => new ColorRows<short>(source, values),
                (SampleKind.Signed, 32) => new ColorRows<int>(source, values),
                (SampleKind.Signed, 64) => new ColorRows<long>(source, values),
                (SampleKind.Float, 32) => new ColorRows<float>(source, values),
                (SampleKind.Float, 64) => new ColorRows<double>(source, values),
                _ => throw ImageFault.Refused(
                    source.Path,
                    $"it has {layout.Samples} samples of {layout.Bits} bits for each pixel, which are not read",
                    "Save it with one sample for each pixel."
                ),
            };
        if (layout.Bits == 1)
            return new BitRows(source, values);
        if (layout.Palette is not null)
            return new PaletteRows(source, values);
        return (layout.Kind, layout.Bits) switch
        {
            (SampleKind.Unsigned, 8) => new NumberRows<byte, byte>(source, values),
            (SampleKind.Unsigned, 16) => new NumberRows<ushort, ushort>(source, values),
            (SampleKind.Unsigned, 32) => new NumberRows<uint, uint>(source, values),
            (SampleKind.Unsigned, _) => new NumberRows<ulong, ulong>(source, values),
            (SampleKind.Signed, 8) => new NumberRows<sbyte, byte>(source, values),
            (SampleKind.Signed, 16) => new NumberRows<short, ushort>(source, values),
            (SampleKind.Signed, 32) => new NumberRows<int, uint>(source, values),
            (SampleKind.Signed, _) => new NumberRows<long, ulong>(source, values),
            (_, 32) => new NumberRows<float, uint>(source, values),
            _ => new NumberRows<double, ulong>(source, values),
        };
    }
}
