using HybridNet.Data.Imaging.Png;
using HybridNet.Statistics;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>Rules about the split: each fires, passes and is silent.</summary>
public sealed class SplitRuleTests : IDisposable
{
    private readonly RunFolder _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void HN010_sees_an_id_in_two_splits() =>
        Assert.Equal(["0001_1"], _run.Split("0001_1,train", "0001_1,test", "0002_1,val").Look("HN010").Found.ImageId);

    [Fact]
    public void HN010_sees_an_id_twice_in_one_split() =>
        Assert.Contains("twice", _run.Split("0001_1,train", "0001_1,train", "0002_1,test").Look("HN010").Found.Message);

    [Fact]
    public void HN010_sees_a_subject_in_two_splits()
    {
        Assert.Equal(["0001_1", "0001_2"], _run.Split("0001_1,train", "0001_2,test", "0002_1,test").Look("HN010").Found.ImageId);
        _run.Look("HN010", new() { SubjectPattern = IdPattern.Compile("^.*$") }).AssertPassed();
    }

    [Theory]
    [InlineData("201902_00001_1,train", "201902_00002_1,test")] // a date is no subject
    [InlineData("20190215_7,train", "20190215_9,test")]
    [InlineData("01_dr,train", "01_h,test")] // photographs of three patients in HRF
    [InlineData("IDRiD_01,train", "IDRiD_02,test")]
    public void HN010_takes_no_date_and_no_kind_for_a_subject(string first, string second) =>
        _run.Split(first, second).Look("HN010").AssertPassed();

    [Theory]
    [InlineData("201902_00001_1,train", "201902_00001_2,test")]
    [InlineData("10_left,train", "10_right,test")]
    public void HN010_sees_the_subject_behind_a_date_and_beside_a_word(string first, string second) =>
        Assert.Equal(Severity.Warning, _run.Split(first, second).Look("HN010").Found.Severity);

    [Fact]
    public void HN010_sees_scores_from_outside_the_test_split() =>
        Assert.Equal(
            ["x"],
            _run.Split("a,test", "b,train")
                .Scores("a,0.5,0.333333,0.5,0.5,0.5", "x,0.5,0.333333,0.5,0.5,0.5")
                .Look("HN010")
                .Found.ImageId
        );

    [Fact]
    public void HN010_sees_runs_that_were_tested_on_different_images()
    {
        using var other = new RunFolder();
        Run second = other.Scores("a,0.5,0.333333,0.5,0.5,0.5", "c,0.5,0.333333,0.5,0.5,0.5").Read();
        Finding found = _run.Scores("a,0.5,0.333333,0.5,0.5,0.5", "b,0.5,0.333333,0.5,0.5,0.5").Look("HN010", null, second).Found;
        Assert.Equal(2, (int)found.Evidence["Differing"]);
    }

    [Fact]
    public void HN010_passes_and_is_silent()
    {
        _run.Scores("a,0.5,0.333333,0.5,0.5,0.5").Look("HN010").AssertSilent();
        _run.Split("a,test", "b,train").Look("HN010").AssertPassed();
    }

    [Theory]
    [InlineData("train,1000,700,0.7\ntest,200,60,0.3\n")]
    [InlineData("train,20,18,0.9\ntest,9,0,0\n")] // expected counts below 5: Fisher's exact test, p = 7e-6
    public void HN011_sees_uneven_prevalence(string rows) =>
        Assert.Equal(
            Severity.Warning,
            _run.Write("metrics_logs/split_summary.csv", "name,n,counts,rates\n" + rows).Look("HN011").Found.Severity
        );

    [Fact]
    public void HN011_passes_and_is_silent()
    {
        _run.Write(
                "metrics_logs/split_summary.csv",
                "name,n,counts,rates\ntrain,1000,700,0.7\ntest,200,139,0.695\noverall,1200,839,0.6992\n"
            )
            .Look("HN011")
            .AssertPassed();
        using var other = new RunFolder();
        other.Split("a,test").Look("HN011").AssertSilent();
    }

