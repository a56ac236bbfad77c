using HybridNet.Data.Imaging;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Imaging;

/// <summary>Probability maps that numpy wrote (Data/Imaging/make.py).</summary>
public class ScoreFileTests
{
    private static readonly ImageReader s_reader = new();

    /// <summary>Every type numpy saves a map in, by the end of its file's name.</summary>
    public static TheoryData<string, string> Files() =>
        new()
        {
            { "-u1.npy", nameof(ProbabilityFormat.UInt8) },
            { "-u2.npy", nameof(ProbabilityFormat.UInt16) },
            { "-big-u2.npy", nameof(ProbabilityFormat.UInt16) },
            { "-f2.npy", nameof(ProbabilityFormat.Float32) },
            { "-big-f2.npy", nameof(ProbabilityFormat.Float32) },
            { "-f4.npy", nameof(ProbabilityFormat.Float32) },
            { "-big-f4.npy", nameof(ProbabilityFormat.Float32) },
            { "-fortran-f4.npy", nameof(ProbabilityFormat.Float32) },
            { ".npz", nameof(ProbabilityFormat.Float32) },
            { "-f8.npy", nameof(ProbabilityFormat.Float64) },
            { "-big-f8.npy", nameof(ProbabilityFormat.Float64) },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_type_gives_the_values_numpy_was_given(string name, string type)
    {
        var format = Enum.Parse<ProbabilityFormat>(type);
        using ProbabilityMap map = s_reader.ReadProbabilities(
            SourceTree.Data("Imaging", "scores" + name),
            CancellationToken.None
        );
        Assert.Equal((13, 7, format), (map.Width, map.Height, map.Format));
        for (int y = 0; y < map.Height; y++)
        for (int x = 0; x < map.Width; x++)
        {
            // The formula of make.py.
            int sixteenths = (5 * y + 3 * x) % 17,
                at = y * map.Width + x;
            double value = format switch
            {
                ProbabilityFormat.UInt8 => map.Samples<byte>()[at],
                ProbabilityFormat.UInt16 => map.Samples<ushort>()[at],
                ProbabilityFormat.Float32 => map.Samples<float>()[at] * 16,
                _ => map.Samples<double>()[at] * 16,
            };
            Assert.Equal(sixteenths, value);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(1.5f)]
    [InlineData(-0.25f)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_no_probability_is_named_with_its_place(float value)
    {
        using var folder = new TempFolder();
        byte[] bytes = File.ReadAllBytes(SourceTree.Data("Imaging", "scores-f4.npy"));
        // Column 8, row 5 of 13 x 7: the 73rd of 91 values, counted from 0; the values are the end of the file.
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4 * (91 - 73)), value);
        string path = Path.Combine(folder.Path, "map.npy");
        File.WriteAllBytes(path, bytes);
        InputException exception = Assert.Throws<InputException>(() => s_reader.ReadProbabilities(path, CancellationToken.None));
        Assert.Equal(path, exception.Target);
        Assert.Contains("column 8, row 5", exception.Message);
    }

    [Fact]
    public void Minus_zero_is_a_probability()
    {
        using var folder = new TempFolder();
        byte[] bytes = File.ReadAllBytes(SourceTree.Data("Imaging", "scores-f4.npy"));
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), -0f);
        string path = Path.Combine(folder.Path, "map.npy");
        File.WriteAllBytes(path, bytes);
        using ProbabilityMap map = s_reader.ReadProbabilities(path, CancellationToken.None);
        Assert.Equal(0, map.Samples<float>()[^1]);
    }

    [Theory]
    [InlineData("-f4.npy")]
    [InlineData("-big-f4.npy")]
    [InlineData("-f2.npy")]
    [InlineData(".npz")]
    public void A_map_that_is_cut_off_anywhere_is_refused_by_name(string name)
    {
        using var folder = new TempFolder();
        byte[] bytes = File.ReadAllBytes(SourceTree.Data("Imaging", "scores" + name));
        string path = Path.Combine(folder.Path, "map" + name[name.IndexOf('.')..]);
        for (int length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(path, bytes[..length]);
            InputException exception = Assert.Throws<InputException>(() =>
                s_reader.ReadProbabilities(path, CancellationToken.None)
            );
            Assert.Contains(path, exception.Message);
        }
    }

    [Fact]
    public void The_first_bytes_decide_the_format_not_the_name()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "picture.npy");
        File.Copy(SourceTree.Data("Imaging", "grey8.png"), path);
        using ProbabilityMap map = s_reader.ReadProbabilities(path, CancellationToken.None);
        Assert.Equal((77, 53, ProbabilityFormat.UInt8), (map.Width, map.Height, map.Format));
    }
}
