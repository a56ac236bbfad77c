using System.Runtime.InteropServices;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>Packs the rows of a picture into a mask, by one rule for all formats.</summary>
internal sealed class MaskBuilder : IDisposable
{
    private readonly RowSource _source;
    private readonly MaskValues _values;
    private readonly RowPacker _packer;
    private readonly int _stride;
    private readonly byte[] _turned;
    private readonly bool _zerosAreShort;
    private Mask? _mask,
        _ignored;

    /// <exception cref="InputException">The rule has no meaning for such samples, or the picture is too large.</exception>
    public MaskBuilder(RowSource source, MaskValues values)
    {
        (_source, _values) = (source, values);
        PixelLayout layout = source.Layout;
        if (layout.WhiteIsZero && (layout.Samples > 1 || layout.Kind != SampleKind.Unsigned || layout.Bits > 16))
            throw ImageFault.Refused(
                source.Path,
                "it says that 0 is white, which has no meaning for such samples",
                "Save it with 0 as black."
            );
        _packer = RowPacker.For(source, values);
        _stride = layout.BytesOf(source.Width);
        _turned = layout is { WhiteIsZero: true, Bits: > 1 } ? new byte[_stride] : [];
        _zerosAreShort = _turned.Length == 0 && values.Ignore.Count == 0;
        _mask = Mask.Uninitialized(source.Width, source.Height);
        if (values.Ignore.Count > 0)
            _ignored = Mask.Uninitialized(source.Width, source.Height);
    }

    /// <summary>Takes rows, as a <see cref="RowSink"/>.</summary>
    public void Add(ReadOnlySpan<byte> rows, int y, int count, bool zero)
    {
        Mask mask = _mask!;
        for (int i = 0; i < count; i++)
        {
            Span<ulong> words = mask.Row(y + i);
            ReadOnlySpan<byte> row = rows.Slice(i * _stride, _stride);
            // Most rows of most masks are empty: one look at the bytes saves counting, comparing and packing them.
            if (_zerosAreShort && (zero || !row.ContainsAnyExcept((byte)0)) && _packer.TryPackZeros(_source.Width, y + i, words))
            {
                words[^1] &= mask.LastWordBits;
                continue;
            }
            if (_turned.Length > 0)
                row = Turned(row);
            _packer.Pack(row, y + i, words);
            if (_ignored is not null)
            {
                Span<ulong> ignored = _ignored.Row(y + i);
                _packer.Ignore(row, _values.Ignore, ignored);
                ignored[^1] &= mask.LastWordBits;
                for (int w = 0; w < words.Length; w++)
                    words[w] &= ~ignored[w];
            }
            words[^1] &= mask.LastWordBits;
        }
    }

    /// <inheritdoc cref="RowPacker.NeedsSecondPass"/>
    public bool NeedsSecondPass() => _packer.NeedsSecondPass();

    /// <summary>The mask and what was noticed; the builder is empty afterwards.</summary>
    public MaskFile Finish()
    {
        _packer.Finish();
        Mask mask = _mask!;
        if (_ignored is { IsEmpty: true })
        {
            _ignored.Dispose();
            _ignored = null;
        }
        if (_values.Invert)
            for (int y = 0; y < mask.Height; y++)
            {
                Span<ulong> words = mask.Row(y);
                for (int w = 0; w < words.Length; w++)
                    words[w] = ~words[w] & (_ignored is null ? ulong.MaxValue : ~_ignored.Row(y)[w]);
                words[^1] &= mask.LastWordBits;
            }
        List<MaskWarning> warnings = [.. _source.Warnings()];
        if (_packer.Transparent > 0)
            warnings.Add(MaskWarning.Transparent);
        if (MaskCoverage.IsMost(mask))
            warnings.Add(MaskWarning.CoversMost);
        var file = new MaskFile(mask, _packer.Levels, _source.Lossy)
        {
            WithoutBlack = _packer.WithoutBlack,
            AtLeastHalf = _packer.AtLeastHalf,
            Ignored = _ignored,
            Warnings = warnings,
        };
        (_mask, _ignored) = (null, null);
        return file;
    }

    public void Dispose()
    {
        _mask?.Dispose();
        _ignored?.Dispose();
    }

    private ReadOnlySpan<byte> Turned(ReadOnlySpan<byte> row)
    {
        if (_source.Layout.Bits == 16)
        {
            Span<ushort> wide = MemoryMarshal.Cast<byte, ushort>(_turned.AsSpan());
            ReadOnlySpan<ushort> from = MemoryMarshal.Cast<byte, ushort>(row);
            for (int x = 0; x < wide.Length; x++)
                wide[x] = (ushort)(_source.Layout.Top - from[x]);
        }
        else
            for (int x = 0; x < row.Length; x++)
                _turned[x] = (byte)(_source.Layout.Top - row[x]);
        return _turned;
    }
}
