using HybridNet.Ensembling;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.Probabilities;
using HybridNet.Statistics;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Ensembling;

/// <summary>Whole merges: forgotten inverses, many members, faults, and what a member brings.</summary>
public class MergeRunnerTests
{
    private const int Width = 90,
        Height = 90;

    /// <summary>A map with a few blobs, and noise of its own for each member.</summary>
    private static ProbabilityMap Draw(int image, int member)
    {
        var place = new Xoshiro256(50, (ulong)image);
        var noise = new Xoshiro256(60 + (ulong)member, (ulong)image);
        var map = new ProbabilityMap(Width, Height, ProbabilityFormat.UInt8);
        (int X, int Y)[] blobs = [.. Enumerable.Range(0, 4).Select(_ => (place.NextInt(Width), place.NextInt(Height / 3)))];
        for (int i = 0; i < Width * Height; i++)
        {
            double p = blobs.Max(blob => Math.Exp(-(Square(i % Width - blob.X) + Square(i / Width - blob.Y)) / 60.0));
            map.Samples<byte>()[i] = (byte)Math.Clamp(255 * p + 20 * (noise.NextDouble() - 0.5), 0, 255);
        }
        return map;

        static double Square(double value) => value * value;
    }

    private static MergeCase[] Work(TempFolder folder, int images, params GeometricTransform[] done)
    {
        for (int member = 0; member < done.Length; member++)
        for (int image = 0; image < images; image++)
        {
            // The inverse of the inverse: the map as a model sees it whose input was transformed.
            using ProbabilityMap map = MapTransform.Undo(Draw(image, member), done[member].Inverse());
            SampleRun.Adapters.Images.WriteScores(
                Path.Combine(folder.Path, $"member{member}", $"{image:D4}_1_EX.png"),
                map,
                overwrite: false
            );
        }
        string[] names = [.. Enumerable.Range(0, done.Length).Select(i => $"member{i}")];
        PairingResult paired = MergeCase.Pair(
            [.. names.Select(name => Path.Combine(folder.Path, name))],
            names,
            new RunFiles { Output = folder.Path }
        );
        string destination = Path.Combine(folder.Path, "merged");
        return [.. MergeCase.Of(paired.Images, destination, null, withReference: false).Select(entry => entry.Work!)];
    }

    private static MergeRunner Runner(int members, GeometricTransform[] undone, MergeMethod method = MergeMethod.Mean) =>
        new(
            SampleRun.Adapters.Images,
            [.. Enumerable.Range(0, members).Select(i => $"member{i}")],
            new()
            {
                Method = method,
                Weights = [.. Enumerable.Repeat(1.0, members)],
                Transforms = undone,
            }
        )
        {
            Overwrite = true,
        };

    private static List<MergedImage> Merge(MergeCase[] work, MergeRunner runner) =>
        [.. runner.Run(work, 2, CancellationToken.None).Select(outcome => outcome.Merged!)];

    private static readonly GeometricTransform[] s_views =
    [
        GeometricTransform.None,
        GeometricTransform.FlipH,
        GeometricTransform.FlipV,
        GeometricTransform.Rotate90,
    ];

    [Fact]
    public void Views_that_are_undone_agree_and_nobody_is_suspected()
    {
        using var folder = new TempFolder();
        foreach (MergedImage merged in Merge(Work(folder, 4, s_views), Runner(4, s_views)))
        {
            Assert.Empty(merged.Suspects);
            Assert.All(merged.Result.Correlations, correlation => Assert.InRange(correlation.Correlation, 0.9, 1));
            Assert.Equal(Path.Combine(folder.Path, "merged", merged.Result.ImageId + "_EX.png"), merged.Result.Path);
        }
    }

    [Fact]
    public void Every_forgotten_inverse_is_named()
    {
        using var folder = new TempFolder();
        foreach (
            MergedImage merged in Merge(Work(folder, 4, s_views), Runner(4, [.. s_views.Select(_ => GeometricTransform.None)]))
        )
        {
            Assert.Equal(
                [(1, GeometricTransform.FlipH), (2, GeometricTransform.FlipV), (3, GeometricTransform.Rotate90)],
                merged.Suspects.Select(suspect => (suspect.Member, suspect.Transform))
            );
            Assert.Equal("member1 (FlipH)", merged.Result.Suspect[0]);
            Assert.All(merged.Suspects, suspect => Assert.True(suspect.Undone > 0.9 && suspect.AsItIs < 0.7));
        }
    }

    [Fact]
    public void One_forgotten_inverse_among_good_ones_is_named_alone_even_when_it_is_the_first()
    {
        using var folder = new TempFolder();
        MergedImage second = Merge(
            Work(folder, 1, s_views),
            Runner(4, [GeometricTransform.None, GeometricTransform.None, GeometricTransform.FlipV, GeometricTransform.Rotate90])
        )[0];
        Assert.Equal([(1, GeometricTransform.FlipH)], second.Suspects.Select(suspect => (suspect.Member, suspect.Transform)));
        using var other = new TempFolder();
        MergedImage first = Merge(
            Work(other, 1, GeometricTransform.FlipH, GeometricTransform.None, GeometricTransform.None),
            Runner(3, [GeometricTransform.None, GeometricTransform.None, GeometricTransform.None])
        )[0];
        Assert.Equal([(0, GeometricTransform.FlipH)], first.Suspects.Select(suspect => (suspect.Member, suspect.Transform)));
    }

