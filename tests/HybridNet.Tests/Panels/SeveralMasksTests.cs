using HybridNet.Data.Imaging.Png;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.Tests.Runs;
using SkiaSharp;

namespace HybridNet.Tests.Panels;

/// <summary>Panels of several masks: the lab report's arrangement pixel by pixel, and any other from text.</summary>
public sealed class SeveralMasksTests : IDisposable
{
    private const int Width = 40,
        Height = 24,
        Step = Width + PanelPlan.Gap,
        Down = Height + PanelPlan.Gap;

    private static readonly SKColor s_photo = new(120, 60, 20);
    private static readonly Rgb[] s_colors = [new(250, 10, 20), new(10, 250, 30), new(20, 30, 250)];

    private readonly TempFolder _folder = new();
    private readonly Mask[] _gt = [.. Enumerable.Range(0, 3).Select(i => RandomMasks.Of(Width, Height, 10 + i))],
        _pred = [.. Enumerable.Range(0, 3).Select(i => RandomMasks.Of(Width, Height, 20 + i))];

    private static PanelOptions Exact => new() { Captions = false, Width = 3 * Step - PanelPlan.Gap };

    public void Dispose() => _folder.Dispose();

    /// <summary>IMG + M1 | PRED M1 | PRED M2 over IMG + M2 | IMG + M3 | PRED M3, as the lab's report has it.</summary>
    [Fact]
    public void The_lab_s_report_is_one_layout_pixel_for_pixel()
    {
        using SKBitmap panel = Draw(Image(), Exact with { Layout = PanelLayout.LabReport });
        Assert.Equal((3 * Step - PanelPlan.Gap, 2 * Down - PanelPlan.Gap), (panel.Width, panel.Height));
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
        {
            Overlay(panel, 0, 0, 0, x, y);
            Alone(panel, 1, 0, 0, x, y);
            Alone(panel, 2, 0, 1, x, y);
            Overlay(panel, 0, 1, 1, x, y);
            Overlay(panel, 1, 1, 2, x, y);
            Alone(panel, 2, 1, 2, x, y);
        }
    }

    [Theory]
    [InlineData("Image+M1 | Pred M1 | Pred M2 / Image+M2 | Image+M3 | Pred M3")]
    [InlineData("img + ma|prediction MA|pred he/photo+gt HE|IMG+ref EX|PRED ex")]
    [InlineData("Image+MA | Pred MA | Pred HE\nImage+HE | Image+EX | Pred EX")]
    public void The_same_cells_can_be_written_out(string layout)
    {
        using SKBitmap named = Draw(Image(), Exact with { Layout = PanelLayout.LabReport }),
            written = Draw(Image(), Exact with { Arrangement = PanelArrangement.Parse(layout) });
        Assert.Equal(named.Bytes, written.Bytes);
    }

