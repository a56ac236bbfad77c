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
    [InlineData(-0.03, -0.02, 0.01, false, RegressionOutcome.Regressed)]
    [InlineData(-0.03, -0.01, 0.01, false, RegressionOutcome.Passed)]
    [InlineData(-0.03, -0.005, 0, false, RegressionOutcome.Regressed)]
    [InlineData(-0.03, 0.05, 0.01, false, RegressionOutcome.Passed)]
    [InlineData(-0.03, 0.05, 0.01, true, RegressionOutcome.Regressed)]
    [InlineData(-0.01, 0.05, 0.01, true, RegressionOutcome.Regressed)]
    [InlineData(-0.0099, 0.05, 0.01, true, RegressionOutcome.Passed)]
    public void The_interval_is_held_against_the_margin(
        double low,
        double high,
        double margin,
        bool nonInferior,
        RegressionOutcome outcome
    )
    {
        RegressionResult result = RegressionGate.Judge([Change(low, high)], new(margin, nonInferior));
        Assert.Equal(
            (outcome, outcome == RegressionOutcome.Passed, (int)outcome),
            (result.Outcome, result.Passed, result.ExitCode)
        );
        if (!result.Passed)
            Assert.Contains("0099_1 (-0.50)", result.Reason);
    }

    [Theory]
    [InlineData(3, 2, RegressionOutcome.Regressed)]
    [InlineData(2, 2, RegressionOutcome.Passed)]
    [InlineData(1, 0, RegressionOutcome.Regressed)]
    [InlineData(9, null, RegressionOutcome.Passed)]
    public void New_failures_are_counted_and_named(int found, int? allowed, RegressionOutcome outcome)
    {
        RegressionResult result = RegressionGate.Judge([Change(-0.1, 0.1, found)], new(0.01, false, allowed));
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
        Assert.Equal(0, RegressionGate.Judge([Change(0, 1), Change(-0.1, 1)], new(0.01)).ExitCode);
    }
}
