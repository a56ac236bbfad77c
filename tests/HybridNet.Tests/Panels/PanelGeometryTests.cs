using HybridNet.Masks;
using HybridNet.Panels;

namespace HybridNet.Tests.Panels;

/// <summary>Masks on other grids, outlines, agreement and crops, each against its definition pixel by pixel.</summary>
public class PanelGeometryTests
{
    [Theory]
    [InlineData(130, 90, 130, 90)]
    [InlineData(130, 90, 65, 45)]
    [InlineData(131, 97, 40, 23)]
    [InlineData(64, 64, 7, 64)]
    [InlineData(61, 40, 183, 121)]
    [InlineData(3, 2, 64, 50)]
    public void A_scaled_pixel_is_marked_when_any_marked_pixel_reaches_into_it(int width, int height, int newWidth, int newHeight)
    {
        using Mask mask = RandomMasks.Of(width, height, width + newWidth);
        using Mask scaled = ScaledMask.Of(mask, new(0, 0, width, height), newWidth, newHeight);
        for (int y = 0; y < newHeight; y++)
        for (int x = 0; x < newWidth; x++)
        {
            bool expected = Under(y, height, newHeight).Any(sy => Under(x, width, newWidth).Any(sx => mask[sx, sy]));
            Assert.Equal(expected, scaled[x, y]);
        }
    }

    [Fact]
    public void A_part_of_a_mask_is_cut_out_exactly()
    {
        using Mask mask = RandomMasks.Of(200, 150, 5);
        using Mask part = ScaledMask.Of(mask, new(37, 21, 101, 77), 101, 77);
        for (int y = 0; y < 77; y++)
        for (int x = 0; x < 101; x++)
            Assert.Equal(mask[37 + x, 21 + y], part[x, y]);
    }

    [Theory]
    [InlineData(120, 80, 120, 80)]
    [InlineData(120, 80, 60, 40)]
    [InlineData(121, 83, 30, 17)]
    public void An_agreement_pixel_is_what_most_marked_pixels_under_it_are(int width, int height, int newWidth, int newHeight)
    {
        using Mask gt = RandomMasks.Of(width, height, 1),
            pred = RandomMasks.Of(width, height, 2);
        AgreementMap map = AgreementMap.Of(gt, pred, new(0, 0, width, height), newWidth, newHeight);
        for (int y = 0; y < newHeight; y++)
        for (int x = 0; x < newWidth; x++)
        {
            int found = 0,
                falseAlarm = 0,
                missed = 0;
            foreach (int sy in Under(y, height, newHeight))
            foreach (int sx in Under(x, width, newWidth))
            {
                if (gt[sx, sy] && pred[sx, sy])
                    found++;
                else if (pred[sx, sy])
                    falseAlarm++;
                else if (gt[sx, sy])
                    missed++;
            }
            int most = Math.Max(found, Math.Max(falseAlarm, missed));
            Agreement expected =
                most == 0 ? Agreement.None
                : missed == most ? Agreement.Missed
                : falseAlarm == most ? Agreement.FalseAlarm
                : Agreement.Found;
            Assert.Equal(expected, map.Row(y)[x]);
        }
    }

    [Fact]
    public void Masks_side_by_side_never_look_as_if_they_met()
    {
        using Mask gt = new(256, 256),
            pred = new(256, 256);
        for (int y = 0; y < 256; y++)
        for (int x = 0; x < 256; x++)
            (gt[x, y], pred[x, y]) = ((x + y) % 2 == 0, (x + y) % 2 == 1);
        AgreementMap map = AgreementMap.Of(gt, pred, new(0, 0, 256, 256), 31, 31);
        for (int y = 0; y < 31; y++)
            Assert.DoesNotContain(Agreement.Found, map.Row(y).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Outlines_are_what_is_within_so_many_steps_of_the_other_side(int thickness)
    {
        using Mask mask = RandomMasks.Of(131, 60, 9);
        using Mask inner = MaskOutline.Inner(mask, thickness),
            outer = MaskOutline.Outer(mask, thickness);
        for (int y = 0; y < 60; y++)
        for (int x = 0; x < 131; x++)
        {
            bool near = false;
            for (int dy = -thickness; dy <= thickness; dy++)
            for (int dx = -thickness; dx <= thickness; dx++)
                if (Math.Abs(dx) + Math.Abs(dy) <= thickness && x + dx is >= 0 and < 131 && y + dy is >= 0 and < 60)
                    near |= mask[x + dx, y + dy] != mask[x, y];
            Assert.Equal(near && mask[x, y], inner[x, y]);
            Assert.Equal(near && !mask[x, y], outer[x, y]);
        }
    }

    [Fact]
    public void A_crop_is_the_box_of_both_masks_with_its_margin_in_the_image_s_proportions()
    {
        using Mask gt = new(200, 100),
            pred = new(200, 100);
        Assert.Null(CropBox.OfLesions(gt, pred));
        gt[50, 40] = pred[69, 59] = true;
        // 20 x 20 pixels and 5 on each side are 30 x 30; two to one makes 60 x 30 around the middle (60, 50).
        PixelBox? box = CropBox.OfLesions(gt, pred);
        Assert.Equal(new PixelBox(50, 40, 20, 20), box);
        Assert.Equal(new PixelBox(30, 35, 60, 30), CropBox.Around(box, 5, new(0, 0, 200, 100)));
        // Moved inside at a corner, and never larger than the image.
        Assert.Equal(new PixelBox(0, 0, 20, 10), CropBox.Around(new PixelBox(0, 0, 2, 2), 4, new(0, 0, 200, 100)));
        Assert.Equal(new PixelBox(0, 0, 200, 100), CropBox.Around(new PixelBox(10, 10, 180, 80), 50, new(0, 0, 200, 100)));
        Assert.Equal(new PixelBox(0, 0, 200, 100), CropBox.Around(null, 5, new(0, 0, 200, 100)));
    }

    [Theory]
    [InlineData(1, 16, "0065_1", 0.6124, "01_0065_1_dice0.612.png")]
    [InlineData(7, 120, "0065_1", 1, "007_0065_1_dice1.000.png")]
    [InlineData(1, 1, "a/b:c", double.NaN, "01_a_b_c_diceNaN.png")]
    public void A_panel_is_named_by_rank_id_and_Dice(int rank, int count, string id, double dice, string expected) =>
        Assert.Equal(expected, PanelImage.FileName(rank, count, id, dice, ".png"));

    /// <summary>Pixel s of n covers s/n to (s+1)/n: those of the old grid whose insides meet that of pixel t of m.</summary>
    private static IEnumerable<int> Under(int t, int n, int m) =>
        Enumerable
            .Range(Math.Max(0, (int)((long)t * n / m) - 1), (n + m - 1) / m + 3)
            .Where(s => s < n && (long)s * m < (long)(t + 1) * n && (long)t * n < (long)(s + 1) * m);
}
