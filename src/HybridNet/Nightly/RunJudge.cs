using HybridNet.Comparisons;
using HybridNet.Ports;
using HybridNet.Storage;

namespace HybridNet.Nightly;

/// <summary>Judges one run against the accepted one: the gate, and whether the run's images can be read at all.</summary>
internal static class RunJudge
{
    /// <summary>What the verdict will be about, before it is found.</summary>
    /// <param name="run">The run.</param>
    /// <param name="accepted">The accepted run.</param>
    /// <param name="acceptedContent">Hash of the accepted run's content.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="content">Hash of the run's content; worked out when null.</param>
    public static NightlyVerdict Subject(
        Run run,
        Run accepted,
        string acceptedContent,
        RegressionLimits limits,
        string? content = null
    ) =>
        new()
        {
            Run = run.Name,
            Revision = run.Revision,
            Baseline = accepted.Name,
            BaselineRevision = accepted.Revision,
            Outcome = RegressionOutcome.NotComparable,
            Reason = "",
            Limits = limits,
            Content = $"{content ?? ContentHash.Of(run)} {acceptedContent}",
        };

    /// <summary>The verdict.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="run">The run.</param>
    /// <param name="accepted">The accepted run.</param>
    /// <param name="evidence">What was seen of the run.</param>
    /// <param name="images">Decodes masks.</param>
    /// <param name="options">How runs are judged.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A run has no scores, or they cannot be read.</exception>
    public static NightlyVerdict Judge(
        NightlyVerdict subject,
        Run run,
        Run accepted,
        RunInspection evidence,
        IImageFiles images,
        NightlyOptions options,
        CancellationToken cancel
    )
    {
        IReadOnlyList<Comparison> comparisons = RunComparer.Compare(accepted, run, options.Comparison, images, cancel);
        RegressionResult result = RegressionGate.Judge(comparisons, options.Limits);
        Comparison first = comparisons[0];
        NightlyVerdict verdict = subject with
        {
            Outcome = result.Outcome,
            Reason = result.Reason,
            BaselineMean = first.BaselineMean,
            Mean = first.CandidateMean,
            Difference = first.Difference,
            Low = first.Low,
            High = first.High,
            Images = first.N,
            NewZeroDice = first.NewZeroDice,
            NewFalseAlarm = first.FalseAlarms.New,
            Unreadable = evidence.Unreadable,
            Doubts = evidence.Doubts,
            DetectableLoss = result.DetectableLoss,
            ImagesNeeded = result.ImagesNeeded,
        };
        if (evidence.Unreadable.Count == 0 || result.Outcome == RegressionOutcome.Regressed)
            return verdict;
        // Logged scores say nothing about masks that nobody can look at: the same answer on every night.
        return verdict with
        {
            Outcome = RegressionOutcome.NotComparable,
            Reason =
                $"{Images(evidence.Unreadable.Count)} of {run.Name} cannot be read: {ImageCoverage.Named(evidence.Unreadable)}. "
                + $"{evidence.FirstFault} By the logged scores alone: {result.Outcome}. "
                + result.Reason,
        };
    }

    private static string Images(int count) => count == 1 ? "1 image" : $"{count} images";
}
