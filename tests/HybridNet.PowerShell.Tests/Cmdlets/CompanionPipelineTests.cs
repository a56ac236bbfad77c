namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Structures, readers and members with names as data sets have them, through the staged module.</summary>
public sealed class CompanionPipelineTests : IDisposable
{
    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public CompanionPipelineTests() => _session.Enter(_folder.Path);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    /// <summary>A mask of 16 x 16 with one box of ones in each of the images 1 to 3.</summary>
    private void Box(string form, int left, int top, int side)
    {
        for (int i = 1; i <= 3; i++)
        {
            string path = Path.Combine(_folder.Path, string.Format(null, form, i));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            byte[] pixels = new byte[256];
            for (int y = top; y < top + side; y++)
                pixels.AsSpan(16 * y + left, side).Fill(255);
            File.WriteAllBytes(path, [.. "P5 16 16 255\n"u8, .. pixels]);
        }
    }

    [Fact]
    public void Two_observers_with_suffixes_are_readers_of_each_other()
    {
        // Reader 1 has 16 px of which 12 lie in the 16 px of the reference: 2 * 12 / 32; the prediction is the reference.
        Box("photos/Image_{0:00}L.pgm", 0, 0, 1);
        Box("pred/Image_{0:00}L.pgm", 2, 2, 4);
        Box("gt/Image_{0:00}L_1stHO.pgm", 2, 2, 4);
        Box("second/image_{0:00}l_2ndHO.pgm", 3, 2, 4);
        Streams rows = _session.Run("Measure-HNReader -GroundTruth gt -Prediction pred -Reader second");
        Assert.Empty(rows.Errors);
        Assert.Equal(0.75, rows.Output.Single(row => row.Get<string>("Name") == "second").Get<double>("Dice"), 12);
        Assert.Contains(rows.Warnings, text => text.Contains("3 reader files (second) were paired by what stands around the id"));
        // What is shown is what is measured.
        Streams shown = _session.Run("Resolve-HNImage -GroundTruth gt -Prediction pred -Reader second");
        Assert.Equal(3, shown.Output.Length);
        rows = _session.Run("Resolve-HNImage -GroundTruth gt -Prediction pred -Reader second | Measure-HNReader");
        Assert.Equal(0.75, rows.Output.Single(row => row.Get<string>("Name") == "second").Get<double>("Dice"), 12);
    }

    [Theory]
    [InlineData("{0:00}_test", "{0:00}_manual1")]
    [InlineData("Oeil{0}\u00e9", "OEIL{0}E\u0301")]
    public void A_structure_s_distance_is_measured_whatever_its_names_are(string image, string structure)
    {
        // Columns 2 to 4 and from 8 on: pixels whose centres are 4 apart.
        Box($"pred/{image}.pgm", 2, 2, 3);
        Box($"gt/{image}.pgm", 2, 2, 3);
        Box($"Disc/{structure}.pgm", 8, 2, 3);
        Streams lesions = _session.Run(
            "Get-HNLesion -GroundTruth gt -Prediction pred -Attribute -Structure Disc -Side GroundTruth"
        );
        Assert.Empty(lesions.Errors);
        Assert.Equal(
            [4.0, 4.0, 4.0],
            lesions.Output.Select(one => one.Get<IReadOnlyDictionary<string, double>>("StructureDistances")["Disc"])
        );
    }

    [Fact]
    public void Nothing_that_fits_and_what_fits_twice_are_errors_that_lead_on()
    {
        Box("pred/a{0}.pgm", 2, 2, 3);
        Box("gt/a{0}.pgm", 2, 2, 3);
        Box("Disc/a{0}.pgm", 8, 2, 3);
        File.Copy(Path.Combine(_folder.Path, "Disc", "a2.pgm"), Path.Combine(_folder.Path, "Disc", "a2.ppm"));
        const string Cause = "Get-HNLesion -GroundTruth gt -Prediction pred -Attribute -Side GroundTruth -Structure";
        Streams lesions = _session.Run($"{Cause} Disc");
        Assert.Equal("AmbiguousImage", Streams.Id(Assert.Single(lesions.Errors)));
        Assert.Contains("a2.pgm, a2.ppm", lesions.Errors[0].Exception.Message);
        Assert.Contains("-StructureIdPattern", lesions.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Equal(2, lesions.Output.Length);
        // A wildcard decides as well, and nothing is left over.
        lesions = _session.Run($"{Cause} Disc/*.pgm");
        Assert.Empty(lesions.Errors);
        Assert.Equal(3, lesions.Output.Length);
        Assert.DoesNotContain(lesions.Warnings, text => text.Contains("structure"));
        Box("Other/x{0}y.pgm", 8, 2, 3);
        foreach (string file in Directory.GetFiles(Path.Combine(_folder.Path, "Other")))
            File.Move(file, file.Replace("x1y", "one").Replace("x2y", "two").Replace("x3y", "three"));
        lesions = _session.Run($"{Cause} Other");
        Assert.Empty(lesions.Output);
        Assert.Equal("MissingFile", Streams.Id(Assert.Single(lesions.Errors)));
        lesions = _session.Run($"{Cause} Nowhere*");
        Assert.Equal("PathNotFound", Streams.Id(Assert.Single(lesions.Errors)));
    }

    [Fact]
    public void Members_are_merged_whatever_their_names_are()
    {
        Box("gt/{0:0000}.pgm", 2, 2, 3);
        Box("one/{0:0000}_prob.pgm", 2, 2, 3);
        Box("two/fold2-{0:0000}.pgm", 2, 2, 4);
        Streams merged = _session.Run("Merge-HNProbability one, two -Destination out -LeaveOneOut -GroundTruth gt -Resamples 0");
        Assert.Empty(merged.Errors);
        Assert.Equal(5, merged.Output.Length);
        Assert.Equal(
            ["0001_prob.png", "0002_prob.png", "0003_prob.png"],
            Directory.GetFiles(Path.Combine(_folder.Path, "out")).Select(Path.GetFileName).Order()
        );
        // 16 of the second member's pixels where 9 are marked: 18 / 25 without the first, 1 with one vote of two at 0.5 or more
        // counted as positive: all 16.
        Assert.Equal(0.72, merged.Output[3].Get<double>("MeanDice"), 12);
        Box("three/elsewhere{0}.pgm", 2, 2, 4);
        File.Delete(Path.Combine(_folder.Path, "three", "elsewhere2.pgm"));
        merged = _session.Run("Merge-HNProbability one, three -Destination out2");
        Assert.Equal("MissingPrediction", Streams.Id(Assert.Single(merged.Errors)));
        Assert.Equal(2, merged.Output.Length);
    }
}