    [Fact]
    public void A_short_row_leaves_its_last_cells_blank()
    {
        PanelArrangement cells = PanelArrangement.Parse("GT MA | - | Pred MA / Agreement HE");
        Assert.Equal((3, 2), (cells.Columns, cells.Rows.Count));
        using SKBitmap panel = Draw(Image() with { Photo = null }, Exact with { Arrangement = cells });
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
        {
            Assert.Equal(SKColors.Black, panel.GetPixel(Step + x, y));
            Assert.Equal(SKColors.Black, panel.GetPixel(2 * Step + x, Down + y));
            PanelPalette colours = PanelPalette.ColorBlindSafe;
            SKColor expected =
                _gt[1][x, y] && _pred[1][x, y] ? Of(colours.Found)
                : _pred[1][x, y] ? Of(colours.FalseAlarm)
                : _gt[1][x, y] ? Of(colours.Missed)
                : SKColors.Black;
            Assert.Equal(expected, panel.GetPixel(x, Down + y));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-|-")]
    [InlineData("Image EX")]
    [InlineData("Image +")]
    public void A_layout_that_cannot_be_read_says_so(string text) =>
        Assert.Contains(
            "cannot be read",
            Assert.Throws<InputException>(() => PanelArrangement.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_mask_that_is_not_there_is_named_with_those_that_are()
    {
        InputException fault = Assert.Throws<InputException>(() =>
            Draw(Image(), Exact with { Arrangement = PanelArrangement.Parse("Image+SE") })
        );
        Assert.Contains("'SE'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("MA, HE, EX", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_of_two_sizes_are_refused()
    {
        PanelImage image = Image();
        using var small = new Mask(8, 8);
        string path = Path.Combine(_folder.Path, "small.png");
        File.WriteAllBytes(path, PngWriter.Mask(small));
        PanelMask other = new("SE", new ImageCase("run", "1", [path], path, null, null));
        Assert.Equal(
            InputError.SizeMismatch,
            Assert.Throws<InputException>(() => Draw(image with { Masks = [.. image.Masks, other] }, Exact)).Error
        );
    }

    /// <summary>
    /// Exudates are pale yellow, haemorrhages and vessels dark red, the ground orange: what is drawn over them must not look
    /// like them. CIEDE2000 of 20 is far beyond what an observer confuses.
    /// </summary>
    [Fact]
    public void Marks_keep_their_distance_from_a_retina_and_from_each_other()
    {
        Rgb[] exudates = [new(0xF0, 0xCC, 0x6A), new(0xE8, 0xB0, 0x40), new(0xF8, 0xE8, 0xA0), new(0xD0, 0x98, 0x38)];
        PanelPalette palette = PanelPalette.ColorBlindSafe;
        Assert.All(exudates, exudate => Assert.True(Ciede2000.Between(palette.Prediction, exudate) >= 20));
        Assert.All(exudates, exudate => Assert.True(Ciede2000.Between(palette.Gt, exudate) >= 20));
        Assert.True(Ciede2000.Between(palette.Prediction, palette.Gt) >= 20);
        // Half over half of the exudate below, as an overlay is.
        Assert.All(exudates, exudate => Assert.True(Ciede2000.Between(Half(palette.Prediction, exudate), exudate) >= 20));
        Rgb[] all = [.. PanelPalette.Masks, .. exudates[..1], new(0x9A, 0x4A, 0x20)];
        for (int i = 0; i < PanelPalette.Masks.Count; i++)
        for (int k = i + 1; k < all.Length; k++)
            Assert.True(Ciede2000.Between(all[i], all[k]) >= 20, $"{all[i]} and {all[k]}: {Ciede2000.Between(all[i], all[k])}");
    }

    /// <summary>G. Sharma, W. Wu, E. N. Dalal (2005), table 1, pairs 1, 7, 17 and 25.</summary>
    [Theory]
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, 0, 0, 50, -1, 2, 2.3669)]
    [InlineData(50, 2.5, 0, 73, 25, -18, 27.1492)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    public void The_color_distance_is_the_published_one(
        double l1,
        double a1,
        double b1,
        double l2,
        double a2,
        double b2,
        double expected
    ) => Assert.Equal(expected, Ciede2000.Between((l1, a1, b1), (l2, a2, b2)), 4);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(8, 2)]
    [InlineData(60, 10)]
    [InlineData(199, 20)]
    [InlineData(200, 50)]
    [InlineData(4288, 1000)]
    public void A_scale_bar_is_a_round_number_and_at_most_a_quarter(int pixels, int length) =>
        Assert.Equal(length, ScaleBar.Length(pixels));

    [Fact]
    public void A_crop_of_a_lesion_says_which_and_a_panel_of_classes_names_them()
    {
        var lesion = new Lesion
        {
            Run = "run",
            ImageId = "0001_1",
            Label = 12,
            Area = 121,
            Centroid = new(30.4, 8.6),
        };
        PanelImage one = Image() with { Masks = [], Lesion = lesion };
        Assert.Equal("03_0001_1_GT12_121px_missed.png", one.FileNameOf(3, 9, 0.5, ".png"));
        Assert.Equal("03_0001_1_MA-HE-EX.png", Image().FileNameOf(3, 9, double.NaN, ".png"));
        Assert.Equal(
            ["0001_1", "GT lesion 12: missed", "121 px", "at 30, 9", "image: Dice 0.500"],
            PanelCaption.Parts(one, new Confusion(1, 1, 1, 7))
        );
    }

    private static Rgb Half(Rgb a, Rgb b) =>
        new((byte)((a.Red + b.Red) / 2), (byte)((a.Green + b.Green) / 2), (byte)((a.Blue + b.Blue) / 2));

    private static SKColor Of(Rgb rgb) => new(rgb.Red, rgb.Green, rgb.Blue);

    private static SKBitmap Draw(PanelImage image, PanelOptions options) =>
        SKBitmap.Decode(SampleRun.Adapters.Pictures.Render(image, options, CancellationToken.None).File);

    /// <summary>Half of the mask's colour over half of the photograph, rounded to the nearest.</summary>
    private void Overlay(SKBitmap panel, int column, int row, int mask, int x, int y)
    {
        SKColor found = panel.GetPixel(column * Step + x, row * Down + y),
            expected = s_photo;
        if (_gt[mask][x, y])
        {
            Rgb over = s_colors[mask];
            expected = new(
                (byte)((s_photo.Red + over.Red + 1) / 2),
                (byte)((s_photo.Green + over.Green + 1) / 2),
                (byte)((s_photo.Blue + over.Blue + 1) / 2)
            );
        }
        Assert.Equal(expected, found);
    }

    private void Alone(SKBitmap panel, int column, int row, int mask, int x, int y) =>
        Assert.Equal(_pred[mask][x, y] ? Of(s_colors[mask]) : SKColors.Black, panel.GetPixel(column * Step + x, row * Down + y));

    private PanelImage Image()
    {
        string photo = Path.Combine(_folder.Path, "photo.png");
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(s_photo);
        using (SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100))
            File.WriteAllBytes(photo, data.ToArray());
        string[] names = ["MA", "HE", "EX"];
        PanelMask[] masks =
        [
            .. names.Select(
                (name, i) =>
                    new PanelMask(
                        name,
                        new ImageCase("run", "0001_1", [Write(_gt[i], "gt" + i)], Write(_pred[i], "p" + i), null, null)
                    )
                    {
                        Color = s_colors[i],
                    }
            ),
        ];
        return new(masks[0].Work, photo) { Masks = masks };
    }

    private string Write(Mask mask, string name)
    {
        string path = Path.Combine(_folder.Path, name + ".png");
        File.WriteAllBytes(path, PngWriter.Mask(mask));
        return path;
    }
}