    [Fact]
    public void HN011_sees_lesions_of_other_sizes()
    {
        string masks = Directory.CreateDirectory(Path.Combine(_run.Path, "masks", "HardExudate_Masks")).FullName;
        var rows = new List<string>();
        for (int i = 0; i < 40; i++)
        {
            int side = i % 2 == 0 ? 3 + i / 10 : 9 + i / 10;
            var samples = new byte[32 * 32];
            for (int y = 4; y < 4 + side; y++)
            for (int x = 4; x < 4 + side; x++)
                samples[y * 32 + x] = 255;
            File.WriteAllBytes(Path.Combine(masks, $"{i:D4}_1.png"), PngWriter.Samples(samples, 32, 32, 8, PngColor.Grey));
            rows.Add($"{i:D4}_1,{(i % 2 == 0 ? "train" : "test")}");
        }
        Assert.Contains("differ in size", _run.Split(rows).Look("HN011").Found.Message);
        _run.Split(
                rows.Select(
                    (row, i) =>
                        row.Replace("train", i / 2 % 2 == 0 ? "train" : "test").Replace("test", i / 2 % 2 == 0 ? "train" : "test")
                )
            )
            .Look("HN011")
            .AssertPassed();
    }

    [Fact]
    public void HN017_finds_a_copy_that_is_brighter_smaller_or_compressed()
    {
        Photos(changed: (samples, side) => [.. samples.Select(sample => (byte)Math.Min(255, 1.2 * sample + 5))]);
        Finding found = _run.Look("HN017").Found;
        Assert.Equal((Severity.Error, 1), (found.Severity, found.Count));
        Assert.Equal(["0000_1", "0100_1"], found.ImageId.Order());
    }

    [Theory] // parts of the side, and what is cropped off of it; mirrored: 1 left and right, 2 top and bottom
    [InlineData(0.01, 0.01, 0, 0)]
    [InlineData(0.05, -0.06, 0, 0)]
    [InlineData(0, 0, 0.02, 0)]
    [InlineData(0, 0, 0.08, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 0, 0, 2)]
    [InlineData(0.02, 0.01, 0.03, 1)]
    public void HN017_finds_a_copy_that_is_moved_cropped_or_mirrored(double right, double down, double cropped, int mirror)
    {
        Photos(
            changed: (samples, side) =>
            {
                var result = new byte[samples.Length];
                for (int y = 0; y < side; y++)
                for (int x = 0; x < side; x++)
                {
                    double v = Source((mirror & 2) != 0 ? side - 1 - y : y, down),
                        u = Source((mirror & 1) != 0 ? side - 1 - x : x, right);
                    if (v < 0 || u < 0 || v > side - 1 || u > side - 1)
                        continue;
                    int at = 3 * ((int)Math.Round(v) * side + (int)Math.Round(u));
                    samples.AsSpan(at, 3).CopyTo(result.AsSpan(3 * (y * side + x), 3));
                }
                return result;

                double Source(int place, double move) =>
                    (side - 1) / 2.0 + (place - (side - 1) / 2.0) * (1 - cropped) - move * side;
            }
        );
        Assert.Equal(["0000_1", "0100_1"], _run.Look("HN017").Found.ImageId.Order());
    }

    [Fact]
    public void HN017_passes_photographs_of_different_eyes_and_is_silent_without()
    {
        _run.Split("0000_1,train", "0001_1,test").Look("HN017").AssertSilent();
        Photos(changed: null);
        _run.Look("HN017").AssertPassed();
    }

    /// <summary>Eight drawn eyes for train, eight others for test, and perhaps a changed copy of the first among the
    /// latter.</summary>
    private void Photos(Func<byte[], int, byte[]>? changed)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_run.Path, "images")).FullName;
        var rows = new List<string>();
        for (int i = 0; i < s_eyes.Value.Length; i++)
        {
            (byte[] photo, byte[] file) = s_eyes.Value[i];
            Save($"{i:D4}_1", file, i < 8 ? "train" : "test");
            if (i == 0 && changed is not null)
                Save("0100_1", Png(changed(photo, Side)), "test");
        }
        _run.Split(rows);

        void Save(string id, byte[] file, string split)
        {
            File.WriteAllBytes(Path.Combine(folder, id + ".png"), file);
            rows.Add($"{id},{split}");
        }
    }

    private const int Side = 192;

    /// <summary>The sixteen eyes of all tests, drawn once: samples and file.</summary>
    private static readonly Lazy<(byte[] Photo, byte[] File)[]> s_eyes = new(() =>
        [
            .. Enumerable
                .Range(0, 16)
                .Select(i =>
                {
                    var random = new Xoshiro256(11, (ulong)i);
                    byte[] photo = HybridNet.Runs.Synthetic.FundusPhoto.Draw(Side, ref random).Colors(ref random);
                    return (photo, Png(photo));
                }),
        ]
    );

    private static byte[] Png(byte[] photo) => PngWriter.Samples(photo, Side, Side, 8, PngColor.Rgb);
}
