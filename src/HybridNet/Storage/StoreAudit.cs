using HybridNet.Ports;

namespace HybridNet.Storage;

/// <summary>Looks through a store: the file first, then every revision of every run, each part by itself.</summary>
internal static class StoreAudit
{
    /// <summary>One check for the file and one for each part that a run has, as soon as it is known.</summary>
    /// <param name="stores">Opens stores.</param>
    /// <param name="path">Absolute path of the store.</param>
    /// <param name="wanted">Which runs; null for all.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">There is no such file, or it cannot be opened because another process holds
    /// it.</exception>
    public static IEnumerable<StoreCheck> Check(
        IRunStores stores,
        string path,
        Func<StoredRun, bool>? wanted,
        CancellationToken cancel
    )
    {
        if (!Try(() => stores.OpenToRead(path, cancel), out IRunStore? open, out InputException? closed))
        {
            yield return File(path, 0, [closed!.Message]);
            yield break;
        }
        using IRunStore store = open!;
        if (!Try(store.Damage, out IReadOnlyList<string>? faults, out InputException? damaged))
            faults = [damaged!.Message];
        if (!Try(store.List, out IReadOnlyList<StoredRun>? stored, out InputException? unlisted))
        {
            yield return File(path, 0, [.. faults!, unlisted!.Message]);
            yield break;
        }
        yield return File(path, stored!.Count, faults!);
        foreach (StoredRun run in stored.Where(run => wanted?.Invoke(run) ?? true))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (StoreCheck check in OfRun(store, run))
                yield return check;
        }
    }

    private static IEnumerable<StoreCheck> OfRun(IRunStore store, StoredRun stored)
    {
        Run? run = null;
        yield return Part(
            stored,
            StorePart.Run,
            () =>
            {
                run = store.Load([stored]).SingleOrDefault() ?? throw Gone(stored);
                // The first look at a row reads all tables, and compares their numbers and the hash.
                return run.Log.Scores.Concat<object>(run.Log.Epochs).Concat(run.Log.Splits).LongCount()
                    + run.Log.Assignments.LongCount();
            }
        );
        if (run is null)
            yield break;
        StoreCheck measured = Part(
            stored,
            StorePart.Measurements,
            () => store.Measurements(run).Sum(set => (long)set.Measurements.Count)
        );
        if (!measured.Sound || measured.Rows > 0)
            yield return measured;
        StoreCheck found = Part(stored, StorePart.Findings, () => store.Findings(run).Count);
        if (!found.Sound || found.Rows > 0)
            yield return found;
    }

    private static StoreCheck Part(StoredRun run, StorePart part, Func<long> count)
    {
        var check = new StoreCheck
        {
            Store = run.Store,
            Part = part,
            Run = run.Name,
            Revision = run.Revision,
        };
        return Try(() => (object)count(), out object? rows, out InputException? fault)
            ? check with
            {
                Rows = (long)rows!,
            }
            : check with
            {
                Fault = fault!.Message,
                Advice = part switch
                {
                    StorePart.Run => "Import the run's folder and save it again. Everything else of the store can be read.",
                    StorePart.Measurements => "Measure the run again and save that: Measure-HNMask | Save-HNRun.",
                    _ => "Look at the run again and save that: Test-HNRun | Save-HNRun.",
                },
            };
    }

    private static StoreCheck File(string path, int runs, IReadOnlyList<string> faults) =>
        new()
        {
            Store = path,
            Part = StorePart.File,
            Rows = runs,
            Fault = faults.Count == 0 ? null : string.Join(" ", faults.Select(fault => fault.TrimEnd('.') + ".")),
            Advice =
                faults.Count == 0
                    ? null
                    : "Save what is left to another store: Get-HNRun -AllRevision -Store OLD | Save-HNRun -Store NEW, then "
                        + "Get-HNRun -Measurement -Store OLD | Save-HNRun -Store NEW; what is damaged is named and stays.",
        };

    /// <summary>Damage becomes an answer; that the store is not there, or held by somebody, is none.</summary>
    private static bool Try<T>(Func<T> work, out T? result, out InputException? fault)
    {
        (result, fault) = (default, null);
        try
        {
            result = work();
            return true;
        }
        catch (InputException exception) when (exception.Error is InputError.CorruptStore)
        {
            fault = exception;
            return false;
        }
    }

    private static InputException Gone(StoredRun run) =>
        new(
            InputError.CorruptStore,
            $"Run {run.Name}, revision {run.Revision}, is listed in the store {run.Store} and cannot be found there.",
            run.Name,
            "Import and save it again."
        );
}
