using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>Rows of single bits, grey or of a palette: words at a time.</summary>
internal sealed class BitRows : RowPacker
{
    private readonly RowSource _source;
    private readonly Palette? _palette;
    private readonly bool[] _foreground = new bool[2],
        _half = new bool[2];
    private readonly int _clear = -1;
    private readonly bool _turned;
    private long _ones,
        _zeros;

    public BitRows(RowSource source, MaskValues values)
    {
        _source = source;
        _palette = source.Layout.Palette;
        _turned = source.Layout.WhiteIsZero;
        ulong? ground = _palette?.GroundWithoutBlack(_ => true);
        WithoutBlack = ground is not null && values.Foreground.Kind == ForegroundKind.NonZero;
        for (int i = 0; i < 2; i++)
        {
            int value = _turned ? 1 - i : i;
            _foreground[i] = _palette is null
                ? new SampleRule<byte>(source, values).Holds((byte)value)
                : i < _palette.Count && PaletteRows.Holds(_palette, i, values.Foreground, ground ?? 0);
            _half[i] = _palette is null ? value == 1 : i < _palette.Count && _palette.Level(i) >= 128;
            if (_palette is not null && i < _palette.Count && _palette.IsTransparent(i))
                _clear = i;
        }
        if (_palette is null && source.Layout.TransparentColor is [var color and (0 or 1)])
        {
            _clear = color;
            _foreground[color] = false;
        }
    }

    public override int Levels => _ones > 0 && _zeros > 0 && (_palette is null || _palette.Color(0) != _palette.Color(1)) ? 2 : 1;

    public override long AtLeastHalf => (_half[0] ? _zeros : 0) + (_half[1] ? _ones : 0);

    public override long Transparent =>
        _clear >= 0 && (_palette is null ? _clear == 1 : _palette.Color(_clear) != 0) ? (_clear == 1 ? _ones : _zeros) : 0;

    public override bool WithoutBlack { get; }

    public override void Pack(ReadOnlySpan<byte> row, int y, Span<ulong> words)
    {
        SampleBits.PackBits(row, words);
        words[^1] &= Last();
        Count(MaskWords.Count(words), y);
        if (_foreground[0])
            for (int w = 0; w < words.Length; w++)
                words[w] = _foreground[1] ? ulong.MaxValue : ~words[w];
        else if (!_foreground[1])
            words.Clear();
    }

    public override bool TryPackZeros(int width, int y, Span<ulong> words)
    {
        Count(0, y);
        words.Fill(_foreground[0] ? ulong.MaxValue : 0);
        return true;
    }

    public override void Ignore(ReadOnlySpan<byte> row, IReadOnlyList<long> values, Span<ulong> ignored)
    {
        bool zero = values.Contains(_turned ? 1 : 0),
            one = values.Contains(_turned ? 0 : 1);
        if (zero && one)
            ignored.Fill(ulong.MaxValue);
        else if (!zero && !one)
            ignored.Clear();
        else
        {
            SampleBits.PackBits(row, ignored);
            for (int w = 0; zero && w < ignored.Length; w++)
                ignored[w] = ~ignored[w];
        }
    }

    private ulong Last() => (_source.Width & 63) == 0 ? ulong.MaxValue : (1UL << (_source.Width & 63)) - 1;

    private void Count(long ones, int y)
    {
        if (_palette is { Count: < 2 } && ones > 0)
            throw PaletteRows.Beyond(_source.Path, y, 1, _palette.Count);
        _ones += ones;
        _zeros += _source.Width - ones;
    }
}
