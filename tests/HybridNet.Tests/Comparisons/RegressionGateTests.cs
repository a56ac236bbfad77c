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
