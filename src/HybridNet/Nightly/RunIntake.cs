using HybridNet.Diagnosis;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Nightly;

/// <summary>
/// Takes a run folder over: imports and saves its runs, audits them, measures their masks. What the store has already is
/// not done again; images that could not be read are tried again.
/// </summary>
internal sealed class RunIntake(IAdapters adapters, IRunStore store, NightlyOptions options, CancellationToken cancel)
{
    private const MetricSet Measured = MetricSet.Overlap | MetricSet.Distance | MetricSet.Lesion;

    /// <summary>What was seen of each run, by name.</summary>
    public Dictionary<string, RunInspection> Inspections { get; } = new(StringComparer.Ordinal);

    /// <summary>The runs of a folder, saved.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <exception cref="InputException">The folder is no run, or cannot be read or saved.</exception>
    public IReadOnlyList<Run> Take(string folder)
    {
        IReadOnlyList<Run> runs = adapters.Runs.ReadAll(folder, new(), cancel);
        foreach (Run run in runs)
        {
            foreach (RunNote note in run.Notes.Where(note => note.IsWarning))
                options.Log($"  {note.Text}");
            SavedRun saved = store.Save(run, cancel);
            options.Log($"{run.Name}: {saved.Status}, revision {saved.Revision}, {run.Images} images");
            Inspections[run.Name] = Inspect(run, store.Load([AcceptedRun.Find(store.List(), run.Name)!])[0]);
        }
        return runs;
    }

    private RunInspection Inspect(Run run, Run stored)
    {
        (IReadOnlyList<string> unreadable, string first, bool again) = Measure(run, stored);
        IReadOnlyList<Finding> findings = again ? [] : store.Findings(stored);
        if (findings.Count == 0)
            findings = Audit(run);
        return new(unreadable, first, RunInspection.Warning(findings));
    }

    private IReadOnlyList<Finding> Audit(Run run)
    {
        (IReadOnlyList<Finding> findings, IReadOnlyList<string> faults) = RunInspection.Audit(
            run,
            adapters.Images,
            options,
            cancel
        );
        if (findings.Count > 0)
            store.Save(run.Name, findings, cancel);
        Finding[] alarms = [.. findings.Where(finding => finding.Severity >= Severity.Warning)];
        options.Log($"{run.Name}: {findings.Count} rules looked, {alarms.Length} warn");
        foreach (Finding alarm in alarms)
            options.Log($"  {alarm.Id} {alarm.Severity}: {alarm.Message}");
        NightlyLog.Faults(options.Log, faults);
        return findings;
    }

    /// <summary>
    /// Ids of images that cannot be read, what is wrong with the first, and whether there was something to try again.
    /// </summary>
    private (IReadOnlyList<string> Unreadable, string First, bool Again) Measure(Run run, Run stored)
    {
        if (!RunInspection.HasMasks(run))
            return ([], "", false);
        MeasurementSet? known = store.Measurements(stored).LastOrDefault(set => set is { ShardCount: 1, Complete: true });
        if (known is { Failed.Count: 0 })
            return ([], "", false);
        if (known is not null)
            options.Log($"{run.Name}: {known.Failed.Count} images could not be read before, so it is measured again");
        try
        {
            (MeasurementSet set, IReadOnlyList<string> faults) = RunInspection.Measure(
                run,
                Measured,
                adapters.Images,
                options,
                cancel
            );
            store.Save(set, cancel);
            options.Log($"{run.Name}: {set.Measurements.Count} images measured, {set.Failed.Count} could not be");
            NightlyLog.Faults(options.Log, faults);
            return (set.Failed, faults.Count == 0 ? "" : faults[0], known is not null);
        }
        catch (InputException exception)
        {
            // No image of a whole side can be found: that is a fault of the run, and of none of its images alone.
            options.Log($"{run.Name}: its masks were not measured. {exception.Message}");
            return (["all of them"], exception.Message, known is not null);
        }
    }
}
