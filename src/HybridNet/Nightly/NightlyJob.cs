using HybridNet.Ports;
using HybridNet.Storage;

namespace HybridNet.Nightly;

/// <summary>
/// One night: takes over the runs of a folder, and judges each against the accepted run. It may be stopped at any point and
/// begun again, and two may begin at once.
/// </summary>
/// <remarks>
/// Every step is there wholly or not at all, and what is there is not done again. A verdict counts in the exit code of the
/// first night that reaches its end: <see cref="Acknowledge"/> notes that in the verdict's file, after the exit code was
/// handed over, so that a night which dies before is made up for by the next one. What could not be judged is judged again
/// every night, and so is the newest run. No time of a clock or a file decides anything. Nights with the same folder of
/// verdicts wait for each other.
/// </remarks>
internal sealed class NightlyJob : IDisposable
{
    private readonly IAdapters _adapters;
    private readonly NightlyOptions _options;
    private readonly CancellationToken _cancel;
    private readonly string _folder;
    private readonly List<string> _faults = [];
    private readonly List<NightlyVerdict> _uncounted = [];
    private readonly NightLock _lock;

    /// <summary>Waits until no other night is at work, and begins.</summary>
    /// <param name="folder">Absolute path of the folder of verdicts and reports; it is made when it is missing.</param>
    /// <param name="adapters">The ports.</param>
    /// <param name="options">How runs are judged.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The folder cannot be made or written.</exception>
    public NightlyJob(string folder, IAdapters adapters, NightlyOptions options, CancellationToken cancel)
    {
        (_folder, _adapters, _options, _cancel) = (folder, adapters, options, cancel);
        AtomicFile.MakeFolder(folder);
        _lock = NightLock.Take(folder, () => options.Log($"another night is at work in {folder}: waiting for it"), cancel);
    }

    /// <summary>Does the night's work.</summary>
    /// <param name="runFolder">Absolute path of the folder with one folder for each training.</param>
    /// <param name="store">Absolute path of the store.</param>
    /// <param name="baseline">Name of the accepted run, in the store or in the folder.</param>
    /// <exception cref="InputException">The folder or the store cannot be read at all.</exception>
    public NightlyResult Run(string runFolder, string store, string baseline)
    {
        _options.Log($"looking for runs in {runFolder}");
        using IRunStore open = _adapters.Stores.OpenToWrite(store, _cancel);
        var intake = new RunIntake(_adapters, open, _options, _cancel);
        HashSet<string> taken = TakeOver(intake, runFolder);
        IReadOnlyList<StoredRun> stored = open.List();
        var verdicts = new List<NightlyVerdict>();
        if (AcceptedRun.Find(stored, baseline) is { } found)
        {
            new AcceptedRun(found.Name, _options.Limits).Note(store);
            Run accepted = open.Load([found])[0];
            // By the number in the store: the order of saving, whatever a clock said.
            StoredRun[] candidates =
            [
                .. stored.Where(run => run.Newest && taken.Contains(run.Name) && run.Name != found.Name).OrderBy(run => run.Id),
            ];
            string? content = null;
            foreach (StoredRun candidate in candidates)
                verdicts.Add(
                    Judged(
                        candidate,
                        accepted,
                        () => content ??= ContentHash.Of(accepted),
                        open,
                        intake.Inspections[candidate.Name],
                        candidate == candidates[^1]
                    )
                );
        }
        else
            Fault($"The accepted run '{baseline}' is neither in the store {store} nor in {runFolder}.");
        int code = verdicts
            .Where(verdict => verdict.Standing != VerdictStanding.Earlier)
            .Aggregate(
                _faults.Count > 0 ? (int)RegressionOutcome.NotComparable : 0,
                (worst, verdict) => NightlyResult.Worse(worst, verdict.ExitCode)
            );
        _options.Log($"exit code {code}");
        return new()
        {
            ExitCode = code,
            Baseline = baseline,
            Runs = verdicts,
            Faults = [.. _faults],
        };
    }

    /// <summary>Notes that the exit code was handed over: its verdicts do not count again.</summary>
    /// <exception cref="InputException">A verdict cannot be written; it counts again in the next night.</exception>
    public void Acknowledge()
    {
        foreach (NightlyVerdict verdict in _uncounted)
            VerdictFile.Write(VerdictFile.PathOf(_folder, verdict), verdict, counted: true);
        _uncounted.Clear();
    }

