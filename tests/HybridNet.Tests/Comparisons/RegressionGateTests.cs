using HybridNet.Comparisons;

namespace HybridNet.Tests.Comparisons;

/// <summary>The gate's rules at their limits.</summary>
public class RegressionGateTests
{
    private static Comparison Change(double low, double high, int newZeroDice = 0, Verdict verdict = Verdict.NoDifferenceShown) =>
        new()
        {
            Metric = "Dice",
            BaselineRun = "old",
            CandidateRun = "new",
            N = 40,
            Difference = (low + high) / 2,
            Low = low,
            High = high,
            Verdict = verdict,
            Reason = "The grids differ.",
            NewZeroDice = [.. Enumerable.Range(1, newZeroDice).Select(i => $"{i:D4}_1")],
            Images =
            [
                new()
                {
                    Run = "new",
                    BaselineRun = "old",
                    ImageId = "0099_1",
                    Metric = "Dice",
                    Baseline = 0.75,
                    Candidate = 0.25,
                },
            ],
        };

    [Theory]
    [InlineData(-0.03, -0.02, 0.01, RegressionOutcome.Regressed)]
    [InlineData(-0.03, -0.01, 0.01, RegressionOutcome.Inconclusive)]
    [InlineData(-0.03, -0.005, 0, RegressionOutcome.Regressed)]
    [InlineData(-0.03, 0.05, 0.01, RegressionOutcome.Inconclusive)]
    [InlineData(-0.01, 0.05, 0.01, RegressionOutcome.Inconclusive)]
    [InlineData(-0.0099, 0.05, 0.01, RegressionOutcome.Passed)]
    [InlineData(-0.009, -0.002, 0.01, RegressionOutcome.Passed)]
    [InlineData(0.001, 0.05, 0, RegressionOutcome.Passed)]
    [InlineData(0, 0.05, 0, RegressionOutcome.Inconclusive)]
    public void The_interval_is_held_against_the_margin(double low, double high, double margin, RegressionOutcome outcome)
    {
        RegressionResult result = RegressionGate.Judge([Change(low, high)], new(margin));
        Assert.Equal(
            (outcome, outcome == RegressionOutcome.Passed, (int)outcome),
            (result.Outcome, result.Passed, result.ExitCode)
        );
        if (!result.Passed)
            Assert.Contains("0099_1 (-0.50)", result.Reason);
    }

    /// <summary>The answer in words: the difference is the middle of its interval here.</summary>
    [Theory]
    [InlineData(0.001, 0.05, 0.01, "+0.0255 [0.0010, 0.0500] on 40 images lies wholly above -0.01.")]
    [InlineData(0.001, 0.05, 0, "+0.0255 [0.0010, 0.0500] on 40 images lies wholly above 0.")]
    [InlineData(-0.03, -0.02, 0.01, "-0.0250 [-0.0300, -0.0200] on 40 images lies wholly below -0.01. Worst: 0099_1 (-0.50).")]
    [InlineData(-0.03, 0.01, 0.01, "-0.0100 [-0.0300, 0.0100] on 40 images neither excludes nor shows a loss beyond 0.01.")]
    public void The_answer_is_said_with_its_limit(double low, double high, double margin, string said) =>
        Assert.StartsWith("new against old, Dice: " + said, RegressionGate.Judge([Change(low, high)], new(margin)).Reason);

    [Fact]
    public void The_images_that_lost_most_are_named_first()
    {
        Comparison comparison = Change(-0.03, -0.02);
        ImageChange lost = comparison.Images[0];
        RegressionResult result = RegressionGate.Judge(
            [
                comparison with
                {
                    Images =
                    [
                        lost with
                        {
                            ImageId = "little",
                            Candidate = 0.65,
                        },
                        lost with
                        {
                            ImageId = "gain",
                            Candidate = 0.95,
                        },
                        lost,
                    ],
                },
            ],
            new(0.01)
        );
        Assert.EndsWith("Worst: 0099_1 (-0.50), little (-0.10).", result.Reason);
    }

