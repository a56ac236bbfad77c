using HybridNet.Data.Imaging.Png;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.Tests.Runs;
using SkiaSharp;

namespace HybridNet.Tests.Panels;

/// <summary>Panels after decoding by Skia: masks exactly, mixed colours within one step.</summary>
public sealed class PanelPictureTests : IDisposable
{
    private const int Width = 101,
        Height = 67;

    private readonly TempFolder _folder = new();
    private readonly Mask _gt = RandomMasks.Of(Width, Height, 3),
        _pred = RandomMasks.Of(Width, Height, 4);
    private readonly SKBitmap _photo = Photo(Width, Height);

    /// <summary>Pixels from one cell to the next.</summary>
    private const int Step = Width + PanelPlan.Gap,
        Down = Height + PanelPlan.Gap;

    private static PanelOptions Exact => new() { Captions = false, Width = 3 * Step - PanelPlan.Gap };

    public void Dispose()
    {
        _photo.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_grid_shows_photo_masks_overlays_and_agreement_pixel_for_pixel()
    {
        PanelPicture picture = SampleRun.Adapters.Pictures.Render(
            Image("photo.png", SKEncodedImageFormat.Png),
            Exact,
            CancellationToken.None
        );
        using SKBitmap panel = SKBitmap.Decode(picture.File);
        Assert.Equal((3 * Step - PanelPlan.Gap, 2 * Down - PanelPlan.Gap), (panel.Width, panel.Height));
        Assert.Equal(Confusion.Count(_gt, _pred), picture.Counts);
        PanelPalette colours = PanelPalette.ColorBlindSafe;
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
        {
            SKColor photo = _photo.GetPixel(x, y);
            (bool gt, bool pred) = (_gt[x, y], _pred[x, y]);
            Assert.Equal(photo, panel.GetPixel(x, y));
            Assert.Equal(gt ? SKColors.White : SKColors.Black, panel.GetPixel(Step + x, y));
            Assert.Equal(pred ? SKColors.White : SKColors.Black, panel.GetPixel(2 * Step + x, y));
            Near(gt ? Mixed(photo, colours.Gt) : photo, panel.GetPixel(x, Down + y), gt ? 1 : 0);
            Near(pred ? Mixed(photo, colours.Prediction) : photo, panel.GetPixel(Step + x, Down + y), pred ? 1 : 0);
            SKColor agreement =
                gt && pred ? Color(colours.Found)
                : pred ? Color(colours.FalseAlarm)
                : gt ? Color(colours.Missed)
                : Pale(photo);
            Assert.Equal(agreement, panel.GetPixel(2 * Step + x, Down + y));
        }
    }

    [Fact]
    public void Cells_are_divided_and_the_ground_is_the_one_asked_for()
    {
        PanelOptions print = Exact with { Ground = PanelGround.Light };
        using SKBitmap dark = Panel(Exact),
            light = Panel(print);
        for (int y = 0; y < Height; y++)
        for (int i = 0; i < PanelPlan.Gap; i++)
        {
            Assert.NotEqual(SKColors.Black, dark.GetPixel(Width + i, y));
            Assert.NotEqual(SKColors.White, light.GetPixel(Width + i, y));
        }
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
            Assert.Equal(_gt[x, y] ? SKColors.Black : SKColors.White, light.GetPixel(Step + x, y));
    }

    [Fact]
    public void Full_opacity_and_outlines_show_the_colour_itself()
    {
        PanelOptions options = Exact with { Layout = PanelLayout.Triptych, Opacity = 1, Palette = PanelPalette.Report };
        using SKBitmap filled = Panel(options),
            outlined = Panel(options with { Outline = true });
        using Mask inner = MaskOutline.Inner(_gt, 1);
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
        {
            Assert.Equal(_gt[x, y] ? Color(PanelPalette.Report.Gt) : _photo.GetPixel(x, y), filled.GetPixel(Step + x, y));
            Assert.Equal(inner[x, y] ? Color(PanelPalette.Report.Gt) : _photo.GetPixel(x, y), outlined.GetPixel(Step + x, y));
        }
    }

    [Theory]
    [InlineData("photo.jpg", SKEncodedImageFormat.Jpeg, 30)]
    [InlineData("photo.webp", SKEncodedImageFormat.Webp, 40)]
    public void Photographs_of_other_formats_are_read(string name, SKEncodedImageFormat format, int tolerance)
    {
        using SKBitmap panel = Panel(Exact with { Layout = PanelLayout.Triptych }, name, format);
        double difference = 0;
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
            difference += Math.Abs(panel.GetPixel(x, y).Red - _photo.GetPixel(x, y).Red);
        Assert.InRange(difference / (Width * Height), 0, tolerance);
    }

    [Fact]
    public void A_tiff_photograph_is_read()
    {
        string path = WriteTiff();
        using SKBitmap panel = SKBitmap.Decode(
            SampleRun
                .Adapters.Pictures.Render(
                    Image("photo.png", SKEncodedImageFormat.Png) with
                    {
                        Photo = path,
                    },
                    Exact with
                    {
                        Layout = PanelLayout.Triptych,
                    },
                    CancellationToken.None
                )
                .File
        );
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
            Assert.Equal(_photo.GetPixel(x, y), panel.GetPixel(x, y));
    }

    [Fact]
    public void At_half_size_the_photograph_is_the_mean_of_four_pixels()
    {
        using SKBitmap photo = Photo(120, 80);
        using Mask gt = new(120, 80),
            pred = new(120, 80);
        using SKBitmap panel = SKBitmap.Decode(
            SampleRun
                .Adapters.Pictures.Render(
                    Image("even.png", SKEncodedImageFormat.Png, photo, gt, pred),
                    new() { Captions = false, Width = 180 + 2 * PanelPlan.Gap },
                    CancellationToken.None
                )
                .File
        );
        Assert.Equal(180 + 2 * PanelPlan.Gap, panel.Width);
        for (int y = 0; y < 40; y++)
        for (int x = 0; x < 60; x++)
        {
            int sum =
                photo.GetPixel(2 * x, 2 * y).Green
                + photo.GetPixel(2 * x + 1, 2 * y).Green
                + photo.GetPixel(2 * x, 2 * y + 1).Green
                + photo.GetPixel(2 * x + 1, 2 * y + 1).Green;
            Assert.InRange(panel.GetPixel(x, y).Green - sum / 4.0, -1.01, 1.01);
        }
    }

    [Fact]
    public void A_missing_photograph_leaves_black_and_a_damaged_one_is_told()
    {
        PanelImage image = Image("photo.png", SKEncodedImageFormat.Png);
        PanelPicture none = SampleRun.Adapters.Pictures.Render(image with { Photo = null }, Exact, CancellationToken.None);
        string damaged = Path.Combine(_folder.Path, "damaged.jpg");
        File.WriteAllBytes(damaged, File.ReadAllBytes(image.Photo!)[..200]);
        PanelPicture bad = SampleRun.Adapters.Pictures.Render(image with { Photo = damaged }, Exact, CancellationToken.None);
        Assert.Empty(none.Notes);
        Assert.Contains("damaged.jpg", Assert.Single(bad.Notes));
        foreach (byte[] file in new[] { none.File, bad.File })
        {
            using SKBitmap panel = SKBitmap.Decode(file);
            for (int x = 0; x < Width; x++)
            {
                Assert.Equal(SKColors.Black, panel.GetPixel(x, 20));
                Assert.Equal(_gt[x, 20] ? SKColors.White : SKColors.Black, panel.GetPixel(Step + x, 20));
            }
        }
    }

    [Fact]
    public void A_photograph_is_turned_as_its_file_says()
    {
        using var two = new SKBitmap(new SKImageInfo(64, 32, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < 32; y++)
        for (int x = 0; x < 64; x++)
            two.SetPixel(x, y, x < 32 ? SKColors.Red : SKColors.Blue);
        using Mask gt = new(64, 32),
            pred = new(64, 32);
        PanelImage image = Image("turned.jpg", SKEncodedImageFormat.Jpeg, two, gt, pred);
        // Exif with one entry, orientation 3: the picture is stored upside down. The segment goes behind the file's first two
        // bytes.
        byte[] exif =
        [
            0xFF,
            0xE1,
            0x00,
            0x22,
            .. "Exif\0\0MM\0*"u8,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            3,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        byte[] plain = File.ReadAllBytes(image.Photo!);
        File.WriteAllBytes(image.Photo!, [.. plain[..2], .. exif, .. plain[2..]]);
        using SKBitmap panel = SKBitmap.Decode(
            SampleRun
                .Adapters.Pictures.Render(
                    image,
                    new()
                    {
                        Captions = false,
                        Width = 192,
                        Layout = PanelLayout.Triptych,
                    },
                    CancellationToken.None
                )
                .File
        );
        Assert.True(panel.GetPixel(5, 16).Blue > 200 && panel.GetPixel(58, 16).Red > 200);
    }

    [Fact]
    public void Captions_are_drawn_above_and_leave_the_fields_alone()
    {
        using SKBitmap bare = Panel(Exact with { Layout = PanelLayout.Agreement, Width = Width }),
            captioned = Panel(Exact with { Layout = PanelLayout.Agreement, Width = Width, Captions = true });
        int head = captioned.Height - bare.Height;
        Assert.InRange(head, 15, 120);
        Assert.Contains(Enumerable.Range(0, head * Width), i => captioned.GetPixel(i % Width, i / Width).Red > 200);
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
            Assert.Equal(bare.GetPixel(x, y), captioned.GetPixel(x, y + head));
    }

    [Fact]
    public void A_crop_magnifies_and_a_sheet_holds_every_image()
    {
        PanelImage image = Image("photo.png", SKEncodedImageFormat.Png);
        using SKBitmap crop = SKBitmap.Decode(
            SampleRun
                .Adapters.Pictures.Render(
                    image with
                    {
                        Focus = new(40, 30, 4, 4),
                    },
                    new()
                    {
                        Layout = PanelLayout.Crop,
                        Width = 800,
                        Margin = 2,
                        Captions = false,
                    },
                    CancellationToken.None
                )
                .File
        );
        Assert.Equal(800, crop.Width);
        PanelOptions sheet = new()
        {
            Layout = PanelLayout.ContactSheet,
            Columns = 3,
            Width = 3 * Width,
        };
        PanelTile[] tiles =
        [
            .. Enumerable.Range(0, 5).Select(_ => SampleRun.Adapters.Pictures.Tile(image, sheet, CancellationToken.None)),
        ];
        Assert.All(tiles, tile => Assert.Equal((Width, Height), (tile.Width, tile.Height)));
        using SKBitmap page = SKBitmap.Decode(SampleRun.Adapters.Pictures.Sheet(tiles, sheet, CancellationToken.None));
        Assert.True(page.Width > 3 * Width && page.Height > 2 * Height);
    }

    [Fact]
    public void The_fast_png_holds_the_same_pixels_for_any_decoder()
    {
        var random = new Random(8);
        var pixels = new byte[4 * 77 * 41];
        random.NextBytes(pixels);
        for (int i = 3; i < pixels.Length; i += 4)
            pixels[i] = 255;
        using SKBitmap decoded = SKBitmap.Decode(PngWriter.Picture(pixels, 77, 41));
        for (int i = 0; i < 77 * 41; i++)
            Assert.Equal(new SKColor(pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]), decoded.GetPixel(i % 77, i / 77));
    }

    private static SKBitmap Photo(int width, int height)
    {
        var photo = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            photo.SetPixel(x, y, new SKColor((byte)(60 + x), (byte)(2 * y + x % 7), (byte)((x * y) % 200)));
        return photo;
    }

    private SKBitmap Panel(
        PanelOptions options,
        string name = "photo.png",
        SKEncodedImageFormat format = SKEncodedImageFormat.Png
    ) => SKBitmap.Decode(SampleRun.Adapters.Pictures.Render(Image(name, format), options, CancellationToken.None).File);

    private PanelImage Image(string name, SKEncodedImageFormat format) => Image(name, format, _photo, _gt, _pred);

    private PanelImage Image(string name, SKEncodedImageFormat format, SKBitmap photo, Mask gt, Mask pred)
    {
        string path = Path.Combine(_folder.Path, name),
            gtPath = Path.Combine(_folder.Path, name + ".gt.png"),
            predPath = Path.Combine(_folder.Path, name + ".pred.png");
        using (SKData data = photo.Encode(format, 95))
            File.WriteAllBytes(path, data.ToArray());
        File.WriteAllBytes(gtPath, PngWriter.Mask(gt));
        File.WriteAllBytes(predPath, PngWriter.Mask(pred));
        return new(new ImageCase("run", "0001_1", [gtPath], predPath, null, null), path);
    }

    private string WriteTiff()
    {
        string path = Path.Combine(_folder.Path, "photo.tif");
        using var tiff = BitMiracle.LibTiff.Classic.Tiff.Open(path, "w");
        tiff.SetField(BitMiracle.LibTiff.Classic.TiffTag.IMAGEWIDTH, Width);
        tiff.SetField(BitMiracle.LibTiff.Classic.TiffTag.IMAGELENGTH, Height);
        tiff.SetField(BitMiracle.LibTiff.Classic.TiffTag.BITSPERSAMPLE, 8);
        tiff.SetField(BitMiracle.LibTiff.Classic.TiffTag.SAMPLESPERPIXEL, 3);
        tiff.SetField(BitMiracle.LibTiff.Classic.TiffTag.PHOTOMETRIC, BitMiracle.LibTiff.Classic.Photometric.RGB);
        tiff.SetField(BitMiracle.LibTiff.Classic.TiffTag.PLANARCONFIG, BitMiracle.LibTiff.Classic.PlanarConfig.CONTIG);
        tiff.SetField(BitMiracle.LibTiff.Classic.TiffTag.COMPRESSION, BitMiracle.LibTiff.Classic.Compression.LZW);
        for (int y = 0; y < Height; y++)
            tiff.WriteScanline(
                [
                    .. Enumerable
                        .Range(0, Width)
                        .SelectMany(x =>
                            new[] { _photo.GetPixel(x, y).Red, _photo.GetPixel(x, y).Green, _photo.GetPixel(x, y).Blue }
                        ),
                ],
                y
            );
        return path;
    }

    private static SKColor Color(Rgb rgb) => new(rgb.Red, rgb.Green, rgb.Blue);

    /// <summary>Grey by ITU-R BT.601 in 256ths, at three eighths.</summary>
    private static SKColor Pale(SKColor photo)
    {
        int grey = (77 * photo.Red + 150 * photo.Green + 29 * photo.Blue) / 256 * 3 / 8;
        return new((byte)grey, (byte)grey, (byte)grey);
    }

    private static SKColor Mixed(SKColor photo, Rgb over) =>
        new((byte)((photo.Red + over.Red) / 2), (byte)((photo.Green + over.Green) / 2), (byte)((photo.Blue + over.Blue) / 2));

    private static void Near(SKColor expected, SKColor actual, int tolerance) =>
        Assert.True(
            Math.Abs(expected.Red - actual.Red) <= tolerance
                && Math.Abs(expected.Green - actual.Green) <= tolerance
                && Math.Abs(expected.Blue - actual.Blue) <= tolerance,
            $"{actual} instead of {expected}"
        );
}