    /// <summary>Lets the next night begin.</summary>
    public void Dispose() => _lock.Dispose();

    private HashSet<string> TakeOver(RunIntake intake, string runFolder)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string folder in Folders(runFolder))
        {
            string name = Path.GetFileName(folder);
            _cancel.ThrowIfCancellationRequested();
            if (!_options.Takes(name))
            {
                _options.Log($"{name}: left out, as -Include and -Exclude say");
                continue;
            }
            try
            {
                names.UnionWith(intake.Take(folder).Select(run => run.Name));
            }
            catch (InputException exception) when (exception.Error == InputError.NotARun)
            {
                _options.Log($"{name}: no run, left out");
            }
            catch (Exception exception) when (!_cancel.IsCancellationRequested)
            {
                Fault($"{name}: {NightlyLog.Sentence(exception)}");
            }
        }
        return names;
    }

    private static string[] Folders(string runFolder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(runFolder).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw new InputException(
                InputError.PathNotFound,
                $"The folder of runs {runFolder} cannot be read: {exception.Message}",
                runFolder,
                "Check the path and that you may read it.",
                exception
            );
        }
    }

    private NightlyVerdict Judged(
        StoredRun stored,
        Run accepted,
        Func<string> acceptedContent,
        IRunStore store,
        RunInspection inspection,
        bool newest
    )
    {
        NightlyVerdict verdict;
        Run? run = null;
        try
        {
            run = store.Load([stored])[0];
            verdict = Verdict(run, accepted, acceptedContent(), inspection, newest);
        }
        catch (Exception exception) when (!_cancel.IsCancellationRequested)
        {
            string why = NightlyLog.Sentence(exception);
            _options.Log($"{stored.Name}: could not be judged, and is judged again the next night. {why}");
            verdict = new()
            {
                Run = stored.Name,
                Revision = stored.Revision,
                Baseline = accepted.Name,
                BaselineRevision = accepted.Revision,
                Outcome = RegressionOutcome.NotComparable,
                Reason = why,
                Standing = VerdictStanding.NotJudged,
                Limits = _options.Limits,
            };
        }
        return run is null ? verdict : verdict with { Report = Report(run) };
    }

    private NightlyVerdict Verdict(Run run, Run accepted, string acceptedContent, RunInspection inspection, bool newest)
    {
        NightlyVerdict subject = RunJudge.Subject(run, accepted, acceptedContent, _options.Limits);
        string path = VerdictFile.PathOf(_folder, subject);
        NightlyVerdict? earlier = VerdictFile.Read(path, subject, _options.Log);
        // Files that became unreadable since then, or readable, are looked at again.
        bool sameFiles = earlier is not null && earlier.Unreadable.SequenceEqual(inspection.Unreadable);
        if (earlier is { Standing: VerdictStanding.Earlier } && sameFiles && !newest)
            return earlier;
        if (earlier is { Standing: VerdictStanding.MadeUp } && sameFiles)
        {
            _options.Log($"{run.Name}: {earlier.Outcome}, as judged in a night that was cut short. {earlier.Reason}");
            _uncounted.Add(earlier);
            return earlier;
        }
        NightlyVerdict verdict = RunJudge.Judge(subject, run, accepted, inspection, _adapters.Images, _options, _cancel);
        _options.Log($"{run.Name}: {verdict.Outcome}. {verdict.Reason}");
        bool counted = earlier is { Standing: VerdictStanding.Earlier } && earlier.Outcome == verdict.Outcome;
        VerdictFile.Write(path, verdict, counted);
        _uncounted.Add(verdict);
        return verdict;
    }

    /// <summary>Behind the verdict: a page that cannot be written is no reason to leave a run unjudged.</summary>
    private string? Report(Run run)
    {
        string path = Path.Combine(_folder, $"{RunFileName.Of(run.Name)}-r{run.Revision}.html");
        if (File.Exists(path))
            return path;
        try
        {
            NightlyLog.Faults(_options.Log, NightReport.Write(path, run, _adapters, _options, _cancel));
            _options.Log($"{run.Name}: report {path}");
            return path;
        }
        catch (Exception exception) when (!_cancel.IsCancellationRequested)
        {
            Fault($"{run.Name}: there is no report. {NightlyLog.Sentence(exception)}");
            return null;
        }
    }

    private void Fault(string sentence)
    {
        _options.Log(sentence);
        _faults.Add(sentence);
    }
}
