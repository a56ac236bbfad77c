using System.Reflection;
using SkiaSharp;

namespace HybridNet.Data.Imaging;

/// <summary>The typefaces that this module carries: no picture needs a font that the machine has.</summary>
internal static class EmbeddedFont
{
    /// <summary>Name of the family, for formats that name their font.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> s_regular = new(() => Load("DejaVuSans.ttf")),
        s_bold = new(() => Load("DejaVuSans-Bold.ttf"));

    /// <summary>The upright face.</summary>
    public static SKTypeface Regular => s_regular.Value;

    /// <summary>The bold face.</summary>
    public static SKTypeface Bold => s_bold.Value;

    /// <summary>A font of a size in pixels, laid out without hinting so that it scales evenly.</summary>
    public static SKFont Of(double size, bool bold = false) =>
        new(bold ? Bold : Regular, (float)size)
        {
            Subpixel = true,
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
        };

    private static SKTypeface Load(string name)
    {
        using Stream stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"HybridNet.Data.Fonts.{name}")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        // In memory of its own: over a stream each glyph would be a call back into managed code.
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The font {name} cannot be read.");
    }
}
