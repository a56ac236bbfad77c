using HybridNet.Metrics;
using HybridNet.Pairing;

namespace HybridNet.Tests.Pairing;

/// <summary>
/// Two folders of one name for each image are paired without an object for each. The rules of names, which pair the same
/// files another way, are the second opinion on every set.
/// </summary>
public class FolderPairsTests
{
    [Theory]
    [InlineData("a.png b.png c.png", "a.png b.png c.png")]
    [InlineData("a.png a-1.png a_1.png A1.png", "A1.tif a-1.tif a.tif a_1.tif")]
    [InlineData("a.png", "a.bmp")]
    [InlineData("a.png b.png", "a.png b.png c.png d.png")]
    public void A_set_of_same_names_is_paired_as_the_rules_pair_it(string predictions, string references)
    {
        using var folder = new TempFolder();
        PairingRequest request = Request(folder, predictions, references);
        PairingResult quick = FolderPairs.Pair(request)!,
            rules = ImagePairer.ByRules(request);

        Assert.IsType<FolderPairs>(quick.Images);
        AssertSame(rules, quick);
        Assert.Equal(predictions.Split(' ').Length, quick.Images.Count);
    }

    [Theory]
    [InlineData(MissingGroundTruth.Error)]
    [InlineData(MissingGroundTruth.Empty)]
    public void Missing_references_are_said_as_the_rules_say_them(MissingGroundTruth missing)
    {
        using var folder = new TempFolder();
        PairingRequest request = Request(folder, "a1.png b2.png c3.png d4.png", "a1.png c3.png") with
        {
            MissingGroundTruth = missing,
        };
        PairingResult quick = FolderPairs.Pair(request)!;

        AssertSame(ImagePairer.ByRules(request), quick);
        Assert.Equal(missing == MissingGroundTruth.Error ? 2 : 0, quick.Images.Count(image => image.Fault is not null));
        Assert.Equal(missing == MissingGroundTruth.Error ? 0 : 1, quick.Warnings.Count);
    }

    [Theory]
    [InlineData("a.png b.tif", "a.png b.png", "two endings")]
    [InlineData("a.png ._a.png", "a.png", "a hidden file")]
    [InlineData("a.png notes.txt", "a.png", "a text")]
    [InlineData("a_EX.png b_EX.png", "a_EX.png b_EX.png", "a class")]
    [InlineData("a.png b.png", "a.png x.png", "a file that the looser rules may want")]
    [InlineData("a.png b.png", "x.png y.png", "nothing of one name")]
    [InlineData("a.png b.png", "", "an empty folder")]
    public void What_needs_another_rule_is_left_to_the_rules(string predictions, string references, string why)
    {
        using var folder = new TempFolder();
        Assert.True(FolderPairs.Pair(Request(folder, predictions, references)) is null, why);
    }

    /// <summary>Images in a folder below were left out without a word, by the rules too.</summary>
    [Theory]
    [InlineData("p", "1 folder in", "p/further")]
    [InlineData("r", "1 folder in", "r/further")]
    public void Images_in_folders_below_are_said(string side, string count, string first)
    {
        using var folder = new TempFolder();
        Fill($"{folder.Path}/{side}/further", "z.png");
        Fill($"{folder.Path}/{side}/notes", "z.txt");
        PairingRequest request = Request(folder, "a.png b.png", "a.png b.png");
        PairingResult quick = FolderPairs.Pair(request)!;

        AssertSame(ImagePairer.ByRules(request), quick);
        string warning = Assert.Single(quick.Warnings);
        Assert.StartsWith(count, warning);
        Assert.EndsWith($"-Recurse does. The first is {folder.Path}/{first}.", warning);
    }

    [Fact]
    public void One_folder_on_both_sides_is_left_to_the_rules()
    {
        using var folder = new TempFolder();
        PairingRequest request = Request(folder, "a.png b.png", "");
        string own = request.Predictions![0] + "/../p";
        Assert.Null(FolderPairs.Pair(request with { Files = request.Files with { GroundTruth = [own] } }));
    }

    private static void AssertSame(PairingResult expected, PairingResult actual)
    {
        Assert.Equal(expected.Images.Select(Text), actual.Images.Select(Text));
        Assert.Equal(expected.Images.Select(Text), Enumerable.Range(0, actual.Images.Count).Select(i => Text(actual.Images[i])));
        Assert.Equal(expected.Warnings, actual.Warnings);
        Assert.Equal(expected.LeftOut, actual.LeftOut);
        Assert.Null(actual.SideFault);
        Assert.Empty(actual.Unpredicted);
    }

    private static string Text(ImageFiles image) =>
        $"{image.Run}|{image.ImageId}|{image.Class}|{image.State}|{image.Rule}|{image.Prediction}|{image.Probability}|"
        + $"{string.Join(';', image.GroundTruth)}|{image.Region}|{image.Image}|{image.Reason}|{image.Threshold}|{image.Rules}|"
        + $"{image.Fault?.Error}|{image.Fault?.Advice}|{image.Source}";

    private static PairingRequest Request(TempFolder folder, string predictions, string references)
    {
        Fill(folder.Path + "/p", predictions);
        Fill(folder.Path + "/r", references);
        return new()
        {
            Files = new RunFiles { Output = folder.Path, GroundTruth = [folder.Path + "/r"] },
            Predictions = [folder.Path + "/p"],
            WholeSet = true,
            Threshold = 0.25,
        };
    }

    private static void Fill(string path, string names)
    {
        Directory.CreateDirectory(path);
        foreach (string name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            File.WriteAllBytes(Path.Join(path, name), []);
    }
}
