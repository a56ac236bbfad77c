using System.Text;
using HybridNet.Data.Imaging;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Imaging;

/// <summary>
/// What samples mean (about_HybridNet_Masks), on pictures of a few pixels: the expected pixels can be read off the samples.
/// </summary>
public sealed class SampleRuleTests : IDisposable
{
    private static readonly ImageReader s_reader = new();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("NonZero", "0111")]
    [InlineData("Half", "0011")]
    [InlineData(">=200", "0001")]
    [InlineData(">=200.5", "0001")]
    [InlineData(">=300", "0000")]
    [InlineData("1,128", "0110")]
    public void A_rule_chooses_samples(string rule, string foreground)
    {
        string path = Write("a.pgm", [.. Encoding.ASCII.GetBytes("P5 4 1 255\n"), 0, 1, 128, 201]);
        Assert.Equal(foreground, Pixels(path, new MaskValues { Foreground = ForegroundRule.Parse([rule]) }));
    }

    [Fact]
    public void Inverted_masks_keep_ignored_pixels_out()
    {
        string path = Write("a.pgm", [.. Encoding.ASCII.GetBytes("P5 4 1 255\n"), 0, 255, 7, 0]);
        using MaskFile file = s_reader.ReadMask(path, new MaskValues { Invert = true, Ignore = [255] }, CancellationToken.None);
        Assert.Equal("1001", Row(file.Mask));
        Assert.Equal("0100", Row(file.Ignored!));
    }

    [Theory]
    [InlineData("<i1", 1)]
    [InlineData("<i2", 2)]
    [InlineData("<i4", 4)]
    [InlineData("<i8", 8)]
    [InlineData("<u4", 4)]
    [InlineData("<u8", 8)]
    public void Label_maps_of_every_width_are_read(string type, int size)
    {
        var values = new byte[3 * size];
        values[size] = 1;
        values[2 * size] = 5;
        string path = Write("a.npy", MadeFiles.Npy(type, "1, 3", values));
        Assert.Equal("011", Pixels(path, MaskValues.Default));
        Assert.Equal("001", Pixels(path, new MaskValues { Foreground = ForegroundRule.OneOf(5) }));
    }

    [Fact]
    public void A_negative_sample_needs_a_meaning()
    {
        // -1, 0, 2
        string path = Write("a.npy", MadeFiles.Npy("<i2", "1, 3", [0xFF, 0xFF, 0, 0, 2, 0]));
        InputException exception = Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None));
        Assert.Contains("column 0, row 0", exception.Message);
        Assert.Contains("-Ignore -1", exception.Advice);
        Assert.Equal("001", Pixels(path, new MaskValues { Ignore = [-1] }));
        Assert.Equal("001", Pixels(path, new MaskValues { Foreground = ForegroundRule.AtLeast(1) }));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void No_number_is_no_label(float value)
    {
        byte[] values = [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(value)];
        string path = Write("a.npy", MadeFiles.Npy("<f4", "1, 2", values));
        Assert.Contains(
            "column 1, row 0",
            Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None)).Message
        );
    }

    [Fact]
    public void Minus_zero_is_background_in_every_format()
    {
        byte[] values = [.. BitConverter.GetBytes(-0f), .. BitConverter.GetBytes(1f)];
        Assert.Equal("01", Pixels(Write("a.npy", MadeFiles.Npy("<f4", "1, 2", values)), MaskValues.Default));
        Assert.Equal(
            "01",
            Pixels(Write("a.tif", MadeFiles.Tiff(2, 1, values, (258, 3, [32]), (262, 3, [1]), (339, 3, [3]))), MaskValues.Default)
        );
    }

    [Fact]
    public void Half_floats_of_a_TIFF_are_floats()
    {
        byte[] values = [.. BitConverter.GetBytes((Half)0.75), .. BitConverter.GetBytes((Half)0.125)];
        string path = Write("a.tif", MadeFiles.Tiff(2, 1, values, (258, 3, [16]), (262, 3, [1]), (339, 3, [3])));
        using ProbabilityMap map = s_reader.ReadProbabilities(path, CancellationToken.None);
        Assert.Equal([0.75f, 0.125f], map.Samples<float>().ToArray());
    }

    [Fact]
    public void White_is_zero_is_turned_round_and_said()
    {
        string path = Write("a.tif", MadeFiles.Tiff(3, 1, [255, 0, 254], (258, 3, [8]), (262, 3, [0])));
        using MaskFile file = s_reader.ReadMask(path, CancellationToken.None);
        Assert.Equal("011", Row(file.Mask));
        Assert.Contains(MaskWarning.TurnedRound, file.Warnings);
    }

    [Fact]
    public void Channels_without_a_meaning_are_refused_unless_they_are_constant()
    {
        (int, int, int[])[] fields = [(258, 3, [8, 8]), (262, 3, [1]), (277, 3, [2]), (338, 3, [0])];
        Assert.Equal("01", Pixels(Write("same.tif", MadeFiles.Tiff(2, 1, [0, 9, 1, 9], fields)), MaskValues.Default));
        string path = Write("other.tif", MadeFiles.Tiff(2, 1, [0, 9, 1, 8], fields));
        Assert.Contains(
            "neither colors nor alpha",
            Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None)).Message
        );
    }

    [Fact]
    public void Transparent_pixels_are_background_and_alpha_alone_is_refused()
    {
        // Red opaque, red transparent, black opaque.
        string path = Write("a.png", MadeFiles.Png(3, 1, 8, 6, [0, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 255]));
        using (MaskFile file = s_reader.ReadMask(path, CancellationToken.None))
        {
            Assert.Equal("100", Row(file.Mask));
            Assert.Contains(MaskWarning.Transparent, file.Warnings);
        }
        // Alpha that is 0 everywhere hides nothing.
        path = Write("b.png", MadeFiles.Png(2, 1, 8, 4, [0, 255, 0, 0, 0]));
        Assert.Equal("10", Pixels(path, MaskValues.Default));
        path = Write("c.png", MadeFiles.Png(2, 1, 8, 4, [0, 0, 255, 0, 0]));
        Assert.Contains("alpha", Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None)).Message);
    }

    [Fact]
    public void A_palette_says_what_its_indices_are()
    {
        byte[] dark = [4, 2, 4, 252, 254, 252];
        Assert.Equal("00", Pixels(Write("a.png", MadeFiles.Png(2, 1, 8, 3, [0, 0, 0], ("PLTE", dark))), MaskValues.Default));
        string path = Write("b.png", MadeFiles.Png(2, 1, 8, 3, [0, 0, 2], ("PLTE", dark)));
        Assert.Contains("index 2", Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None)).Message);
        // A transparent white ground and a red lesion.
        path = Write("c.png", MadeFiles.Png(2, 1, 8, 3, [0, 0, 1], ("PLTE", [255, 255, 255, 255, 0, 0]), ("tRNS", [0])));
        Assert.Equal("01", Pixels(path, MaskValues.Default));
    }

    [Theory]
    [InlineData("<f4", 1.0000001f, true)]
    [InlineData("<f4", -1e-9f, true)]
    [InlineData("<f4", 1.001f, false)]
    public void Rounding_just_outside_of_a_probability_is_put_back(string type, float value, bool read)
    {
        byte[] values = [.. BitConverter.GetBytes(value), .. BitConverter.GetBytes(0.25f)];
        string path = Write("a.npy", MadeFiles.Npy(type, "1, 2", values));
        if (!read)
        {
            Assert.Throws<InputException>(() => s_reader.ReadProbabilities(path, CancellationToken.None));
            return;
        }
        using ProbabilityMap map = s_reader.ReadProbabilities(path, CancellationToken.None);
        Assert.Equal([value > 0.5 ? 1f : 0f, 0.25f], map.Samples<float>().ToArray());
        Assert.Contains(MaskWarning.Clamped, map.Warnings);
    }

    [Theory]
    [InlineData(ProbabilityScale.Percent, 70f, 0.7f)]
    [InlineData(ProbabilityScale.Byte, 51f, 0.2f)]
    [InlineData(ProbabilityScale.Logit, 0f, 0.5f)]
    public void A_scale_makes_probabilities(ProbabilityScale scale, float sample, float probability)
    {
        string path = Write("a.npy", MadeFiles.Npy("<f4", "1, 1", BitConverter.GetBytes(sample)));
        using ProbabilityMap map = s_reader.ReadProbabilities(path, new MaskValues { Scale = scale }, CancellationToken.None);
        Assert.Equal(probability, map.Samples<float>()[0]);
    }

    [Fact]
    public void A_map_of_zero_and_one_is_said_and_read_with_its_scale()
    {
        string path = Write("a.pgm", [.. Encoding.ASCII.GetBytes("P5 2 1 255\n"), 0, 1]);
        using (ProbabilityMap map = s_reader.ReadProbabilities(path, CancellationToken.None))
            Assert.Contains(MaskWarning.ZeroOneMap, map.Warnings);
        using ProbabilityMap scaled = s_reader.ReadProbabilities(
            path,
            new MaskValues { Scale = ProbabilityScale.One },
            CancellationToken.None
        );
        Assert.Equal([0, 255], scaled.Samples<byte>().ToArray());
    }

    [Fact]
    public void One_map_that_is_all_but_empty_is_no_mask_where_the_others_use_their_scale()
    {
        // Of 80 maps one has nothing but zeros and a single 1.
        int Files(MaskWarning kind) => kind == MaskWarning.MapOnScale ? 79 : 0;
        Assert.False(MaskNotes.IsSaid(MaskWarning.ZeroOneMap, 1, Files, 80));
        Assert.False(MaskNotes.IsSaid(MaskWarning.PercentMap, 1, Files, 80));
        // Empty maps say nothing either way: three of three that have anything are masks.
        Assert.True(MaskNotes.IsSaid(MaskWarning.ZeroOneMap, 3, _ => 0, 80));
        string path = Write("scale.pgm", [.. Encoding.ASCII.GetBytes("P5 2 1 255\n"), 0, 200]);
        using ProbabilityMap map = s_reader.ReadProbabilities(path, CancellationToken.None);
        Assert.Equal([MaskWarning.MapOnScale], map.Warnings);
        Assert.False(MaskNotes.IsSaid(MaskWarning.MapOnScale, 80, _ => 0, 80));
    }

    [Fact]
    public void Half_of_a_grey_mask_is_counted_beside_its_foreground()
    {
        string path = Write("a.pgm", [.. Encoding.ASCII.GetBytes("P5 5 1 255\n"), 0, 3, 127, 128, 255]);
        using MaskFile file = s_reader.ReadMask(path, CancellationToken.None);
        Assert.Equal((4, 2, 3), (file.Mask.Count(), file.AtLeastHalf, file.Levels));
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Pixels(string path, MaskValues values)
    {
        using MaskFile file = s_reader.ReadMask(path, values, CancellationToken.None);
        return Row(file.Mask);
    }

    private static string Row(Mask mask) => string.Concat(Enumerable.Range(0, mask.Width).Select(x => mask[x, 0] ? '1' : '0'));

    /// <summary>
    /// A mask of 1 x 2 pixels, black over white, whose orientation (TIFF 6.0, tag 274; Exif 2.32, the same tag) asks for a
    /// turn by a quarter: the samples stay as they are stored, and that is said.
    /// </summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(6, true)]
    public void An_orientation_that_is_not_followed_is_said(int orientation, bool said)
    {
        byte[] tiff = MadeFiles.Tiff(1, 2, [0, 255], (258, 3, [8]), (262, 3, [1]), (277, 3, [1]), (274, 3, [orientation])),
            exif =
            [.. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];
        using var bitmap = new SkiaSharp.SKBitmap(16, 16);
        byte[] plain = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg, 100).ToArray(),
            jpeg = [.. plain[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. plain[2..]];
        using var folder = new TempFolder();
        foreach ((string name, byte[] bytes) in new[] { ("a.tif", tiff), ("a.jpg", jpeg) })
        {
            string path = Path.Join(folder.Path, name);
            File.WriteAllBytes(path, bytes);
            using MaskFile file = new ImageReader().ReadMask(path, CancellationToken.None);
            Assert.Equal(said, file.Warnings.Contains(MaskWarning.Oriented));
        }
    }
}
