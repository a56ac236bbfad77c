using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>Says in the user's words what SQLite reports.</summary>
internal static class StoreFaults
{
    /// <summary>Does work on a store; what SQLite throws becomes an input fault.</summary>
    /// <param name="path">Path of the store.</param>
    /// <param name="work">The work.</param>
    /// <param name="opensToWrite">The work opens the store to write it, so a refusal is about writing.</param>
    public static T Translate<T>(string path, Func<T> work, bool opensToWrite = false)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception) when (opensToWrite && exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_CANTOPEN)
        {
            throw ReadOnly(path, exception);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(exception.Message, exception);
        }
        catch (SqliteException exception)
        {
            throw Of(path, exception);
        }
    }

    /// <summary>Reads rows; a value that no row of this module has becomes an input fault too.</summary>
    public static T Rows<T>(string path, Func<T> read)
    {
        try
        {
            return Translate(path, read);
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or FormatException
                        or ArgumentException
                        or InvalidCastException
                        or OverflowException
                        or InvalidOperationException
            )
        {
            throw Corrupt(path, $"a row of it is damaged ({exception.Message})", exception);
        }
    }

    /// <summary>A run whose rows are not those that were saved.</summary>
    public static InputException Changed(string path, string run, int revision, string what) =>
        new(
            InputError.CorruptStore,
            $"Run {run}, revision {revision}, in the store {path} is not what was saved: {what}.",
            run,
            "Import and save it again, or restore the store from a backup; other runs of the store can be read."
        );

    /// <summary>A store that cannot be used.</summary>
    public static InputException Corrupt(string path, string why, Exception? inner) =>
        new(
            InputError.CorruptStore,
            $"The store {path} cannot be used: {why}. It was left as it is.",
            path,
            "Restore it from a backup, or name another file with -Store or HN_STORE.",
            inner
        );

    private static InputException ReadOnly(string path, Exception inner) =>
        new(
            InputError.ReadOnlyStore,
            $"The store {path} cannot be written.",
            path,
            "Check the rights of the file and its folder, or name another file with -Store.",
            inner
        );

    private static InputException Of(string path, SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => new(
                InputError.BusyStore,
                $"The store {path} is in use by another process that does not let go of it.",
                path,
                "Try again; if it stays so, find the process that holds it.",
                exception
            ),
            SQLitePCL.raw.SQLITE_READONLY => ReadOnly(path, exception),
            SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => Corrupt(path, "its content is damaged", exception),
            SQLitePCL.raw.SQLITE_FULL => new(
                InputError.UnwritableDestination,
                $"There is no room for the store {path}: the disk is full. Nothing was saved.",
                path,
                "Make room and save again.",
                exception
            ),
            SQLitePCL.raw.SQLITE_CANTOPEN => new(
                InputError.UnreadableFile,
                $"The store {path} cannot be opened.",
                path,
                "Check the path and the rights of the file and its folder.",
                exception
            ),
            SQLitePCL.raw.SQLITE_IOERR => new(
                InputError.UnwritableDestination,
                $"The store {path} cannot be read or written: {exception.Message} Nothing was saved.",
                path,
                "Check the disk and the room on it.",
                exception
            ),
            _ => new(
                InputError.CorruptStore,
                $"The store {path} cannot be used: {exception.Message}",
                path,
                "Restore it from a backup, or name another file.",
                exception
            ),
        };
}
