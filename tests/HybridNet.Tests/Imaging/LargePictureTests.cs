using HybridNet.Data.Imaging;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Tests.Imaging;

/// <summary>Pictures that are larger than the block in which they are read: the expected pixels follow from a formula.</summary>
public sealed class LargePictureTests : IDisposable
{
    private const int Width = 701,
        Height = 600;

    private static readonly ImageReader s_reader = new();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Height, false)]
    [InlineData(7, false)]
    [InlineData(1, false)]
    [InlineData(7, true)]
    public void Strips_of_a_Tiff_come_in_any_order(int rows, bool descending)
    {
        int strips = (Height + rows - 1) / rows;
        foreach (Func<int, int, byte> sample in (Func<int, int, byte>[])[Many, Two])
        {
            var data = new byte[Width * Height];
            var offsets = new int[strips];
            var counts = new int[strips];
            int at = 0;
            for (int k = 0; k < strips; k++)
            {
                int strip = descending ? strips - 1 - k : k,
                    first = strip * rows,
                    count = Math.Min(rows, Height - first);
                (offsets[strip], counts[strip]) = (8 + at, count * Width);
                for (int y = first; y < first + count; y++)
                for (int x = 0; x < Width; x++)
                    data[at++] = sample(x, y);
            }
            byte[] file = MadeFiles.Tiff(
                Width,
                Height,
                data,
                (258, 3, [8]),
                (259, 3, [1]),
                (262, 3, [1]),
                (273, 4, offsets),
                (278, 4, [rows]),
                (279, 4, counts)
            );
            Check("a.tif", file, (x, y) => sample(x, y) >= 100);
            offsets[strips / 2] = file.Length - 5;
            CheckDamaged(
                MadeFiles.Tiff(Width, Height, data, (258, 3, [8]), (273, 4, offsets), (278, 4, [rows]), (279, 4, counts))
            );
        }
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(8, true)]
    [InlineData(24, false)]
    [InlineData(24, true)]
    public void Rows_of_a_Bmp_come_from_below_or_from_above(int bits, bool topDown)
    {
        foreach (Func<int, int, byte> sample in (Func<int, int, byte>[])[Many, Two])
        {
            byte[] file = Bmp(bits, topDown, sample);
            Check("a.bmp", file, (x, y) => sample(x, y) >= 100);
            CheckDamaged(file[..^1]);
        }
    }

    [Fact]
    public void What_a_taker_changed_is_read_once_more()
    {
        byte[] content = [.. Enumerable.Range(0, 400_000).Select(i => (byte)(i % 251))];
        using FileBytes file = FileBytes.Read(Write("a.bin", content));
        (int At, int Count)[] pieces = [(0, 10), (10, 5), (15, 1000), (15, 1000), (10, 5), (399_990, 10), (0, 400_000), (7, 3)];
        foreach ((int at, int count) in pieces)
        {
            Span<byte> piece = file.Copy(at, count);
            Assert.True(piece.SequenceEqual(content.AsSpan(at, count)));
            piece.Fill(255);
        }
        Assert.True(file.Look(399_000, 1000).SequenceEqual(content.AsSpan(399_000)));
        Assert.True(file.Span.SequenceEqual(content));
        Assert.True(file.Copy(3, 200_000).SequenceEqual(content.AsSpan(3, 200_000)));
    }

    private static byte Many(int x, int y) => (byte)((x * 7 + y * 13) % 251);

    private static byte Two(int x, int y) => (byte)(((x / 90 + y / 5) & 1) * 255);

    /// <summary>A BITMAPINFOHEADER, 256 greys where they are needed, and rows of whole 32-bit words.</summary>
    private static byte[] Bmp(int bits, bool topDown, Func<int, int, byte> sample)
    {
        int stride = (Width * bits + 31) / 32 * 4,
            start = 54 + (bits == 8 ? 1024 : 0);
        var memory = new MemoryStream();
        var writer = new BinaryWriter(memory);
        writer.Write("BM"u8);
        foreach (int field in (int[])[start + stride * Height, 0, start, 40, Width, topDown ? -Height : Height])
            writer.Write(field);
        writer.Write((short)1);
        writer.Write((short)bits);
        writer.Write(new byte[24]);
        for (int i = 0; bits == 8 && i < 256; i++)
            writer.Write(i * 0x010101);
        for (int row = 0; row < Height; row++)
        {
            var line = new byte[stride];
            for (int i = 0; i < Width * bits / 8; i++)
                line[i] = sample(i / (bits / 8), topDown ? row : Height - 1 - row);
            writer.Write(line);
        }
        return memory.ToArray();
    }

    private void Check(string name, byte[] file, Func<int, int, bool> expected)
    {
        var values = new MaskValues { Foreground = ForegroundRule.Parse([">=100"]) };
        using MaskFile read = s_reader.ReadMask(Write(name, file), values, CancellationToken.None);
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
            if (read.Mask[x, y] != expected(x, y))
                Assert.Fail($"column {x}, row {y}");
    }

    private void CheckDamaged(byte[] file)
    {
        string path = Write("damaged", file);
        InputException fault = Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None));
        Assert.Equal(InputError.UnreadableImage, fault.Error);
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