    /// <summary>
    /// Differences of 0.1 up and down on 40 images have a standard error of 0.1 / sqrt(40) = 0.016. A margin of 0.01 is less than
    /// that: an equal candidate needs about (2.8 * 0.1 / 0.01)^2 = 784 images. One of 0.05 is three of them, enough for an equal
    /// candidate, and the open answer is for the difference that was found, 0.005 from the margin.
    /// </summary>
    [Theory]
    [InlineData(0, 0.01, "a candidate as good as the baseline passes as often with")]
    [InlineData(-0.045, 0.05, "if the difference stays what it is,")]
    public void An_open_answer_tells_the_images_for_what_is_assumed(double shift, double margin, string said)
    {
        Run baseline = Pairs.Run("old", [.. Enumerable.Range(0, 40).Select(i => ($"{i:D4}_1", 0.5))]),
            candidate = Pairs.Run(
                "new",
                [.. Enumerable.Range(0, 40).Select(i => ($"{i:D4}_1", 0.5 + shift + (i % 2 == 0 ? 0.1 : -0.1)))]
            );
        RegressionResult result = RegressionGate.Judge(
            RunComparer.Compare(baseline, candidate, new() { Resamples = 2000 }),
            new(margin)
        );
        Assert.Equal(RegressionOutcome.Inconclusive, result.Outcome);
        Assert.Contains(said, result.Reason);
        Assert.InRange(result.ImagesNeeded!.Value, 400, 20_000);
    }

    [Theory]
    [InlineData(InconclusiveAs.Report, false, 3)]
    [InlineData(InconclusiveAs.Pass, true, 0)]
    [InlineData(InconclusiveAs.Fail, false, 1)]
    public void The_caller_says_what_an_inconclusive_answer_is_to_a_script(InconclusiveAs choice, bool passed, int exitCode)
    {
        RegressionResult result = RegressionGate.Judge([Change(-0.067, 0.113)], new(0.01, Inconclusive: choice));
        Assert.Equal((RegressionOutcome.Inconclusive, passed, exitCode), (result.Outcome, result.Passed, result.ExitCode));
        Assert.Equal(0, RegressionGate.Judge([Change(0.01, 0.1)], new(0.01, Inconclusive: choice)).ExitCode);
        Assert.Equal(1, RegressionGate.Judge([Change(-0.1, -0.05)], new(0.01, Inconclusive: choice)).ExitCode);
        Assert.Equal(2, RegressionGate.Judge([], new(0.01, Inconclusive: choice)).ExitCode);
    }

    [Theory]
    [InlineData(3, 2, RegressionOutcome.Regressed)]
    [InlineData(2, 2, RegressionOutcome.Passed)]
    [InlineData(1, 0, RegressionOutcome.Regressed)]
    [InlineData(9, null, RegressionOutcome.Passed)]
    public void New_failures_are_counted_and_named(int found, int? allowed, RegressionOutcome outcome)
    {
        RegressionResult result = RegressionGate.Judge([Change(-0.005, 0.1, found)], new(0.01, allowed));
        Assert.Equal(outcome, result.Outcome);
        if (outcome == RegressionOutcome.Regressed)
            Assert.Contains("0001_1", result.Reason);
    }

    [Fact]
    public void What_cannot_be_compared_never_passes()
    {
        Assert.Equal(2, RegressionGate.Judge([], new(0.01)).ExitCode);
        Assert.Equal(2, RegressionGate.Judge([Change(0, 1, verdict: Verdict.NotComparable)], new(0.01)).ExitCode);
        Assert.Equal(2, RegressionGate.Judge([Change(double.NaN, double.NaN)], new(0.01)).ExitCode);
        Assert.False(RegressionGate.Judge([Change(0, 1, verdict: Verdict.NotComparable)], new(0.01)).Passed);
    }

    [Fact]
    public void The_worst_of_several_decides()
    {
        Assert.Equal(1, RegressionGate.Judge([Change(0, 1), Change(-1, -0.5)], new(0.01)).ExitCode);
        Assert.Equal(
            2,
            RegressionGate.Judge([Change(-1, -0.5), Change(0, 1, verdict: Verdict.NotComparable)], new(0.01)).ExitCode
        );
        Assert.Equal(1, RegressionGate.Judge([Change(-1, 0.5), Change(-1, -0.5)], new(0.01)).ExitCode);
        Assert.Equal(3, RegressionGate.Judge([Change(-1, 0.5), Change(0, 1)], new(0.01)).ExitCode);
        Assert.Equal(0, RegressionGate.Judge([Change(0, 1), Change(-0.005, 1)], new(0.01)).ExitCode);
    }
}
