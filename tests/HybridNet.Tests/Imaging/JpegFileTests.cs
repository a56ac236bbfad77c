using HybridNet.Data.Imaging;
using HybridNet.Data.Imaging.Jpeg;
using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Imaging;

/// <summary>JPEGs that Pillow and OpenCV wrote, beside what Pillow decodes of them (Data/Imaging/make.py).</summary>
public sealed class JpegFileTests : IDisposable
{
    private const int Width = 45,
        Height = 37;

    private static readonly ImageReader s_reader = new();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("jpeg-grey")]
    [InlineData("jpeg-grey-coarse")]
    [InlineData("jpeg-grey-fine")]
    [InlineData("jpeg-grey-restarts")]
    [InlineData("jpeg-444")]
    [InlineData("jpeg-422")]
    [InlineData("jpeg-420")]
    [InlineData("jpeg-420-restarts")]
    public void Every_sample_is_Pillows(string name)
    {
        byte[] expected = File.ReadAllBytes(SourceTree.Data("Imaging", name + ".raw"));
        string path = SourceTree.Data("Imaging", name + ".jpg");
        using FileBytes file = FileBytes.Read(path);
        using JpegSource? source = JpegSource.Open(file, path, MaskValues.Default);
        Assert.NotNull(source);
        Assert.Equal((Width, Height, true), (source.Width, source.Height, source.Lossy));
        int colors = source.Layout.Colors,
            samples = source.Layout.Samples;
        Assert.Equal(expected.Length, Width * Height * colors);
        // Twice, as a picture whose rule is found late is read.
        for (int pass = 0; pass < 2; pass++)
        {
            var seen = new List<int>();
            source.Read(
                (rows, y, count, _) =>
                {
                    Assert.Equal((1, Width * samples), (count, rows.Length));
                    seen.Add(y);
                    for (int x = 0; x < Width; x++)
                    {
                        Assert.True(
                            expected.AsSpan((y * Width + x) * colors, colors).SequenceEqual(rows.Slice(x * samples, colors)),
                            $"column {x}, row {y}"
                        );
                        Assert.True(samples == colors || rows[x * samples + 3] == 255);
                    }
                },
                CancellationToken.None
            );
            Assert.Equal(Enumerable.Range(0, Height), seen);
        }
    }

    [Theory]
    [InlineData("jpeg-grey")]
    [InlineData("jpeg-grey-progressive")]
    public void A_grey_Jpeg_is_a_map_and_a_mask(string name)
    {
        byte[] expected = File.ReadAllBytes(SourceTree.Data("Imaging", name + ".raw"));
        string path = SourceTree.Data("Imaging", name + ".jpg");
        using ProbabilityMap map = s_reader.ReadProbabilities(path, CancellationToken.None);
        Assert.True(map.Bytes.SequenceEqual(expected));
        var values = new MaskValues { Foreground = ForegroundRule.Parse([">=100"]) };
        using MaskFile mask = s_reader.ReadMask(path, values, CancellationToken.None);
        Assert.Equal(expected.Count(sample => sample >= 100), mask.Mask.Count());
        Assert.Equal(expected.Count(sample => sample >= 128), mask.AtLeastHalf);
        Assert.Equal((true, 3), (mask.Lossy, mask.Levels));
    }

    [Fact]
    public void Coded_data_that_is_not_of_the_picture_is_damage()
    {
        byte[] file = File.ReadAllBytes(SourceTree.Data("Imaging", "jpeg-grey.jpg"));
        JpegHeader header = Assert.IsType<JpegHeader>(JpegHeader.Parse(file));
        // There is no checksum, and codes find their way again: where the number of blocks happens to be right nothing shows.
        int tried = 0,
            refused = 0;
        for (int at = header.Start; at < header.End - 40; at += 11)
            foreach (
                byte[] other in (byte[][])
                    [
                        [.. file[..at], .. file[(at + 40)..]],
                        [.. file[..(at + 40)], .. file[at..]],
                    ]
            )
            {
                tried++;
                refused += IsRefused(other) ? 1 : 0;
            }
        Assert.InRange(refused, tried * 9 / 10, tried);
        // A marker in the midst of the data ends it.
        int middle = header.Start + 500;
        Refused([.. file[..middle], 0xFF, 0xC4, .. file[middle..]]);
        Assert.Contains("cut off at row", Refused([.. file[..middle], 0xFF, 0xD9, .. file[middle..]]).Message);
        Assert.Contains("goes on behind its last row", Refused([.. file[..^2], 0x55, .. file[^2..]]).Message);
        // As many rows of blocks less, or more.
        Assert.Contains("goes on behind its last row", Refused(WithHeight(file, 32)).Message);
        Assert.Contains("cut off at row 40", Refused(WithHeight(file, 48)).Message);
        // A size that so few bytes cannot hold takes no memory.
        Assert.Contains("too short for 45 x 65000 pixels", Refused(WithHeight(file, 65000)).Message);
    }

    [Fact]
    public void A_restart_that_is_missing_or_of_another_number_is_damage()
    {
        byte[] file = File.ReadAllBytes(SourceTree.Data("Imaging", "jpeg-grey-restarts.jpg"));
        JpegHeader header = Assert.IsType<JpegHeader>(JpegHeader.Parse(file));
        Assert.Equal(4, header.RestartInterval);
        List<int> restarts =
        [
            .. Enumerable
                .Range(header.Start, header.End - header.Start)
                .Where(at => file[at] == 0xFF && file[at + 1] is >= 0xD0 and <= 0xD7),
        ];
        // 6 x 5 blocks, four at a time: seven restarts between eight pieces.
        Assert.Equal(7, restarts.Count);
        foreach (int at in restarts)
        {
            byte[] other = [.. file];
            other[at + 1] = (byte)(0xD0 + ((other[at + 1] + 1) & 7));
            Refused(other);
            Refused([.. file[..at], .. file[(at + 2)..]]);
            Refused([.. file[..at], 0x12, .. file[at..]]);
            // Bytes that only fill up may stand before a marker.
            using MaskFile filled = s_reader.ReadMask(Write([.. file[..at], 0xFF, .. file[at..]]), CancellationToken.None);
            Assert.Equal((Width, Height), (filled.Mask.Width, filled.Mask.Height));
        }
    }

    /// <summary>One grey block whose codes are written by hand. Of the first coefficient: 0 for no number, 10 for one of ten
    /// bits;
    /// of the others: 0 for the end, 10 for fifteen zeros and a number of one bit.</summary>
    [Theory]
    [InlineData("0 0", 1, 128)]
    // 1016, an eighth of which is 127 above the middle.
    [InlineData("10 1111111000 0", 1, 255)]
    // -1023: what begins with 0 is by 1023 less. An eighth, rounded, is -128.
    [InlineData("10 0000000000 0", 1, 0)]
    // Three coefficients whose step is 0.
    [InlineData("0 101 101 101 0", 0, 128)]
    public void A_block_is_read_by_its_codes(string bits, byte step, byte sample)
    {
        using ProbabilityMap map = s_reader.ReadProbabilities(Write(OneBlock(bits, step)), CancellationToken.None);
        Assert.Equal((8, 8), (map.Width, map.Height));
        Assert.True(map.Bytes.IndexOfAnyExcept(sample) < 0);
    }

    [Theory]
    // Codes that there are not.
    [InlineData("11 0", 1)]
    [InlineData("0 11", 1)]
    // Four times sixteen places are one more than there are.
    [InlineData("0 101 101 101 101", 1)]
    // 1016 in steps of 4: twice as much as samples of 8 bits can have, and more.
    [InlineData("10 1111111000 0", 4)]
    // Nothing but the bits that fill up a byte.
    [InlineData("", 1)]
    public void A_block_that_cannot_be_is_damage(string bits, byte step) => Refused(OneBlock(bits, step));

    private static byte[] OneBlock(string bits, byte step)
    {
        bits = bits.Replace(" ", "", StringComparison.Ordinal);
        string filled = bits.PadRight(Math.Max(8, (bits.Length + 7) / 8 * 8), '1');
        byte[] data = [.. filled.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))];
        return
        [
            0xFF,
            0xD8,
            0xFF,
            0xDB,
            0,
            67,
            0,
            .. Enumerable.Repeat(step, 64),
            0xFF,
            0xC0,
            0,
            11,
            8,
            0,
            8,
            0,
            8,
            1,
            1,
            0x11,
            0,
            // One code of one bit, one of two.
            0xFF,
            0xC4,
            0,
            21,
            0x00,
            1,
            1,
            .. new byte[14],
            0,
            10,
            0xFF,
            0xC4,
            0,
            21,
            0x10,
            1,
            1,
            .. new byte[14],
            0,
            0xF1,
            0xFF,
            0xDA,
            0,
            8,
            1,
            1,
            0,
            0,
            63,
            0,
            .. data.SelectMany(value => value == 0xFF ? new byte[] { 0xFF, 0 } : [value]),
            0xFF,
            0xD9,
        ];
    }

    /// <summary>The frame header's height; it stands three bytes behind the frame's length.</summary>
    private static byte[] WithHeight(byte[] file, int height)
    {
        byte[] other = [.. file];
        int frame = other.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (other[frame + 5], other[frame + 6]) = ((byte)(height >> 8), (byte)height);
        return other;
    }

    private InputException Refused(byte[] file)
    {
        string path = Write(file);
        InputException fault = Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None));
        Assert.Equal((InputError.UnreadableImage, path), (fault.Error, fault.Target));
        return fault;
    }

    private bool IsRefused(byte[] file)
    {
        string path = Write(file);
        try
        {
            s_reader.ReadMask(path, CancellationToken.None).Dispose();
            return false;
        }
        catch (InputException fault)
        {
            return fault.Error == InputError.UnreadableImage;
        }
    }

    private string Write(byte[] file)
    {
        string path = Path.Combine(_folder.Path, "a.jpg");
        File.WriteAllBytes(path, file);
        return path;
    }
}
