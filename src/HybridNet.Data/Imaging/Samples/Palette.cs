namespace HybridNet.Data.Imaging.Samples;

/// <summary>The colors that the samples of a picture are indices of.</summary>
internal sealed class Palette
{
    private readonly ulong[] _colors;
    private readonly bool[] _transparent;
    private readonly int _shift;

    /// <param name="colors">Colors as <see cref="PaletteBackground.Color"/> makes them.</param>
    /// <param name="transparent">Which are fully transparent; shorter than the colors where the last ones are not.</param>
    /// <param name="bits">Bits of a color's sample: 8 or 16.</param>
    public Palette(ulong[] colors, ReadOnlySpan<bool> transparent = default, int bits = 8)
    {
        _colors = colors;
        _transparent = new bool[colors.Length];
        transparent[..Math.Min(transparent.Length, colors.Length)].CopyTo(_transparent);
        _shift = bits - 8;
    }

    /// <summary>Number of entries.</summary>
    public int Count => _colors.Length;

    /// <summary>Largest sample of a color.</summary>
    public int Top => (256 << _shift) - 1;

    /// <summary>The color of an entry; 0 is black.</summary>
    public ulong Color(int index) => _colors[index];

    /// <summary>The entry is fully transparent.</summary>
    public bool IsTransparent(int index) => _transparent[index];

    /// <summary>Brightest of the three samples of an entry, 0 to 255.</summary>
    public int Level(int index)
    {
        ulong color = _colors[index];
        return (int)(Math.Max(Math.Max(color >> 32, color >> 16 & 0xFFFF), color & 0xFFFF) >> _shift);
    }

    /// <summary>The three samples of an entry are equal.</summary>
    public bool IsGrey(int index)
    {
        ulong color = _colors[index];
        return color >> 32 == (color & 0xFFFF) && (color >> 16 & 0xFFFF) == (color & 0xFFFF);
    }

    /// <summary>Red, green and blue of each entry, one byte each.</summary>
    public static ulong[] Triples(ReadOnlySpan<byte> triples)
    {
        var colors = new ulong[triples.Length / 3];
        for (int i = 0; i < colors.Length; i++)
            colors[i] = PaletteBackground.Color(triples[3 * i], triples[3 * i + 1], triples[3 * i + 2]);
        return colors;
    }

    /// <summary>
    /// The ground of a picture that has no black: of two opaque colors the darker one. Null where black or transparency is
    /// there to be the ground, or where the number of colors leaves it open.
    /// </summary>
    /// <param name="used">Which entries count: those that pixels have, or all.</param>
    public ulong? GroundWithoutBlack(Func<int, bool> used)
    {
        var levels = new LevelCounter();
        for (int i = 0; i < _colors.Length; i++)
        {
            if (!used(i))
                continue;
            if (_transparent[i])
                return null;
            levels.Add(_colors[i]);
        }
        return PaletteBackground.Applies(levels) ? PaletteBackground.Of(levels) : null;
    }
}
