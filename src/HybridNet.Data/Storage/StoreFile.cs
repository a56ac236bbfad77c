using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>Opens the file of a store: checks what it is before anything is written, and brings it up to date.</summary>
internal static class StoreFile
{
    /// <summary>"HNST", in the header of every store.</summary>
    internal const int ApplicationId = 0x484E5354;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>A connection to read with, and to bring an older store up to date.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Stops the opening and, until it is closed, what the connection is at.</param>
    public static SqliteConnection OpenToRead(string path, CancellationToken cancel = default)
    {
        if (!File.Exists(path))
            throw new InputException(
                InputError.PathNotFound,
                $"There is no store at {path}.",
                path,
                "Save a run first (Save-HNRun), or check -Store and HN_STORE."
            );
        CheckHeader(path);
        return Opened(path, OpenReadable, cancel, emptyIsNoStore: true, opensToWrite: false);
    }

    /// <summary>A connection to write with; the file is made when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Stops the opening and, until it is closed, what the connection is at.</param>
    public static SqliteConnection OpenToWrite(string path, CancellationToken cancel = default)
    {
        if (Directory.Exists(path))
            throw new InputException(
                InputError.UnwritableDestination,
                $"{path} is a folder; a store is a file.",
                path,
                "Name a file in it, such as runs.db."
            );
        if (File.Exists(path))
            CheckHeader(path);
        else
            MakeFolder(path);
        return Opened(
            path,
            file => Connect(file, SqliteOpenMode.ReadWriteCreate),
            cancel,
            emptyIsNoStore: false,
            opensToWrite: true
        );
    }

    /// <summary>Opens, checks and brings up to date, with the patience that a busy store asks for.</summary>
    private static SqliteConnection Opened(
        string path,
        Func<string, SqliteConnection> open,
        CancellationToken cancel,
        bool emptyIsNoStore,
        bool opensToWrite
    )
    {
        var patience = new StorePatience(StorePatience.Usual, cancel);
        return StoreFaults.Translate(path, () => patience.Try(Try), opensToWrite);

        SqliteConnection Try()
        {
            SqliteConnection connection = open(path);
            try
            {
                int version = CheckVersion(connection, path);
                if (version == 0 && emptyIsNoStore)
                    throw new InputException(
                        InputError.PathNotFound,
                        $"The store {path} is empty: no run was saved in it yet.",
                        path,
                        "Save a run first (Save-HNRun)."
                    );
                if (version < Migrations.Newest)
                    Migrations.Apply(connection, path, patience: patience);
                patience.Watch(connection);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
    }

    /// <summary>
    /// For reading too the file is opened for writing where that is possible, so that what a killed process left in the
    /// log is taken over. A store that cannot be written is read as it is.
    /// </summary>
    private static SqliteConnection OpenReadable(string path)
    {
        SqliteConnection connection = Connect(path, SqliteOpenMode.ReadWrite);
        try
        {
            Pragma(connection, "schema_version");
            return connection;
        }
        catch (SqliteException exception)
            when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN && !HasLog(path))
        {
            // The folder cannot be written, so the log's index cannot be made; without a log nothing is lost by ignoring it.
            connection.Dispose();
            return Connect(
                "file:" + Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1",
                SqliteOpenMode.ReadOnly
            );
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    private static SqliteConnection Connect(string source, SqliteOpenMode mode)
    {
        // No pool: when the store is closed, its file is free.
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = source,
                Mode = mode,
                Pooling = false,
                ForeignKeys = true,
                // The least that there is, for whoever may have to wait tries again: 0 would be for ever.
                DefaultTimeout = 1,
            }.ToString()
        );
        try
        {
            connection.Open();
            Execute(
                connection,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"PRAGMA busy_timeout = {StorePatience.OwnWait}; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;"
                )
            );
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Refuses what is no SQLite file before SQLite opens it, so that nothing is written beside it either.</summary>
    private static void CheckHeader(string path)
    {
        try
        {
            Span<byte> start = stackalloc byte[16];
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (read > 0 && !start[..read].SequenceEqual(Magic))
                throw StoreFaults.Corrupt(path, "it is no store of this module", null);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unreadable(path, exception, "The store");
        }
    }

    private static int CheckVersion(SqliteConnection connection, string path)
    {
        (long application, long version, long tables) = Nature(connection);
        if (application == 0 && version == 0 && tables == 0)
            return 0;
        if (application != ApplicationId)
            throw StoreFaults.Corrupt(path, "it is a SQLite database of another program", null);
        if (version < 0 || (version == 0 && tables > 0))
            throw StoreFaults.Corrupt(path, $"its version is {version}, which no store has", null);
        if (version > Migrations.Newest)
            throw new InputException(
                InputError.NewerStore,
                $"The store {path} has version {version}; this module knows versions up to {Migrations.Newest}.",
                path,
                "Install the newer module, or use another store."
            );
        return (int)version;
    }

    /// <summary>What the file is, seen at one moment: another process may be making the store right now.</summary>
    private static (long Application, long Version, long Tables) Nature(SqliteConnection connection)
    {
        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
        // The count comes first: it makes SQLite take the snapshot that the others are read from.
        long tables = Scalar(connection, "SELECT count(*) FROM sqlite_schema");
        return (Pragma(connection, "application_id"), Pragma(connection, "user_version"), tables);
    }

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw new InputException(
                InputError.UnwritableDestination,
                $"The folder of the store {path} cannot be made: {exception.Message}",
                path,
                "Name another file with -Store or HN_STORE.",
                exception
            );
        }
    }

    /// <summary>A number that a pragma gives.</summary>
    internal static long Pragma(SqliteConnection connection, string name) => Scalar(connection, "PRAGMA " + name);

    /// <summary>The single number that a statement gives.</summary>
    internal static long Scalar(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Executes statements that are part of this program.</summary>
    internal static void Execute(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
