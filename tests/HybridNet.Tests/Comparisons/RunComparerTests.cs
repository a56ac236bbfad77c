using HybridNet.Comparisons;

namespace HybridNet.Tests.Comparisons;

/// <summary>Pairing, policies, verdicts and what makes two runs incomparable.</summary>
public class RunComparerTests
{
    private static readonly ComparisonOptions s_options = new() { Resamples = 2000 };

    private static Comparison Compare(Run baseline, Run candidate, ComparisonOptions? options = null) =>
        Assert.Single(RunComparer.Compare(baseline, candidate, options ?? s_options));

    private static Run Shifted(string name, double shift, int images = 40) =>
        Pairs.Run(
            name,
            [
                .. Enumerable
                    .Range(0, images)
                    .Select(i => ($"{i:D4}_1", 0.4 + 0.005 * (i * 7 % 20) + shift * (0.5 + 0.1 * (i % 10)))),
            ]
        );

    [Fact]
    public void Images_are_paired_by_id_and_the_others_are_listed()
    {
        Run baseline = Pairs.Run("old", ("a", 0.5), ("only old", 0.9), ("b", 0.25), ("c", 0.75));
        Run candidate = Pairs.Run("new", ("c", 0.5), ("b", 0.5), ("only new", 0.1), ("a", 0.5));
        Comparison comparison = Compare(baseline, candidate);
        Assert.Equal((3, 1, 1, 1), (comparison.N, comparison.Wins, comparison.Ties, comparison.Losses));
        Assert.Equal(["only new"], comparison.MissingInBaseline);
        Assert.Equal(["only old"], comparison.MissingInCandidate);
        Assert.Equal(0.5, comparison.BaselineMean, 1e-15);
        Assert.Equal(0.5, comparison.CandidateMean, 1e-15);
        Assert.Equal(0, comparison.Difference, 1e-15);
        Assert.Equal(["a", "b", "c"], comparison.Images.Select(image => image.ImageId));
        Assert.Equal([0, 0.25, -0.25], comparison.Images.Select(image => image.Change));
    }

    [Theory]
    [InlineData(0.05, Verdict.Improved)]
    [InlineData(-0.05, Verdict.Regressed)]
    [InlineData(0, Verdict.NotComparable)]
    public void The_interval_gives_the_verdict(double shift, Verdict verdict)
    {
        Comparison comparison = Compare(Shifted("old", 0), Shifted("new", shift));
        Assert.Equal(verdict, comparison.Verdict);
        Assert.Contains("40", comparison.Reason);
    }

