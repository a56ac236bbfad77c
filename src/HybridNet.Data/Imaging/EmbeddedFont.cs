using System.Reflection;
using SkiaSharp;

namespace HybridNet.Data.Imaging;

/// <summary>The typefaces that this module carries: no picture needs a font that the machine has.</summary>
internal static class EmbeddedFont
{
    /// <summary>Name of the family, for formats that name their font.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> s_regular = new(() => Load("DejaVuSans.ttf")),
        s_bold = new(() => Load("DejaVuSans-Bold.ttf")),
        s_few = new(() => Load("DejaVuSans-Latin.ttf")),
        s_fewBold = new(() => Load("DejaVuSans-Bold-Latin.ttf"));

    /// <summary>The upright face.</summary>
    public static SKTypeface Regular => s_regular.Value;

    /// <summary>The bold face.</summary>
    public static SKTypeface Bold => s_bold.Value;

    /// <summary>A font of a size in pixels, laid out without hinting so that it scales evenly.</summary>
    public static SKFont Of(double size, bool bold = false) => Of(bold ? Bold : Regular, size);

    /// <summary>
    /// A font for a file that carries its letters inside: the same face with the letters of Latin and Greek alone when the text
    /// has no others. A PDF of Skia holds a face whole, and whole faces are 1.4 MB.
    /// </summary>
    /// <remarks>
    /// The two small files are made from the whole ones by HarfBuzz's subsetter (npm subset-font 2, no layout closure):
    /// U+0020-007E, 00A0-017F, 02C6-02DD, 0370-03FF, 2010-2026, 2030-203A, 2070-208E, 20AC, 2122, 2190-2195, 2200, 2202-220F,
    /// 2211-221E, 2248, 2260-2265, 2400-2421, 25A0-25A1, 25CB-25CF, FFFD.
    /// </remarks>
    public static SKFont Smallest(double size, bool bold, string text)
    {
        SKFont few = Of((bold ? s_fewBold : s_few).Value, size);
        if (few.ContainsGlyphs(text.Replace("\n", "", StringComparison.Ordinal)))
            return few;
        few.Dispose();
        return Of(size, bold);
    }

    private static SKFont Of(SKTypeface face, double size) =>
        new(face, (float)size)
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
