using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using HybridNet.Data.Imaging.Png;
using HybridNet.Probabilities;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Imaging;

/// <summary>Grey rows stored as differences to the left, as OpenCV writes them, at widths around the sixteen that are summed at
/// once.</summary>
public class SubFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(33)]
    [InlineData(130)]
    public void Differences_to_the_left_add_up(int width)
    {
        const int Height = 3;
        var random = new Random(width);
        var samples = new byte[Height * width];
        random.NextBytes(samples);
        // A row that begins with zeros: the sums begin behind them.
        samples.AsSpan(width, width / 2).Clear();
        var raw = new byte[Height * (width + 1)];
        for (int y = 0; y < Height; y++)
        {
            raw[y * (width + 1)] = 1;
            for (int x = 0; x < width; x++)
                raw[y * (width + 1) + 1 + x] = (byte)(samples[y * width + x] - (x == 0 ? 0 : samples[y * width + x - 1]));
        }
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "sub.png");
        File.WriteAllBytes(path, Png(width, Height, raw));
        using ProbabilityMap map = SampleRun.Adapters.Images.ReadProbabilities(path, CancellationToken.None);
        Assert.Equal(samples, map.Samples<byte>().ToArray());
    }

    private static byte[] Png(int width, int height, byte[] raw)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(raw);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            .. Chunk("IHDR", header),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data],
            number = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(number.AsSpan(4), System.IO.Hashing.Crc32.HashToUInt32(body));
        return [.. number[..4], .. body, .. number[4..]];
    }
}
