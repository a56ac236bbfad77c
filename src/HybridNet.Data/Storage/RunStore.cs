using HybridNet.Ports;
using HybridNet.Storage;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>Runs in a SQLite file.</summary>
internal sealed class RunStores : IRunStores
{
    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public IRunStore OpenToRead(string path, CancellationToken cancel = default) =>
        new RunStore(path, StoreFile.OpenToRead(path, cancel), new(StorePatience.Usual, cancel));

    /// <inheritdoc/>
    public IRunStore OpenToWrite(string path, CancellationToken cancel = default) =>
        new RunStore(path, StoreFile.OpenToWrite(path, cancel), new(StorePatience.Usual, cancel));
}

/// <summary>An open store.</summary>
internal sealed class RunStore(string path, SqliteConnection connection, StorePatience patience) : IRunStore
{
    public string Path => path;

    public SavedRun Save(Run run, CancellationToken cancel)
    {
        string hash = ContentHash.Of(run, cancel);
        return Write(() =>
        {
            (_, int revision, SaveStatus status) = SaveRun(run, hash, cancel);
            return Saved(run.Name, revision, SavedPart.Run, status, run.Log.Scores.Count);
        });
    }

    public SavedRun Save(MeasurementSet set, CancellationToken cancel)
    {
        string hash = ContentHash.Of(set.Run, cancel);
        return Write(() =>
        {
            (long id, int revision, _) = SaveRun(set.Run, hash, cancel);
            bool added = MeasurementTables.Add(connection, id, set, cancel);
            return Saved(
                set.Run.Name,
                revision,
                SavedPart.Measurements,
                added ? SaveStatus.Added : SaveStatus.Unchanged,
                set.Measurements.Count
            );
        });
    }

    public SavedRun Save(string run, IReadOnlyList<Finding> findings, CancellationToken cancel) =>
        Write(() =>
        {
            (long id, int revision, _) =
                RunRows.Newest(connection, run)
                ?? throw new InputException(
                    InputError.RunNotFound,
                    $"There is no run '{run}' in the store {path} to save findings with.",
                    run,
                    "Save the run first: Import-HNRun | Save-HNRun."
                );
            bool same = StoreFaults.Rows(path, () => FindingTable.IsSame(connection, id, run, findings));
            if (!same)
                FindingTable.Replace(connection, id, findings);
            return Saved(run, revision, SavedPart.Findings, same ? SaveStatus.Unchanged : SaveStatus.Added, findings.Count);
        });

    public IReadOnlyList<StoredRun> List() => Read(() => RunRows.List(connection, path));

    public IReadOnlyList<Run> Load(IReadOnlyList<StoredRun> stored) => Read(() => RunRows.Load(connection, stored));

    public IReadOnlyList<string> ImageIds(string prefix) =>
        Read(() =>
        {
            using var select = new Statement(connection, "SELECT name FROM image WHERE name >= $1 ORDER BY name", 1);
            var ids = new List<string>();
            foreach (Row row in select.Rows(prefix))
            {
                string id = row.Text("name");
                if (!id.StartsWith(prefix, StringComparison.Ordinal))
                    break;
                ids.Add(id);
            }
            return ids;
        });

    public IReadOnlyList<ImageScore> History(string imageId, IReadOnlyList<StoredRun> runs) =>
        Read(() =>
        {
            Dictionary<long, ImageScore> byRun = RunTables.OfImage(connection, imageId);
            return (IReadOnlyList<ImageScore>)
                [
                    .. runs.Where(run => byRun.ContainsKey(run.Id))
                        .Select(run =>
                            byRun[run.Id] with
                            {
                                Run = run.Name,
                                Origin = new(new RunCell(() => RunRows.Fetch(run))),
                            }
                        ),
                ];
        });

    public IReadOnlyList<MeasurementSet> Measurements(Run run) =>
        Read(() => MeasurementTables.Read(connection, run.Stored!.Id, run));

    public IReadOnlyList<Finding> Findings(Run run) => Read(() => FindingTable.Read(connection, run.Stored!.Id, run.Name));

    public void Remove(StoredRun stored) =>
        Write(() =>
        {
            using var delete = new Statement(connection, "DELETE FROM run WHERE id = $1 AND name = $2", 2);
            return delete.Run(stored.Id, stored.Name);
        });

    public IReadOnlyList<string> Damage() =>
        Read(() =>
        {
            var faults = new List<string>();
            using var pages = new Statement(connection, "PRAGMA integrity_check(20)", 0);
            foreach (Row row in pages.Rows())
            {
                if (row.Text("integrity_check") is { } said && said != "ok")
                    faults.Add(said);
            }
            using var keys = new Statement(
                connection,
                "SELECT \"table\", \"parent\", count(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2",
                0
            );
            foreach (Row row in keys.Rows())
            {
                (string table, string parent, long rows) = (row.Text("table"), row.Text("parent"), row.Whole("rows"));
                faults.Add($"{rows} rows of the table {table} belong to a row of {parent} that is not there");
            }
            return faults;
        });

    public void Dispose() => connection.Dispose();

    private SavedRun Saved(string name, int revision, SavedPart part, SaveStatus status, int count) =>
        new()
        {
            Name = name,
            Revision = revision,
            Part = part,
            Status = status,
            Count = count,
            Store = path,
        };

    private (long Id, int Revision, SaveStatus Status) SaveRun(Run run, string hash, CancellationToken cancel)
    {
        if (RunRows.Newest(connection, run.Name) is not { } newest)
            return (Insert(1), 1, SaveStatus.Added);
        if (newest.Hash != hash)
            return (Insert(newest.Revision + 1), newest.Revision + 1, SaveStatus.Revised);
        return (newest.Id, newest.Revision, RunRows.Move(connection, run, newest.Id) ? SaveStatus.Moved : SaveStatus.Unchanged);

        long Insert(int revision)
        {
            long id = RunRows.Insert(connection, run, revision, hash);
            RunTables.Write(connection, id, run.Log, cancel);
            return id;
        }
    }

    private T Read<T>(Func<T> work) => StoreFaults.Rows(path, () => patience.Try(work));

    private T Write<T>(Func<T> work) => StoreFaults.Translate(path, () => patience.Write(connection, work));
}
