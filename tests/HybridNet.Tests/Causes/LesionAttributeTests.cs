using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Masks;

namespace HybridNet.Tests.Causes;

/// <summary>Attributes of lesions against figures that can be worked out by hand.</summary>
public class LesionAttributeTests
{
    private const int Side = 64;

    [Fact]
    public void A_square_is_round_and_solid_and_a_bar_is_as_long_as_it_is()
    {
        using Mask square = Draw((10, 10, 8, 8)),
            bar = Draw((10, 10, 40, 4));
        LesionShape round = Shape(square),
            stretched = Shape(bar);
        Assert.Equal((1.0, 1.0), (Math.Round(round.Elongation, 12), round.Solidity));
        // The variance of a bar of n pixels as squares is n^2/12: the ratio of the axes is 40/4.
        Assert.Equal(10, stretched.Elongation, 1e-9);
        Assert.Equal(1, stretched.Solidity);
    }

    [Fact]
    public void An_angle_fills_its_hull_as_far_as_its_area_says()
    {
        // An L of 10 x 2 and 2 x 8 px: 36 px. Its hull is the square of 10 x 10 less the triangle of 8 x 8 / 2 = 68.
        using Mask angle = Draw((10, 10, 2, 10), (10, 18, 10, 2));
        Assert.Equal(36 / 68.0, Shape(angle).Solidity, 1e-12);
    }

    [Fact]
    public void Contrast_color_and_light_are_those_that_were_painted()
    {
        using Mask lesion = Draw((24, 24, 10, 10));
        using PhotoPixels photo = Paint(
            (x, y) => lesion[x, y] ? ((byte)150, (byte)120, (byte)60) : ((byte)100, (byte)80, (byte)40)
        );
        LesionMap map = LesionMap.Label(lesion);
        var field = new FieldOfView(32, 32, 32, 100);
        LesionSurround surround = LesionSurround.Of(map, map.Components[0], photo, field);
        Assert.Equal((120 - 80) / 80.0, surround.Contrast, 1e-12);
        Assert.Equal(0.8, surround.Illumination, 1e-12);
        Assert.Equal(0, surround.Noise, 1e-12);
        // The same from the definitions of IEC 61966-2-1 and CIE 1976 in Python.
        Assert.Equal(19.906492229889786, surround.ColorDistance, 1e-9);
    }

    [Fact]
    public void A_soft_edge_is_less_sharp_than_a_hard_one()
    {
        using Mask lesion = Draw((24, 24, 12, 12));
        double Sharp(double width)
        {
            using PhotoPixels photo = Paint(
                (x, y) =>
                {
                    double outside = Math.Max(Math.Abs(x - 29.5), Math.Abs(y - 29.5)) - 6,
                        share = Math.Clamp(0.5 - outside / width, 0, 1);
                    var value = (byte)(80 + 60 * share);
                    return (value, value, value);
                }
            );
            LesionMap map = LesionMap.Label(lesion);
            return LesionSurround.Of(map, map.Components[0], photo, new FieldOfView(32, 32, 32, 100)).Sharpness;
        }
        // Nothing lies outside of an edge that is one pixel wide.
        Assert.Equal(1, Sharp(1), 1e-12);
        // 8 pixels wide: frames of 52, 60 and 68 pixels around the square have 106, 98 and 91; the ring goes from the frame of
        // 68 to that of 116, 644 pixels of 91, 83 and 80; inside, frames of 44, 36, 28, 20, 12 and 4 have 113 to 140.
        double ring = (68 * 91 + 76 * 83 + 500 * 80) / 644.0,
            around = 52 * 106 + 60 * 98 + 68 * 91 - 180 * ring,
            inside = 44 * 113 + 36 * 121 + 28 * 128 + 20 * 136 + 16 * 140 - 144 * ring;
        Assert.Equal(1 - around / inside, Sharp(8), 1e-12);
    }

    [Fact]
    public void Distances_are_between_the_nearest_pixels()
    {
        using Mask mask = Draw((10, 10, 5, 5), (20, 10, 3, 3), (10, 30, 2, 2));
        LesionMap map = LesionMap.Label(mask);
        PixelRun[][] runs = map.RunsByLabel();
        // Columns 14 and 20 are 6 apart.
        Assert.Equal(6, LesionDistances.Nearest(map.Components[0], runs[0], map.Components, runs, 1));
        // From (14, 14) to a structure pixel at (17, 18): 3, 4, 5.
        using Mask structure = Draw((17, 18, 1, 1));
        Assert.Equal(5, LesionDistances.ToStructure(runs[0], LesionMap.Label(structure)));
        using Mask none = new(Side, Side);
        Assert.Equal(double.PositiveInfinity, LesionDistances.ToStructure(runs[0], LesionMap.Label(none)));
    }

    private static LesionShape Shape(Mask mask) => LesionShape.Of(LesionMap.Label(mask).RunsByLabel()[0]);

    private static Mask Draw(params (int X, int Y, int Width, int Height)[] boxes)
    {
        var mask = new Mask(Side, Side);
        foreach ((int x, int y, int width, int height) in boxes)
            for (int row = y; row < y + height; row++)
            for (int column = x; column < x + width; column++)
                mask[column, row] = true;
        return mask;
    }

    private static PhotoPixels Paint(Func<int, int, (byte R, byte G, byte B)> color)
    {
        var photo = new PhotoPixels(Side, Side);
        for (int y = 0; y < Side; y++)
        for (int x = 0; x < Side; x++)
        {
            (byte r, byte g, byte b) = color(x, y);
            Span<byte> pixel = photo.Bytes.Slice(4 * (y * Side + x), 4);
            (pixel[0], pixel[1], pixel[2], pixel[3]) = (r, g, b, 255);
        }
        return photo;
    }
}
