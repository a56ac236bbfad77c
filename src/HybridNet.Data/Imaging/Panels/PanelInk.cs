using HybridNet.Panels;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>The colours of a panel besides those of its masks.</summary>
/// <param name="Field">Behind masks without a photograph.</param>
/// <param name="Mask">A mask that stands alone.</param>
/// <param name="Line">Between cells.</param>
/// <param name="Bar">Behind the head line.</param>
/// <param name="Ink">Letters.</param>
/// <param name="Faint">Lesser letters.</param>
/// <param name="Plate">Behind letters over a picture.</param>
internal sealed record PanelInk(Rgb Field, Rgb Mask, Rgb Line, Rgb Bar, Rgb Ink, Rgb Faint, SKColor Plate)
{
    private static readonly PanelInk s_dark = new(
        new(0, 0, 0),
        new(255, 255, 255),
        new(0x6B, 0x76, 0x84),
        new(0x18, 0x1B, 0x20),
        new(0xF2, 0xF2, 0xF2),
        new(0xB8, 0xC0, 0xCC),
        new(0, 0, 0, 150)
    );

    private static readonly PanelInk s_light = new(
        new(255, 255, 255),
        new(0, 0, 0),
        new(0x6B, 0x76, 0x84),
        new(255, 255, 255),
        new(0x12, 0x16, 0x1B),
        new(0x4A, 0x54, 0x60),
        new(255, 255, 255, 215)
    );

    public static PanelInk Of(PanelGround ground) => ground == PanelGround.Light ? s_light : s_dark;

    public static SKColor Skia(Rgb colour) => new(colour.Red, colour.Green, colour.Blue);
}
