using System.Globalization;
using HybridNet.Metrics;
using HybridNet.Storage;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>Writes and reads sets of measurements.</summary>
internal static class MeasurementTables
{
    private const string SetColumns =
        "id, content_hash, measurements, module_version, options, shard, shard_count, complete, image_ids, failed, masks";

    /// <summary>Adds a set, unless the same one is there; true when it was added.</summary>
    public static bool Add(SqliteConnection connection, long run, MeasurementSet set, CancellationToken cancel)
    {
        string options = StoredJson.Write(set.Options),
            ids = StoredJson.Write(set.ImageIds),
            failed = StoredJson.Write(set.Failed);
        string hash = Hash(set, options, ids, failed);
        using (var find = new Statement(connection, "SELECT id FROM measurement_set WHERE run_id = $1 AND content_hash = $2", 2))
            if (find.First(run, hash) is not null)
                return false;
        using (
            Statement insert = Statement.Insert(
                connection,
                "measurement_set",
                [
                    "run_id",
                    "content_hash",
                    "saved_at",
                    "module_version",
                    "options",
                    "shard",
                    "shard_count",
                    "complete",
                    "measurements",
                    "image_ids",
                    "failed",
                    "masks",
                ]
            )
        )
            insert.Run(
                run,
                hash,
                Stored.Time(DateTimeOffset.UtcNow),
                set.Version,
                options,
                set.Shard,
                set.ShardCount,
                set.Complete,
                set.Measurements.Count,
                ids,
                failed,
                set.Masks
            );
        long id = StoreFile.Scalar(connection, "SELECT last_insert_rowid()");
        using var images = new ImageTable(connection);
        using Statement add = Statement.Insert(
            connection,
            "measurement",
            ["set_id", "ordinal", "image_id", .. MeasurementColumns.All.Select(column => column.StoredName)]
        );
        var values = new object?[3 + MeasurementColumns.All.Count];
        for (int i = 0; i < set.Measurements.Count; i++)
        {
            if ((i & 0xFF) == 0)
                cancel.ThrowIfCancellationRequested();
            MaskMeasurement measurement = set.Measurements[i];
            (values[0], values[1], values[2]) = (id, i, images[measurement.ImageId]);
            for (int k = 0; k < MeasurementColumns.All.Count; k++)
                values[3 + k] = MeasurementColumns.All[k].ToStore(measurement);
            add.Run(values);
        }
        return true;
    }

    /// <summary>Every set of a run, oldest first.</summary>
    public static List<MeasurementSet> Read(SqliteConnection connection, long id, Run run)
    {
        using var select = new Statement(
            connection,
            $"SELECT {SetColumns} FROM measurement_set WHERE run_id = $1 ORDER BY id",
            1
        );
        var sets = new List<MeasurementSet>();
        foreach (Row row in select.Rows(id))
        {
            string hash = row.Text("content_hash"),
                version = row.Text("module_version"),
                options = row.Text("options"),
                ids = row.Text("image_ids"),
                failed = row.Text("failed");
            var set = new MeasurementSet
            {
                Run = run,
                Version = version,
                Options = StoredJson.Read<MeasurementOptions>(options),
                Shard = row.Int("shard"),
                ShardCount = row.Int("shard_count"),
                Complete = row.Whole("complete") == 1,
                ImageIds = StoredJson.Read<string[]>(ids),
                Failed = StoredJson.Read<string[]>(failed),
                Masks = row.TextOrNull("masks"),
                Measurements = Rows(connection, row.Whole("id"), run),
            };
            Check(set, run, row.Int("measurements"), version == ModuleVersion.Text && Hash(set, options, ids, failed) != hash);
            var origin = new Origin(run, MeasurementBatch.Of(set));
            sets.Add(set with { Measurements = [.. set.Measurements.Select(image => image with { Origin = origin })] });
        }
        return sets;
    }

    /// <summary>Compares a set with what was saved. The hash only where this version wrote it: another has other
    /// columns.</summary>
    private static void Check(MeasurementSet set, Run run, int saved, bool differs)
    {
        int found = set.Measurements.Count;
        (string store, int revision) = (run.Stored!.Store, run.Stored.Revision);
        if (found != saved)
            throw StoreFaults.Changed(store, run.Name, revision, $"{saved} measurements were saved, {found} are there");
        if (differs)
            throw StoreFaults.Changed(store, run.Name, revision, "a measurement was changed");
    }

    /// <summary>Hash of a set as a file keeps it, to the last bit of every number.</summary>
    public static string Hash(MeasurementSet set) =>
        Hash(set, StoredJson.Write(set.Options), StoredJson.Write(set.ImageIds), StoredJson.Write(set.Failed));

    private static string Hash(MeasurementSet set, string options, string ids, string failed) =>
        ContentHash.Of(
            set.Measurements.SelectMany(Texts)
                .Concat([
                    set.Version,
                    options,
                    set.Shard.ToString(CultureInfo.InvariantCulture),
                    set.ShardCount.ToString(CultureInfo.InvariantCulture),
                    set.Complete.ToString(),
                    ids,
                    failed,
                    .. set.Masks is null ? Array.Empty<string>() : [set.Masks],
                ])
        );

    private static List<MaskMeasurement> Rows(SqliteConnection connection, long set, Run run)
    {
        using SqliteCommand command = connection.CreateCommand();
        string columns = string.Join(", ", MeasurementColumns.All.Select(column => "measurement." + column.StoredName));
        command.CommandText =
            $"SELECT name, {columns} FROM measurement JOIN image ON image.id = image_id WHERE set_id = $1 ORDER BY ordinal";
        command.Parameters.AddWithValue("$1", set);
        using SqliteDataReader reader = command.ExecuteReader();
        Dictionary<string, int> ordinals = MeasurementColumns.All.ToDictionary(
            column => column.Name,
            column => reader.GetOrdinal(column.StoredName)
        );
        int name = reader.GetOrdinal("name");
        var rows = new List<MaskMeasurement>();
        var origin = new Origin(run);
        var values = new MeasurementValues(property => reader.GetValue(ordinals[property]));
        while (reader.Read())
            rows.Add(MeasurementColumns.Make(run.Name, reader.GetString(name), origin, values));
        return rows;
    }

    private static IEnumerable<string?> Texts(MaskMeasurement measurement) =>
        MeasurementColumns.All.Select(column => Text(column.ToStore(measurement))).Prepend(measurement.ImageId);

    /// <summary>A store gives -0 back as 0.</summary>
    private static string? Text(object? value) =>
        Convert.ToString(value is double and 0 ? 0.0 : value, CultureInfo.InvariantCulture);
}
