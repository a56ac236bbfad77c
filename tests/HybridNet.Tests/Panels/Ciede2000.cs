using HybridNet.Panels;

namespace HybridNet.Tests.Panels;

/// <summary>
/// The CIEDE2000 color difference (G. Sharma, W. Wu, E. N. Dalal: The CIEDE2000 color-difference formula, Color Research and
/// Application 30, 2005), between sRGB colors under D65.
/// </summary>
internal static class Ciede2000
{
    public static double Between(Rgb a, Rgb b) => Between(Lab(a), Lab(b));

    public static double Between((double L, double A, double B) one, (double L, double A, double B) two)
    {
        double c = (Length(one.A, one.B) + Length(two.A, two.B)) / 2,
            g = 0.5 * (1 - Math.Sqrt(Math.Pow(c, 7) / (Math.Pow(c, 7) + Math.Pow(25, 7))));
        double a1 = (1 + g) * one.A,
            a2 = (1 + g) * two.A,
            c1 = Length(a1, one.B),
            c2 = Length(a2, two.B),
            h1 = Hue(a1, one.B),
            h2 = Hue(a2, two.B);
        double dh = c1 * c2 == 0 ? 0
            : h2 - h1 > 180 ? h2 - h1 - 360
            : h2 - h1 < -180 ? h2 - h1 + 360
            : h2 - h1,
            hue = c1 * c2 == 0 ? h1 + h2
            : Math.Abs(h1 - h2) <= 180 ? (h1 + h2) / 2
            : h1 + h2 < 360 ? (h1 + h2 + 360) / 2
            : (h1 + h2 - 360) / 2;
        double light = (one.L + two.L) / 2,
            chroma = (c1 + c2) / 2,
            deltaH = 2 * Math.Sqrt(c1 * c2) * Sin(dh / 2);
        double t = 1 - 0.17 * Cos(hue - 30) + 0.24 * Cos(2 * hue) + 0.32 * Cos(3 * hue + 6) - 0.20 * Cos(4 * hue - 63),
            sl = 1 + 0.015 * Math.Pow(light - 50, 2) / Math.Sqrt(20 + Math.Pow(light - 50, 2)),
            sc = 1 + 0.045 * chroma,
            sh = 1 + 0.015 * chroma * t,
            turn = 30 * Math.Exp(-Math.Pow((hue - 275) / 25, 2)),
            rc = 2 * Math.Sqrt(Math.Pow(chroma, 7) / (Math.Pow(chroma, 7) + Math.Pow(25, 7)));
        double dl = (two.L - one.L) / sl,
            dc = (c2 - c1) / sc,
            dH = deltaH / sh;
        return Math.Sqrt(dl * dl + dc * dc + dH * dH - Sin(2 * turn) * rc * dc * dH);
    }

    private static double Length(double a, double b) => Math.Sqrt(a * a + b * b);

    private static double Hue(double a, double b) => a == 0 && b == 0 ? 0 : (Math.Atan2(b, a) * 180 / Math.PI + 360) % 360;

    private static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);

    private static (double L, double A, double B) Lab(Rgb colour)
    {
        double r = Linear(colour.Red),
            g = Linear(colour.Green),
            b = Linear(colour.Blue);
        double x = Root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047),
            y = Root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b),
            z = Root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
        return (116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Linear(byte sample)
    {
        double value = sample / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Root(double value) => value > 216.0 / 24389 ? Math.Cbrt(value) : (24389.0 / 27 * value + 16) / 116;
}
