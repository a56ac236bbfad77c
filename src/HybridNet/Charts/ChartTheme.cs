using HybridNet.Panels;

namespace HybridNet.Charts;

/// <summary>Roles of colour in a chart.</summary>
internal enum ChartColor
{
    /// <summary>Letters and axes.</summary>
    Ink,

    /// <summary>Lesser letters and lines.</summary>
    Faint,

    /// <summary>Grid lines.</summary>
    Grid,

    /// <summary>Behind everything.</summary>
    Paper,

    /// <summary>A good value.</summary>
    Good,

    /// <summary>A middling value.</summary>
    Middling,

    /// <summary>A bad value.</summary>
    Bad,

    /// <summary>The first series.</summary>
    First,

    /// <summary>The second series.</summary>
    Second,

    /// <summary>The third series.</summary>
    Third,

    /// <summary>The fourth series.</summary>
    Fourth,

    /// <summary>What is no result: trivial images, missing values.</summary>
    Neutral,
}

/// <summary>
/// The colour of each role, after M. Okabe and K. Ito (Color Universal Design, 2008): told apart with any kind of colour
/// vision. Nothing is told by colour alone: marks, words and broken lines say the same.
/// </summary>
internal sealed record ChartTheme
{
    private readonly Rgb[] _colours;

    private ChartTheme(string name, params Rgb[] colours) => (Name, _colours) = (name, colours);

    /// <summary>On white.</summary>
    public static ChartTheme Light { get; } =
        new(
            "light",
            Hex(0x1B2026),
            Hex(0x5B6570),
            Hex(0xDDE1E6),
            Hex(0xFFFFFF),
            Hex(0x00795A),
            Hex(0xC98500),
            Hex(0xC04A00),
            Hex(0x0072B2),
            Hex(0xC04A00),
            Hex(0x00795A),
            Hex(0xA8517F),
            Hex(0x8A93A0)
        );

    /// <summary>On near black.</summary>
    public static ChartTheme Dark { get; } =
        new(
            "dark",
            Hex(0xE8EBEF),
            Hex(0xA3ADB8),
            Hex(0x343B44),
            Hex(0x15191E),
            Hex(0x2CC79C),
            Hex(0xF0C24B),
            Hex(0xFF8A4C),
            Hex(0x56B4E9),
            Hex(0xFF8A4C),
            Hex(0x2CC79C),
            Hex(0xDE9BC0),
            Hex(0x7C8794)
        );

    /// <summary>light or dark.</summary>
    public string Name { get; }

    /// <summary>The colour of a role.</summary>
    /// <param name="role">The role.</param>
    public Rgb this[ChartColor role] => _colours[(int)role];

    private static Rgb Hex(int value) => new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
}
