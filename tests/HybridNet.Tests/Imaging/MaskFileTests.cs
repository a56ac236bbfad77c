using System.Globalization;
using HybridNet.Data.Imaging;
using HybridNet.Masks;
using HybridNet.Ports;

namespace HybridNet.Tests.Imaging;

/// <summary>Masks in files that Pillow, OpenCV, ImageMagick, libtiff and numpy wrote (Data/Imaging/make.py).</summary>
public class MaskFileTests
{
    private static readonly ImageReader s_reader = new();

    /// <summary>Every file of the manifest: name, foreground pixels counted by numpy, number of levels.</summary>
    public static TheoryData<string, long, int> Files()
    {
        var data = new TheoryData<string, long, int>();
        foreach (
            string[] row in File.ReadLines(SourceTree.Data("Imaging", "manifest.csv")).Skip(1).Select(line => line.Split(','))
        )
            data.Add(row[0], long.Parse(row[3], CultureInfo.InvariantCulture), int.Parse(row[4], CultureInfo.InvariantCulture));
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_format_gives_the_same_bits(string name, long foreground, int levels)
    {
        using MaskFile file = s_reader.ReadMask(SourceTree.Data("Imaging", name), CancellationToken.None);
        Assert.Equal((77, 53), (file.Mask.Width, file.Mask.Height));
        Assert.Equal(foreground, file.Mask.Count());
        for (int y = 0; y < 53; y++)
        for (int x = 0; x < 77; x++)
            // The formula of make.py.
            Assert.True(
                ((3 * x + 5 * y) % 7 < 2 || (x > 30 && x < 50 && y > 10 && y < 25)) == file.Mask[x, y],
                $"{name} at {x}, {y}"
            );
        Assert.Equal(levels, file.Levels);
        Assert.False(file.Lossy);
        Assert.Equal(name.StartsWith("dark-ground", StringComparison.Ordinal), file.WithoutBlack);
        Assert.Equal((77, 53), (file.Mask.Width, file.Mask.Height));
    }

    [Theory]
    [InlineData(".pbm")]
    [InlineData(".pgm")]
    [InlineData(".ppm")]
    [InlineData(".pnm")]
    [InlineData(".webp")]
    public void What_is_read_is_found_in_a_folder_too(string ending)
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "0065_1_EX" + ending);
        // The first bytes decide the format: two pixels, the second one white.
        File.WriteAllBytes(path, [.. "P5 2 1 255\n"u8, 0, 255]);
        string found = Assert.Single(new ImageFolder(folder.Path).Files);
        Assert.Equal(path, found);
        using MaskFile file = s_reader.ReadMask(found, CancellationToken.None);
        Assert.Equal((1L, true), (file.Mask.Count(), file.Mask[1, 0]));
    }

    [Theory]
    [InlineData("grey8.png")]
    [InlineData("interlaced-rgb8.png")]
    [InlineData("palette4.png")]
    public void A_file_that_is_cut_off_anywhere_is_refused_by_name(string name)
    {
        byte[] whole = File.ReadAllBytes(SourceTree.Data("Imaging", name));
        using var temp = new TempFolder();
        string path = Path.Combine(temp.Path, "cut.png");
        for (int length = 0; length < whole.Length - 12; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            InputException exception = Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None));
            Assert.Equal(InputError.UnreadableImage, exception.Error);
            Assert.Contains(path, exception.Message);
        }
    }

    [Fact]
    public void A_flipped_byte_is_noticed_or_harmless_but_never_crashes()
    {
        byte[] whole = File.ReadAllBytes(SourceTree.Data("Imaging", "grey8.png"));
        using var temp = new TempFolder();
        string path = Path.Combine(temp.Path, "flipped.png");
        int refused = 0;
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] copy = [.. whole];
            copy[i] ^= 0xFF;
            File.WriteAllBytes(path, copy);
            try
            {
                s_reader.ReadMask(path, CancellationToken.None).Dispose();
            }
            catch (InputException exception)
            {
                Assert.Equal(InputError.UnreadableImage, exception.Error);
                refused++;
            }
        }
        // All but the bytes of the end chunk, which nothing depends on, are covered by a checksum or a length.
        Assert.InRange(refused, whole.Length - 12, whole.Length);
    }

    [Fact]
    public void A_header_that_promises_too_much_is_refused_before_memory_is_taken()
    {
        byte[] whole = File.ReadAllBytes(SourceTree.Data("Imaging", "grey8.png"));
        whole[16] = 0x7F; // width 0x7F00004D
        using var temp = new TempFolder();
        string path = Path.Combine(temp.Path, "huge.png");
        File.WriteAllBytes(path, whole);
        Assert.Equal(
            InputError.UnreadableImage,
            Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None)).Error
        );
    }

    [Fact]
    public void A_missing_file_and_a_text_file_are_told_apart()
    {
        using var temp = new TempFolder();
        Assert.Equal(
            InputError.PathNotFound,
            Assert
                .Throws<InputException>(() => s_reader.ReadMask(Path.Combine(temp.Path, "no.png"), CancellationToken.None))
                .Error
        );
        Assert.Equal(
            InputError.UnreadableImage,
            Assert.Throws<InputException>(() => s_reader.ReadMask(temp.Write("text.png", "hello"), CancellationToken.None)).Error
        );
    }
}
