using HybridNet.Charts;
using HybridNet.Froc;
using HybridNet.Reports;
using HybridNet.Reports.Sections;
using HybridNet.Statistics;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Statistics;

/// <summary>Whatever resamples looks at the token while it does: Ctrl+C does not wait for ten thousand resamples.</summary>
public class StoppedResamplingTests
{
    private static readonly CancellationToken s_stopped = new(canceled: true);

    [Fact]
    public void Intervals_over_images_and_over_subjects_stop()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];
        Assert.ThrowsAny<OperationCanceledException>(() => Bootstrap.MeanBca(values, cancel: s_stopped));
        int[] counts = [.. Enumerable.Repeat(1, values.Length)];
        Assert.ThrowsAny<OperationCanceledException>(() => ClusterBootstrap.MeanBca(values, counts, cancel: s_stopped));
    }

    [Fact]
    public void The_scores_and_the_first_figures_of_a_report_stop()
    {
        var evidence = new RunEvidence(
            SampleRun.Run,
            SampleRun.Adapters.Images,
            new(default, 1),
            (_, _) => { },
            CancellationToken.None
        );
        var input = new ReportInput { Evidence = evidence, Cancel = s_stopped };
        Assert.ThrowsAny<OperationCanceledException>(() => ScoreSection.Of(input));
        Assert.ThrowsAny<OperationCanceledException>(() => Lead.Mean(input, EmptyPolicy.NonTrivial));
    }

    [Fact]
    public void The_interval_of_a_free_response_curve_stops()
    {
        FrocCounts[] images =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(i => new FrocCounts($"{i}", 1, new int[FrocCounts.Levels], new int[FrocCounts.Levels])),
        ];
        Assert.ThrowsAny<OperationCanceledException>(() => FrocResult.Of("r", images, [1], 100, 1, cancel: s_stopped));
    }
}
