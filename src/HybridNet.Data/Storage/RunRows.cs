using HybridNet.Ports;
using HybridNet.Storage;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>Writes and reads the row of a run: what it is, its figures, and how long its tables are.</summary>
internal static class RunRows
{
    private static readonly string[] s_columns =
    [
        "name",
        "revision",
        "content_hash",
        "saved_at",
        "module_version",
        "lesion",
        "path",
        "threshold",
        "minimum_area",
        "mean_dice",
        "mean_dice_non_trivial",
        "median_dice",
        "zero_dice",
        "trivial",
        "best_epoch",
        "best_val_dice",
        "scores",
        "epochs",
        "splits",
        "assignments",
        "zero_dice_rows",
        "files",
        "sources",
        "summary",
        "bands",
        "class",
        "format",
        "notes",
        "read_with",
    ];

    private const int FewRuns = 20;

    private static readonly string s_bands = StoredJson.Write(QualityBands.Report);

    /// <summary>Adds a revision and gives its number.</summary>
    public static long Insert(SqliteConnection connection, Run run, int revision, string hash)
    {
        using Statement insert = Statement.Insert(connection, "run", s_columns);
        RunLog log = run.Log;
        insert.Run(
            run.Name,
            revision,
            hash,
            Stored.Time(DateTimeOffset.UtcNow),
            ModuleVersion.Text,
            run.Lesion,
            run.Path,
            Stored.Optional(run.Threshold),
            run.MinimumArea,
            Stored.Optional(run.MeanDice),
            Stored.Optional(run.MeanDiceNonTrivial),
            Stored.Optional(run.MedianDice),
            run.ZeroDice,
            run.Trivial,
            run.BestEpoch,
            Stored.Optional(run.BestValDice),
            log.Scores.Count,
            log.Epochs.Count,
            log.Splits.Count,
            log.Assignments.Count,
            log.ZeroDice.Count,
            StoredJson.Write(run.Files),
            StoredJson.Write(log.Sources),
            log.Summary is null ? null : StoredJson.Write(log.Summary),
            StoredJson.Write(run.Bands),
            run.Class,
            run.Format,
            run.Notes.Count == 0 ? null : StoredJson.Write<IReadOnlyList<RunNote>>([.. run.Notes]),
            run.ReadWith?.ToString()
        );
        return StoreFile.Scalar(connection, "SELECT last_insert_rowid()");
    }

    /// <summary>Brings the paths of a revision up to date; true when they had changed.</summary>
    public static bool Move(SqliteConnection connection, Run run, long id)
    {
        using var update = new Statement(
            connection,
            "UPDATE run SET path = $1, files = $2, sources = $3 WHERE id = $4 AND (path <> $1 OR files <> $2 OR sources <> $3)",
            4
        );
        return update.Run(run.Path, StoredJson.Write(run.Files), StoredJson.Write(run.Log.Sources), id) > 0;
    }

    /// <summary>The newest revision of a name, or null.</summary>
    public static (long Id, int Revision, string Hash)? Newest(SqliteConnection connection, string name)
    {
        using var select = new Statement(
            connection,
            "SELECT id, revision, content_hash FROM run WHERE name = $1 ORDER BY revision DESC LIMIT 1",
            1
        );
        foreach (Row row in select.Rows(name))
            return (row.Whole("id"), row.Int("revision"), row.Text("content_hash"));
        return null;
    }

    /// <summary>Every revision, by name and revision.</summary>
    public static List<StoredRun> List(SqliteConnection connection, string store)
    {
        using var select = new Statement(
            connection,
            "SELECT id, name, revision, revision = max(revision) OVER (PARTITION BY name) AS newest FROM run "
                + "ORDER BY name, revision",
            0
        );
        var runs = new List<StoredRun>();
        foreach (Row row in select.Rows())
            runs.Add(new StoredRun(store, row.Whole("id"), row.Text("name"), row.Int("revision"), row.Whole("newest") == 1));
        return runs;
    }

    /// <summary>Runs with their figures, in the order asked for; their tables are read on the first look.</summary>
    public static List<Run> Load(SqliteConnection connection, IReadOnlyList<StoredRun> stored)
    {
        // One statement for many runs, and one look-up each for a few.
        if (stored.Count > FewRuns)
        {
            Dictionary<long, StoredRun> wanted = stored.ToDictionary(run => run.Id);
            var byId = new Dictionary<long, Run>(stored.Count);
            using var all = new Statement(connection, $"SELECT id, {string.Join(", ", s_columns)} FROM run", 0);
            foreach (Row row in all.Rows())
                if (wanted.TryGetValue(row.Whole("id"), out StoredRun? run))
                    byId[run.Id] = Make(row, run);
            return [.. stored.Where(run => byId.ContainsKey(run.Id)).Select(run => byId[run.Id])];
        }
        using var select = new Statement(connection, $"SELECT {string.Join(", ", s_columns)} FROM run WHERE id = $1", 1);
        var runs = new List<Run>(stored.Count);
        foreach (StoredRun item in stored)
        foreach (Row row in select.Rows(item.Id))
            runs.Add(Make(row, item));
        return runs;
    }

    /// <summary>One run, from a store that need not be open any more; null when it was removed.</summary>
    public static Run? Fetch(StoredRun stored)
    {
        using SqliteConnection connection = StoreFile.OpenToRead(stored.Store);
        return StoreFaults.Rows(stored.Store, () => Patience().Try(() => Load(connection, [stored]))).SingleOrDefault();
    }

