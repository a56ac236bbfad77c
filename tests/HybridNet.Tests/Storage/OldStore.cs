using HybridNet.Data.Storage;
using Microsoft.Data.Sqlite;

namespace HybridNet.Tests.Storage;

/// <summary>A store as version 1 wrote it.</summary>
internal static class OldStore
{
    /// <summary>Makes one that holds runs of a size.</summary>
    public static void Make(string path, int images, params string[] runs)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Migrations.Apply(connection, path);
        foreach (string name in runs)
        {
            Run run = MadeRun.Of(name, images);
            long id = RunRows.Insert(connection, run, 1, HybridNet.Storage.ContentHash.Of(run));
            RunTables.Write(connection, id, run.Log, CancellationToken.None);
        }
        // What version 1 did not have: the tables of the second and third step, the columns of the fourth.
        foreach (string table in new[] { "measurement", "measurement_set", "finding" })
            StoreFile.Execute(connection, $"DROP TABLE {table}");
        foreach (string column in new[] { "class", "format", "notes", "read_with" })
            StoreFile.Execute(connection, $"ALTER TABLE run DROP COLUMN {column}");
        foreach (string column in new[] { "class", "tp", "fp", "fn", "marks_nothing", "predicts_nothing", "printed" })
            StoreFile.Execute(connection, $"ALTER TABLE score DROP COLUMN {column}");
        StoreFile.Execute(connection, "ALTER TABLE epoch DROP COLUMN class; PRAGMA user_version = 1");
    }
}
