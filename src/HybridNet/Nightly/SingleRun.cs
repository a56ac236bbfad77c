using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Storage;

namespace HybridNet.Nightly;

/// <summary>Judges one run for a person, as the night would; nothing is written.</summary>
internal static class SingleRun
{
    /// <summary>The verdict.</summary>
    /// <param name="run">The run.</param>
    /// <param name="accepted">The accepted run.</param>
    /// <param name="adapters">The ports.</param>
    /// <param name="options">How runs are judged.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A run has no scores, or they cannot be read.</exception>
    public static NightlyVerdict Judge(
        Run run,
        Run accepted,
        IAdapters adapters,
        NightlyOptions options,
        CancellationToken cancel
    )
    {
        (IReadOnlyList<string> unreadable, string first) = Unreadable(run, adapters.Images, options, cancel);
        (IReadOnlyList<Finding> findings, IReadOnlyList<string> faults) = RunInspection.Audit(
            run,
            adapters.Images,
            options,
            cancel
        );
        NightlyLog.Faults(options.Log, faults);
        NightlyVerdict subject = RunJudge.Subject(run, accepted, ContentHash.Of(accepted), options.Limits);
        var look = new RunInspection(unreadable, first, RunInspection.Warning(findings));
        return RunJudge.Judge(subject, run, accepted, look, adapters.Images, options, cancel);
    }

    private static (IReadOnlyList<string> Ids, string First) Unreadable(
        Run run,
        IImageFiles images,
        NightlyOptions options,
        CancellationToken cancel
    )
    {
        if (!RunInspection.HasMasks(run))
            return ([], "");
        try
        {
            (MeasurementSet set, IReadOnlyList<string> faults) = RunInspection.Measure(
                run,
                MetricSet.Overlap,
                images,
                options,
                cancel
            );
            return (set.Failed, faults.Count == 0 ? "" : faults[0]);
        }
        catch (InputException exception)
        {
            return (["all of them"], exception.Message);
        }
    }
}
