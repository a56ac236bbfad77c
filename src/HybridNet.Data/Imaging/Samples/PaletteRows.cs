using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>
/// Rows of bytes that are indices of colors. By NonZero everything but black is foreground, of two colors without black the
/// lighter one; by a level the brightest of the three samples counts, by class numbers the index. Transparent is background.
/// </summary>
internal sealed class PaletteRows : RowPacker
{
    private readonly RowSource _source;
    private readonly Palette _palette;
    private readonly ForegroundRule _rule;
    private readonly byte[] _foreground = new byte[256];
    private readonly bool[] _used = new bool[256];
    private readonly LevelCounter _indices = new();
    private long _half,
        _clear;
    private bool _second,
        _withoutBlack;

    public PaletteRows(RowSource source, MaskValues values)
    {
        (_source, _palette, _rule) = (source, source.Layout.Palette!, values.Foreground);
        // Where the palette itself has no other ground than the darker of two, the pixels need not be known.
        ulong? ground = _palette.GroundWithoutBlack(_ => true);
        _withoutBlack = ground is not null && _rule.Kind == ForegroundKind.NonZero;
        Fill(ground ?? 0);
    }

    public override int Levels
    {
        get
        {
            var levels = new LevelCounter();
            for (int i = 0; i < _palette.Count; i++)
                if (_used[i])
                    levels.Add(_palette.Color(i));
            return levels.Count;
        }
    }

    public override long AtLeastHalf => _half;

    public override long Transparent => _clear;

    public override bool WithoutBlack => _withoutBlack;

    /// <summary>An entry is foreground by a rule.</summary>
    public static bool Holds(Palette palette, int index, ForegroundRule rule, ulong ground) =>
        !palette.IsTransparent(index)
        && rule.Kind switch
        {
            ForegroundKind.NonZero => palette.Color(index) != ground,
            ForegroundKind.Half => palette.Level(index) >= 128,
            ForegroundKind.AtLeast => palette.Level(index) >= rule.Level,
            _ => rule.Classes.Contains(index),
        };

    /// <summary>An index that the palette does not have.</summary>
    public static InputException Beyond(string path, int y, int index, int count) =>
        ImageFault.Damaged(path, $"a pixel of row {y} has the index {index} of a palette with {count} colors");

    public override void Pack(ReadOnlySpan<byte> row, int y, Span<ulong> words)
    {
        if (_indices.Count == 2 && PairRows.TryPack(row, (byte)_indices.First, (byte)_indices.Second, words))
        {
            PackTwo(row.Length, words);
            return;
        }
        if (_palette.Count < 256 && row.IndexOfAnyExceptInRange((byte)0, (byte)(_palette.Count - 1)) is >= 0 and var x)
            throw Beyond(_source.Path, y, row[x], _palette.Count);
        _indices.AddRow(row);
        if (_indices.Count > 2)
        {
            SampleBits.PackTable(row, _foreground, words);
            if (_second)
                return;
            foreach (byte index in row)
            {
                _used[index] = true;
                Note(index, 1);
            }
            return;
        }
        int first = (int)_indices.First,
            second = _indices.Count > 1 ? (int)_indices.Second : first;
        if (_foreground[first] == _foreground[second])
            words.Fill(_foreground[first] == 1 ? ulong.MaxValue : 0);
        else
            SampleBits.Pack<byte, EqualTest>(row, (byte)(_foreground[first] == 1 ? first : second), words);
        if (_second)
            return;
        long many = SampleBits.Count<byte, EqualTest>(row, (byte)first);
        (_used[first], _used[second]) = (true, true);
        Note(first, many);
        Note(second, row.Length - many);
    }

    public override bool TryPackZeros(int width, int y, Span<ulong> words)
    {
        _indices.Add(0);
        words.Fill(_foreground[0] == 1 ? ulong.MaxValue : 0);
        if (_second)
            return true;
        _used[0] = true;
        Note(0, width);
        return true;
    }

    public override void Ignore(ReadOnlySpan<byte> row, IReadOnlyList<long> values, Span<ulong> ignored)
    {
        Span<byte> table = stackalloc byte[256];
        table.Clear();
        foreach (long value in values)
            if (value is >= 0 and < 256)
                table[(int)value] = 1;
        SampleBits.PackTable(row, table, ignored);
    }

    public override bool NeedsSecondPass()
    {
        if (_second || _withoutBlack || _rule.Kind != ForegroundKind.NonZero)
            return false;
        if (_palette.GroundWithoutBlack(index => _used[index]) is not { } ground)
            return false;
        (_second, _withoutBlack) = (true, true);
        Fill(ground);
        return true;
    }

    /// <summary>The bits say which pixels have the second of two indices that are known.</summary>
    private void PackTwo(int width, Span<ulong> words)
    {
        int first = (int)_indices.First,
            second = (int)_indices.Second;
        if (!_second)
        {
            long many = MaskWords.Count(words);
            (_used[first], _used[second]) = (true, true);
            Note(first, width - many);
            Note(second, many);
        }
        if (_foreground[first] == _foreground[second])
            words.Fill(_foreground[first] == 1 ? ulong.MaxValue : 0);
        else if (_foreground[first] == 1)
            for (int w = 0; w < words.Length; w++)
                words[w] = ~words[w];
    }

    private void Fill(ulong ground)
    {
        for (int i = 0; i < _palette.Count; i++)
            _foreground[i] = Holds(_palette, i, _rule, ground) ? (byte)1 : (byte)0;
    }

    private void Note(int index, long pixels)
    {
        if (_palette.IsTransparent(index))
            _clear += _palette.Color(index) != 0 ? pixels : 0;
        else if (_palette.Level(index) >= 128)
            _half += pixels;
    }
}