    [Fact]
    public void Metrics_that_are_judged_together_say_so()
    {
        Run baseline = Shifted("old", 0),
            candidate = Shifted("new", -0.05);
        Assert.DoesNotContain("judged together", Compare(baseline, candidate).Reason);
        Assert.All(
            RunComparer.Compare(baseline, candidate, s_options with { Metrics = ["Dice", "Iou"] }),
            comparison => Assert.Contains("because 2 metrics are judged together (Holm).", comparison.Reason)
        );
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_another_seed_others()
    {
        Comparison one = Compare(Shifted("old", 0), Shifted("new", 0.02)),
            again = Compare(Shifted("old", 0), Shifted("new", 0.02));
        Comparison other = Compare(Shifted("old", 0), Shifted("new", 0.02), s_options with { Seed = 2 });
        Assert.Equal((one.Low, one.High, one.PermutationP), (again.Low, again.High, again.PermutationP));
        Assert.NotEqual((one.Low, one.High), (other.Low, other.High));
    }

    [Fact]
    public void A_policy_decides_what_an_empty_image_counts()
    {
        // a: trivial in both. b: trivial, then a false alarm (nothing marked). c: missed, then found. d, e: plain.
        Run baseline = Pairs.Run("old", ("a", 1), ("b", 1), ("c", 1e-8), ("d", 0.5), ("e", 0.5));
        ImageScore alarm = Pairs.Score("new", "b", 1e-8, 0, 9, pearson: 0);
        Run candidate = Pairs.Make(
            "new",
            [
                Pairs.Score("new", "a", 1),
                alarm,
                Pairs.Score("new", "c", 0.5),
                Pairs.Score("new", "d", 0.5),
                Pairs.Score("new", "e", 0.75),
            ]
        );

        Comparison honest = Compare(baseline, candidate);
        Assert.Equal((3, 2, 1, 1), (honest.N, honest.LeftOut, honest.BaselineZeroDice, honest.CandidateZeroDice));
        Assert.Equal(0.25, honest.Difference, 1e-15);
        Assert.Equal(["b"], honest.NewZeroDice);
        Assert.Equal((2, 1, 0), (honest.FalseAlarms.Healthy, honest.FalseAlarms.New.Count, honest.FalseAlarms.Gone.Count));
        Assert.Equal((Verdict.NotComparable, true), (honest.Verdict, honest.Reason.StartsWith("Only 3 of 5 images")));
        Assert.Equal("BothEmpty -> A_GT_empty_PRED_nonempty", honest.Images[1].CaseChange);
        Assert.Equal("Undetermined -> Defined", honest.Images[2].CaseChange);

        Comparison asLogged = Compare(baseline, candidate, s_options with { EmptyPolicy = EmptyPolicy.EmptyAsOne });
        Assert.Equal(5, asLogged.N);
        Assert.Equal((0 - 1 + 0.5 + 0 + 0.25) / 5, asLogged.Difference, 1e-15);

        Comparison strict = Compare(baseline, candidate, s_options with { EmptyPolicy = EmptyPolicy.Strict });
        Assert.Equal(Verdict.NotComparable, strict.Verdict);
        Assert.Contains("Strict refuses 2 images", strict.Reason);
    }

    [Fact]
    public void A_run_compared_with_itself_is_no_evidence()
    {
        Run run = Runs.SampleRun.Run;
        Comparison comparison = Compare(run, run);
        Assert.Equal(
            (216, 60, 0, 216, 0),
            (comparison.N, comparison.LeftOut, comparison.Wins, comparison.Ties, comparison.Losses)
        );
        Assert.Equal((0.0, Verdict.NotComparable), (comparison.Difference, comparison.Verdict));
        Assert.StartsWith("All 216 compared images are equal in both runs", comparison.Reason);
        Assert.True(double.IsNaN(comparison.Low) && double.IsNaN(comparison.PermutationP));
        Assert.Equal(run.MeanDiceNonTrivial!.Value, comparison.BaselineMean, 1e-12);
        Assert.Equal((61, 0), (comparison.CandidateZeroDice, comparison.NewZeroDice.Count));
    }

    [Fact]
    public void Several_metrics_share_Holms_adjustment()
    {
        IReadOnlyList<Comparison> all = RunComparer.Compare(
            Shifted("old", 0),
            Shifted("new", 0.004),
            s_options with
            {
                Metrics = ["dice", "Recall", "Pearson"],
            }
        );
        Assert.Equal(["Dice", "Recall", "Pearson"], all.Select(comparison => comparison.Metric));
        Assert.Equal(
            HybridNet.Statistics.Holm.Adjust([.. all.Select(comparison => comparison.PermutationP)]),
            all.Select(comparison => comparison.HolmP)
        );
        Assert.True(all[0].HolmP > all[0].PermutationP);
    }

    [Fact]
    public void Subjects_are_resampled_whole()
    {
        Run Eight(string name, double change) =>
            Pairs.Run(name, [.. Enumerable.Range(0, 40).Select(i => ($"{i / 5:D4}_{i % 5}", 0.5 + change * (i / 5 - 3)))]);
        Comparison images = Compare(Eight("old", 0), Eight("new", 0.05), s_options with { Subject = null }),
            subjects = Compare(Eight("old", 0), Eight("new", 0.05));
        Assert.Equal((null, 8), (images.Subjects, subjects.Subjects));
        Assert.True(subjects.High - subjects.Low > 1.5 * (images.High - images.Low));
        // Eight subjects with sums -0.75, -0.5 ... 1, in all 1: of 256 sign flips 172 have a sum of at least 1 in size.
        Assert.Equal(172 / 256.0, subjects.PermutationP, 1e-15);
        Assert.Contains("on 40 images of 8 subjects", subjects.Reason);
        InputException exception = Assert.Throws<InputException>(() =>
            Compare(
                Shifted("old", 0),
                Shifted("new", 0),
                s_options with
                {
                    Subject = IdPattern.Compile("^x"),
                    SubjectRequired = true,
                }
            )
        );
        Assert.Equal(InputError.InvalidArgument, exception.Error);
    }

    public static TheoryData<string, Run, Run> Incomparable()
    {
        Run Plain(string name) => Pairs.Run(name, ("a", 0.5), ("b", 1e-8), ("c", 1), ("d", 0.25));
        Run Areas(string name, long scale) =>
            Pairs.Make(
                name,
                [
                    Pairs.Score(name, "a", 0.5, 100 * scale, 80),
                    Pairs.Score(name, "b", 0.25, 40 * scale, 80),
                    Pairs.Score(name, "c", 0.25, 60 * scale, 80),
                ]
            );
        Run Other(string name) =>
            Pairs.Make(
                name,
                [Pairs.Score(name, "a", 0.5, 100, 80), Pairs.Score(name, "b", 0.25, 55, 80), Pairs.Score(name, "c", 0.25, 60, 80)]
            );
        // Totals of 3, 7 and 11 px under a smoothing term; without one the log writes 0.
        Run Zeros(string name, double epsilon) =>
            Pairs.Make(
                name,
                [
                    Pairs.Score(name, "x", 0.5),
                    Pairs.Score(name, "y", 0.25),
                    .. new[] { 3, 7, 11 }.Select(total =>
                        Pairs.Score(name, $"{total}", 0) with
                        {
                            Dice = epsilon / (total + epsilon),
                            Iou = epsilon / (total + epsilon),
                            Precision = 0,
                            Recall = 0,
                            State = MetricState.ZeroOverlap,
                        }
                    ),
                ]
            );
        return new()
        {
            { "The lesions differ: EX and HE", Plain("old") with { Lesion = "EX" }, Plain("new") with { Lesion = "HE" } },
            {
                "The thresholds differ: 0.5 and 0.35",
                Plain("old") with
                {
                    Threshold = 0.5,
                },
                Plain("new") with
                {
                    Threshold = 0.35,
                }
            },
            { "The smoothing differs: 1E-06 and none", Zeros("old", 1e-6), Zeros("new", 0) },
            { "The smoothing differs: 1E-06 and 1", Zeros("old", 1e-6), Zeros("new", 1) },
            {
                "a trivial image was logged as 1 and as NaN",
                Plain("old"),
                Pairs.Run("new", ("a", 0.5), ("b", 1e-8), ("c", double.NaN), ("d", 0.25))
            },
            { "The grids differ: references are 6.25 times as large", Areas("old", 4), Areas("new", 25) },
            { "The references differ: 1 of 3 images have other reference areas", Areas("old", 1), Other("new") },
            {
                "The references differ: 1 image has a lesion in one run and none in the other, such as c",
                Plain("old"),
                Pairs.Run("new", ("a", 0.5), ("b", 1e-8), ("c", 0.5), ("d", 1e-8))
            },
            { "No image is in both runs", Pairs.Run("old", ("a", 0.5), ("b", 0.5)), Pairs.Run("new", ("x", 0.5), ("y", 0.5)) },
        };
    }

    [Theory]
    [MemberData(nameof(Incomparable))]
    public void What_was_scored_differently_is_not_compared(string reason, Run baseline, Run candidate)
    {
        Comparison comparison = Compare(baseline, candidate);
        Assert.Equal(Verdict.NotComparable, comparison.Verdict);
        Assert.Contains(reason, comparison.Reason);
        Assert.True(double.IsNaN(comparison.Difference));
    }

    [Fact]
    public void One_round_total_is_no_evidence_of_another_smoothing() =>
        Assert.StartsWith(
            "Only 3 of 3 images",
            Compare(
                Pairs.Run("old", ("a", 0.5), ("b", 1e-8), ("c", 0.5)),
                Pairs.Run("new", ("a", 0.5), ("b", 1e-6 / 7), ("c", 0.5))
            ).Reason
        );

    [Fact]
    public void Force_compares_all_the_same_and_says_so()
    {
        Comparison comparison = Compare(
            Shifted("old", 0) with
            {
                Threshold = 0.5,
            },
            Shifted("new", 0.05) with
            {
                Threshold = 0.4,
            },
            s_options with
            {
                Force = true,
            }
        );
        Assert.Equal(Verdict.Improved, comparison.Verdict);
        Assert.Contains("Forced, although the thresholds differ: 0.5 and 0.4", comparison.Reason);
    }

    [Fact]
    public void The_cases_of_a_breakdown_are_taken_over()
    {
        Run candidate = Pairs.Run("new", ("a", 1e-8), ("b", 0.5)) is var run
            ? run with
            {
                Log = run.Log with { ZeroDice = [new("a", ZeroDiceCase.B_GT_nonempty_PRED_empty, 100, 0)] },
            }
            : run;
        Comparison comparison = Compare(Pairs.Run("old", ("a", 1e-8), ("b", 0.25)), candidate);
        Assert.Equal("Undetermined -> B_GT_nonempty_PRED_empty", comparison.Images[0].CaseChange);
        Assert.Equal("", comparison.Images[1].CaseChange);
    }

    [Fact]
    public void A_run_without_scores_is_an_error() =>
        Assert.Equal(
            InputError.MissingFile,
            Assert.Throws<InputException>(() => Compare(Pairs.Run("old"), Pairs.Run("new", ("a", 0.5)))).Error
        );
}