    /// <summary>Whoever looks into a run later has no token to stop it with.</summary>
    private static StorePatience Patience() => new(StorePatience.Usual, CancellationToken.None);

    private static Run Make(Row row, StoredRun stored)
    {
        string hash = row.Text("content_hash"),
            version = row.Text("module_version");
        var run = new Run
        {
            Name = row.Text("name"),
            Revision = row.Int("revision"),
            ImportedAt = row.Time("saved_at"),
            Stored = stored with { Content = hash },
            Lesion = row.TextOrNull("lesion"),
            Path = row.Text("path"),
            Threshold = row.Optional("threshold"),
            MinimumArea = row.IntOrNull("minimum_area"),
            MeanDice = row.Optional("mean_dice"),
            MeanDiceNonTrivial = row.Optional("mean_dice_non_trivial"),
            MedianDice = row.Optional("median_dice"),
            ZeroDice = row.Int("zero_dice"),
            Trivial = row.Int("trivial"),
            BestEpoch = row.IntOrNull("best_epoch"),
            BestValDice = row.Optional("best_val_dice"),
            Log = new(),
            Files = new() { Output = "" },
        };
        var cell = new RunCell();
        var tables = new Lazy<RunLog>(
            () => ReadTables(stored, cell.Run!, version == ModuleVersion.Text ? hash : null),
            LazyThreadSafetyMode.PublicationOnly
        );
        var log = new RunLog
        {
            Scores = Later(row.Int("scores"), tables => tables.Scores),
            Epochs = Later(row.Int("epochs"), tables => tables.Epochs),
            Splits = Later(row.Int("splits"), tables => tables.Splits),
            Assignments = Later(row.Int("assignments"), tables => tables.Assignments),
            ZeroDice = Later(row.Int("zero_dice_rows"), tables => tables.ZeroDice),
        };
        RunFiles files = StoredJson.Read<RunFiles>(row.Text("files"));
        log = log with
        {
            Sources = StoredJson.Read<Dictionary<RunFileKind, string>>(row.Text("sources")),
            Summary = row.TextOrNull("summary") is { } summary ? StoredJson.Read<RecordedSummary>(summary) : null,
        };
        string bands = row.Text("bands");
        run = run with
        {
            Log = log,
            Files = files,
            Bands = bands == s_bands ? QualityBands.Report : StoredJson.Read<QualityBands>(bands),
            Class = row.TextOrNull("class"),
            Reading = new()
            {
                Format = row.TextOrNull("format"),
                Notes = row.TextOrNull("notes") is { } notes ? new(StoredJson.Read<RunNote[]>(notes)) : null,
                Settings = ReadSettings.Parse(row.TextOrNull("read_with")),
            },
        };
        cell.Run = run;
        return run;

        IReadOnlyList<T> Later<T>(int count, Func<RunLog, IReadOnlyList<T>> table) =>
            count == 0 ? [] : new LazyList<T>(count, () => table(tables.Value));
    }

    /// <summary>
    /// Every table of a run, compared with what was saved: the number of rows, and the hash of the content where this version of
    /// the module wrote it (another version may have hashed other things).
    /// </summary>
    private static RunLog ReadTables(StoredRun stored, Run run, string? hash)
    {
        using SqliteConnection connection = StoreFile.OpenToRead(stored.Store);
        var cell = new RunCell { Run = run };
        bool there = false;
        RunLog read = StoreFaults.Rows(
            stored.Store,
            () =>
                Patience()
                    .Try(() =>
                    {
                        // One moment: between two of the tables somebody may remove the run.
                        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
                        using (var find = new Statement(connection, "SELECT 1 FROM run WHERE id = $1 AND name = $2", 2))
                            there = find.First(stored.Id, run.Name) is not null;
                        return run.Log with
                        {
                            Scores = RunTables.Scores(connection, stored.Id, run.Name, cell),
                            Epochs = RunTables.Epochs(connection, stored.Id, run.Name, cell),
                            Splits = RunTables.Splits(connection, stored.Id, run.Name, cell),
                            Assignments = RunTables.Assignments(connection, stored.Id),
                            ZeroDice = RunTables.ZeroDice(connection, stored.Id),
                        };
                    })
        );
        if (!there)
            throw new InputException(
                InputError.RunNotFound,
                $"Run {run.Name}, revision {stored.Revision}, is no longer in the store {stored.Store}.",
                run.Name,
                "It was removed after it was found: get it again."
            );
        foreach (
            (string table, int found, int saved) in new[]
            {
                ("scores", read.Scores.Count, run.Log.Scores.Count),
                ("epochs", read.Epochs.Count, run.Log.Epochs.Count),
                ("splits", read.Splits.Count, run.Log.Splits.Count),
                ("images of splits", read.Assignments.Count, run.Log.Assignments.Count),
                ("recorded cases of Dice 0", read.ZeroDice.Count, run.Log.ZeroDice.Count),
            }
        )
            if (found != saved)
                throw StoreFaults.Changed(
                    stored.Store,
                    run.Name,
                    stored.Revision,
                    $"{saved} {table} were saved, {found} are there"
                );
        if (hash is not null && ContentHash.Of(run with { Log = read }) != hash)
            throw StoreFaults.Changed(
                stored.Store,
                run.Name,
                stored.Revision,
                "the number of rows is right, but something in them was changed"
            );
        return read;
    }
}