    [Theory]
    [InlineData(12, 276, false)]
    [InlineData(5, 60, false)]
    [InlineData(27, 276, false)]
    [InlineData(28, 276, true)]
    [InlineData(2, 20, false)]
    [InlineData(3, 20, true)]
    [InlineData(1, 1, true)]
    public void A_member_is_named_when_a_tenth_of_the_images_and_three_look_so(int found, int images, bool named)
    {
        var tally = new SuspectTally();
        for (int i = 0; i < found; i++)
            tally.Add([new(1, GeometricTransform.FlipH, 0.1, 0.8)]);
        Assert.Equal(named, tally.Sentences(["a", "b"], images).Any(sentence => sentence.Contains($"in {found} of {images}")));
    }

    [Theory]
    [InlineData(MergeMethod.Mean)]
    [InlineData(MergeMethod.Median)]
    public void More_members_than_are_held_give_what_their_samples_give(MergeMethod method)
    {
        using var folder = new TempFolder();
        const int Members = MemberMaps.Held + 5;
        GeometricTransform[] views = [.. Enumerable.Range(0, Members).Select(i => s_views[i % 4])];
        MergedImage merged = Merge(Work(folder, 1, views), Runner(Members, views, method))[0];
        using ProbabilityMap actual = SampleRun.Adapters.Images.ReadProbabilities(merged.Result.Path, CancellationToken.None);
        ProbabilityMap[] maps = [.. Enumerable.Range(0, Members).Select(member => Draw(0, member))];
        for (int i = 0; i < Width * Height; i++)
        {
            int[] column = [.. maps.Select(map => (int)map.Samples<byte>()[i]).Order()];
            double expected = method == MergeMethod.Mean ? Math.Round(column.Sum() / (double)Members) : column[Members / 2];
            Assert.Equal((byte)expected, actual.Samples<byte>()[i]);
        }
        Assert.Equal(Members, merged.Result.Correlations.Count);
        Assert.All(merged.Result.Correlations, correlation => Assert.InRange(correlation.Correlation, 0.9, 1));
    }

    [Fact]
    public void A_bad_file_costs_one_image_and_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        MergeCase[] work = Work(folder, 3, GeometricTransform.None, GeometricTransform.None);
        File.WriteAllText(work[1].Maps[1], "no image");
        (MergeCase, MergedImage?, InputException? Fault)[] outcomes =
        [
            .. Runner(2, [GeometricTransform.None, GeometricTransform.None]).Run(work, 2, CancellationToken.None),
        ];
        Assert.Equal([null, InputError.UnreadableImage, null], outcomes.Select(outcome => outcome.Fault?.Error));
        Assert.Equal(
            ["0000_1_EX.png", "0002_1_EX.png"],
            Directory.EnumerateFiles(Path.Combine(folder.Path, "merged")).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public void A_wrong_turn_of_an_oblong_map_is_a_clear_error()
    {
        using var folder = new TempFolder();
        string[] paths = [Path.Combine(folder.Path, "a.png"), Path.Combine(folder.Path, "b.png")];
        foreach (string path in paths)
        {
            using var map = new ProbabilityMap(20, 30, ProbabilityFormat.UInt8);
            map.Bytes.Clear();
            SampleRun.Adapters.Images.WriteScores(path, map, overwrite: false);
        }
        InputException exception = Assert.Throws<InputException>(() =>
            MemberMaps.Open(
                SampleRun.Adapters.Images,
                paths,
                [GeometricTransform.None, GeometricTransform.Rotate90],
                CancellationToken.None
            )
        );
        Assert.Equal(InputError.SizeMismatch, exception.Error);
        Assert.Contains("Rotate90", exception.Message);
    }

    [Fact]
    public void Leaving_a_member_out_gives_its_contribution()
    {
        // Two images, two members. With both, without the first, without the second: Dice 0.5, 0.25, 0.75 and 1, 1, 0.
        MergeRunner runner = Runner(2, [GeometricTransform.None, GeometricTransform.None]);
        static Confusion Dice(int overlap) => new(overlap, 100 - overlap, 100 - overlap, 0);
        MemberContribution[] rows =
        [
            .. runner.Contributions(
                [
                    [Dice(50), Dice(25), Dice(75)],
                    [Dice(100), Dice(100), Dice(0)],
                ],
                EmptyPolicy.NonTrivial,
                0,
                1
            ),
        ];
        Assert.Equal(
            (0.75, 0.625, 0.125, 1, 0),
            (rows[0].MeanDice, rows[0].DiceWithout, rows[0].Contribution, rows[0].Better, rows[0].Worse)
        );
        Assert.Equal(
            (0.75, 0.375, 0.375, 1, 1),
            (rows[1].MeanDice, rows[1].DiceWithout, rows[1].Contribution, rows[1].Better, rows[1].Worse)
        );
    }

    [Fact]
    public void Short_names_tell_members_apart()
    {
        Assert.Equal(["v1", "v2"], MemberNames.Of(["/runs/v1/output/probabilities_test", "/runs/v2/output/probabilities_test"]));
        Assert.Equal(["a/x", "b/x", "b/y"], MemberNames.Of(["/r/a/x", "/r/b/x", "/r/b/y"]));
        Assert.Equal(["x (1)", "x (2)"], MemberNames.Of(["/r/x", "/r/x"]));
    }
}
