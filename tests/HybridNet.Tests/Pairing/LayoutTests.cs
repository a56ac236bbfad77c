using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Pairing;

/// <summary>Layouts are data: those of the module are read, recognized by folders, and overruled by the user's own.</summary>
public class LayoutTests
{
    private static string Shipped([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../module/layouts"));

    private static readonly LayoutLibrary s_library = new([Shipped()]);

    private static void Files(TempFolder folder, params string[] names)
    {
        foreach (string name in names)
            folder.Write(name, "");
    }

    [Fact]
    public void Every_layout_of_the_module_is_whole_and_says_where_it_was_seen()
    {
        Assert.Equal(Directory.GetFiles(Shipped(), "*.json").Length, s_library.Files.Count);
        Assert.All(
            s_library.Files,
            layout =>
            {
                Assert.NotEqual("", layout.About);
                Assert.NotEqual("", layout.Source);
                Assert.True(layout.GroundTruth.Count + layout.Classes.Count > 0, layout.Name);
                foreach (
                    string pattern in new[]
                    {
                        layout.GroundTruthIdPattern,
                        layout.RegionIdPattern,
                        layout.ImageIdPattern,
                    }.OfType<string>()
                )
                    Assert.Contains("id", IdPattern.Compile(pattern).GetGroupNames());
            }
        );
    }

    [Fact]
    public void The_folder_of_a_set_stands_for_the_references_of_a_class()
    {
        using var folder = new TempFolder();
        Files(
            folder,
            "2. All Segmentation Groundtruths/b. Testing Set/3. Hard Exudates/IDRiD_55_EX.tif",
            "2. All Segmentation Groundtruths/b. Testing Set/1. Microaneurysms/IDRiD_55_MA.tif"
        );
        LayoutUse use = s_library.Use(null, [folder.Path], "EX");
        Assert.Equal("IDRiD", use.File!.Name);
        Assert.EndsWith("3. Hard Exudates", Assert.Single(use.GroundTruth));
        Assert.Contains("empty reference", use.Note);
        InputException exception = Assert.Throws<InputException>(() => s_library.Use(null, [folder.Path], null));
        Assert.Contains("MA, EX", exception.Message);
    }

    [Fact]
    public void A_reference_folder_of_a_known_set_takes_its_rules()
    {
        using var folder = new TempFolder();
        Files(folder, "SegmentationClass/1.png", "JPEGImages/1.jpg");
        string references = Path.Combine(folder.Path, "SegmentationClass");
        LayoutUse use = s_library.Use(null, [references], null);
        Assert.Equal([255L], use.RulesFor(null).Ignore);
        Assert.Equal("15", use.RulesFor("person").GroundTruthForeground);
        Assert.Equal([references], use.GroundTruth);
    }

    [Fact]
    public void A_layout_of_the_users_own_comes_first()
    {
        using var folder = new TempFolder();
        folder.Write("own/mine.json", """{ "name": "DRIVE", "recognize": ["x"], "groundTruth": ["x"] }""");
        var library = new LayoutLibrary([Path.Combine(folder.Path, "own"), Shipped()]);
        Assert.Equal(["x"], library.Named("drive").GroundTruth);
    }

    [Fact]
    public void Every_word_of_the_help_is_read_whatever_its_case()
    {
        using var folder = new TempFolder();
        string path = folder.Write(
            "a.json",
            """
            {
              // words for people
              "NAME": "A", "about": "b", "source": "c", "recognize": ["d"], "groundTruth": ["e", "f"],
              "classes": { "EX": ["g"], "HE": ["h", "i"] }, "labels": { "EX": 1, "HE": 2 }, "labelFile": "j",
              "prediction": "k", "probability": "l", "region": "m", "image": "n",
              "groundTruthIdPattern": "o", "predictionIdPattern": "p", "regionIdPattern": "q", "imageIdPattern": "r",
              "recurse": true, "missingIsEmpty": true,
              "rules": { "groundTruthForeground": ">=128", "predictionForeground": "Half", "invert": "both",
                         "ignore": [255, -1], "scale": "Byte", "maximumPixels": 64 },
            }
            """
        );
        LayoutFile file = LayoutFile.Read(path);
        Assert.Equal("A b c", $"{file.Name} {file.About} {file.Source}");
        Assert.Equal("d | e,f", $"{string.Join(',', file.Recognize)} | {string.Join(',', file.GroundTruth)}");
        Assert.Equal("EX=g HE=h,i", string.Join(' ', file.Classes.Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}")));
        Assert.Equal("EX=1 HE=2", string.Join(' ', file.Labels.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("j k l m n", $"{file.LabelFile} {file.Prediction} {file.Probability} {file.Region} {file.Image}");
        Assert.Equal(
            "o p q r",
            $"{file.GroundTruthIdPattern} {file.PredictionIdPattern} {file.RegionIdPattern} {file.ImageIdPattern}"
        );
        Assert.True(file.Recurse && file.MissingIsEmpty);
        Assert.Equal(
            new SampleRules
            {
                GroundTruthForeground = ">=128",
                PredictionForeground = "Half",
                Invert = InvertedSide.Both,
                Ignore = [255, -1],
                Scale = HybridNet.Probabilities.ProbabilityScale.Byte,
                MaximumPixels = 64,
            },
            file.Rules
        );
    }

    [Theory]
    [InlineData("""{ "name": "A", "groundTruht": ["x"] }""")]
    [InlineData("""{ "name": "A", "groundTruth": "x" }""")]
    [InlineData("""{ "name": "A", "groundTruth": [1] }""")]
    [InlineData("""{ "name": "A", "labels": { "EX": 1.5 } }""")]
    [InlineData("""{ "name": "A", "recurse": "yes" }""")]
    [InlineData("""{ "name": "A", "rules": { "invert": "Upside" } }""")]
    [InlineData("""{ "name": "A", "rules": { "ignored": [1] } }""")]
    [InlineData("""{ "recognize": ["x"] }""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void A_word_that_is_none_is_an_error(string text)
    {
        using var folder = new TempFolder();
        string path = folder.Write("a.json", text);
        Assert.Equal(InputError.MalformedFile, Assert.Throws<InputException>(() => LayoutFile.Read(path)).Error);
    }

    [Fact]
    public void A_run_of_masks_alone_has_the_scores_of_its_masks()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(8, 96, 4), _ => { }, CancellationToken.None);
        Run logged = SampleRun.Adapters.Runs.Read(path, new Ports.RunReadOptions(), CancellationToken.None);
        Run bare = new()
        {
            Name = "bare",
            Path = path,
            Log = new RunLog(),
            Files = logged.Files,
            Lesion = logged.Lesion,
        };
        Run run = MeasuredRun.Of(bare, SampleRun.Adapters.Images, MissingGroundTruth.Error, 2, _ => { });
        Assert.Equal(8, run.Images);
        MaskMeasurement[] measured =
        [
            .. HybridNet
                .Metrics.MaskMeasurements.Measure(
                    HybridNet.Metrics.ImageCases.Of(logged, MissingGroundTruth.Error).Select(entry => entry.Work!),
                    SampleRun.Adapters.Images,
                    new HybridNet.Metrics.MeasurementOptions(),
                    1,
                    CancellationToken.None
                )
                .Select(outcome => outcome.Result!),
        ];
        Assert.Equal(
            measured.ToDictionary(image => image.ImageId, image => (image.Dice, image.State)),
            run.Log.Scores.ToDictionary(score => score.ImageId, score => (score.Dice, score.State))
        );
        double[] dice = [.. measured.Where(image => image.State != MetricState.BothEmpty).Select(image => image.Dice)];
        Assert.Equal(dice.Average(), run.MeanDiceNonTrivial!.Value, 12);
        Assert.Equal(measured.Count(image => image.State == MetricState.BothEmpty), run.Trivial);
    }
}
