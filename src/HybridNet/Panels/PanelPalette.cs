namespace HybridNet.Panels;

/// <summary>A colour without transparency.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>As HTML writes it: #56b4e9.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}

/// <summary>Named sets of panel colours.</summary>
public enum PanelColors
{
    /// <summary>Blue, magenta and bluish green: told apart with any kind of colour vision, and from what a retina is made
    /// of.</summary>
    ColorBlindSafe,

    /// <summary>Green, red and blue, as in the lab's report.</summary>
    Report,

    /// <summary>The name of <see cref="ColorBlindSafe"/> in an earlier version.</summary>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    ColourBlindSafe = ColorBlindSafe,
}

/// <summary>The colours of masks and of their agreement.</summary>
/// <param name="Gt">The reference.</param>
/// <param name="Prediction">The prediction.</param>
/// <param name="Found">Agreement: in both (true positive).</param>
/// <param name="FalseAlarm">Agreement: in the prediction alone (false positive).</param>
/// <param name="Missed">Agreement: in the reference alone (false negative).</param>
internal sealed record PanelPalette(Rgb Gt, Rgb Prediction, Rgb Found, Rgb FalseAlarm, Rgb Missed)
{
    private static readonly Rgb s_sky = new(0x56, 0xB4, 0xE9),
        s_magenta = new(0xFF, 0x2E, 0xC4),
        s_leaf = new(0x00, 0x9E, 0x73);
    private static readonly Rgb s_green = new(0x00, 0xC8, 0x00),
        s_red = new(0xE6, 0x00, 0x00),
        s_blue = new(0x28, 0x78, 0xFF);

    /// <summary>
    /// The reference is sky blue, the prediction magenta, what both have green. Yellow and orange, the colours of exudates, the
    /// disc and the ground, would be lost on a retina: an empty prediction would seem to find every exudate.
    /// </summary>
    public static PanelPalette ColorBlindSafe { get; } = new(s_sky, s_magenta, s_leaf, s_magenta, s_sky);

    /// <summary>The reference is green, the prediction red; in the agreement map found is green, false red, missed
    /// blue.</summary>
    public static PanelPalette Report { get; } = new(s_green, s_red, s_green, s_red, s_blue);

    /// <summary>
    /// The colours of several masks, in their order: far from each other for any kind of colour vision, and from what a retina
    /// is made of.
    /// </summary>
    public static IReadOnlyList<Rgb> Masks { get; } =
    [s_sky, s_magenta, new(0x2B, 0xE0, 0x7A), new(0xFF, 0xFF, 0xFF), new(0x5A, 0x3C, 0xFF), new(0xFF, 0xB3, 0xE6)];

    /// <summary>The palette of a name.</summary>
    /// <param name="name">The name.</param>
    public static PanelPalette Of(PanelColors name) => name == PanelColors.Report ? Report : ColorBlindSafe;
}
