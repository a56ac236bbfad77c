namespace HybridNet.Data.Imaging.Samples;

/// <summary>
/// Masks that a drawing program saved in two colours of a palette, none of them black: the darker one is the ground.
/// </summary>
/// <remarks>
/// The second observer's masks of the DRIVE data set (J. Staal et al., IEEE Trans. Med. Imaging 23, 2004) are such files:
/// near-black (4, 2, 4) and near-white (252, 254, 252). Of grey samples the rule holds that everything but 0 is foreground;
/// the entries of a palette are colours to look at.
/// </remarks>
internal static class PaletteBackground
{
    /// <summary>An entry of a palette as one number; black is 0.</summary>
    /// <param name="red">Up to 16 bits, as are the others.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    public static ulong Color(ulong red, ulong green, ulong blue) => red << 32 | green << 16 | blue;

    /// <summary>True when the ground is not black.</summary>
    public static bool Applies(LevelCounter levels) => levels is { Count: 2, First: not 0, Second: not 0 };

    /// <summary>The darker of the two colours; on a tie the first one seen.</summary>
    /// <param name="levels">Two colours.</param>
    public static ulong Of(LevelCounter levels) => Light(levels.Second) < Light(levels.First) ? levels.Second : levels.First;

    private static ulong Light(ulong color) => (color >> 32) + (color >> 16 & 0xFFFF) + (color & 0xFFFF);
}
