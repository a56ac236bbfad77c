using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>
/// Waits for a store that another process holds, and stops waiting, or working, when the user does not want it any more.
/// </summary>
/// <remarks>
/// SQLite's own wait for a lock, and that of its .NET binding, cannot be interrupted. So both are kept short, and the waiting
/// is done here, where a token is looked at. Work inside SQLite asks the token every few thousand steps of its machine.
/// </remarks>
internal sealed class StorePatience(int seconds, CancellationToken cancel)
{
    /// <summary>Seconds that a writer waits for another one when nobody says.</summary>
    public const int Usual = 60;

    /// <summary>Milliseconds that SQLite itself waits for a lock.</summary>
    public const int OwnWait = 20;

    /// <summary>Steps of SQLite's machine between two looks at the token: well below a millisecond.</summary>
    private const int Steps = 2_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancel => cancel;

    /// <summary>Does what may meet a lock; it is tried again until the time is over.</summary>
    /// <exception cref="SqliteException">The store was held all the time.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public T Try<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                return work();
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_INTERRUPT)
            {
                cancel.ThrowIfCancellationRequested();
                throw;
            }
            catch (SqliteException exception) when (IsHeld(exception) && clock.Elapsed.TotalSeconds < seconds)
            {
                cancel.WaitHandle.WaitOne(s_pause);
            }
        }
    }

    /// <summary>Begins a transaction as a writer: two processes queue up instead of failing half-way.</summary>
    /// <param name="connection">An open connection without a transaction.</param>
    public void Begin(SqliteConnection connection) =>
        Try(() =>
        {
            // Not by a command: that would try for a second before it came back.
            SqliteException.ThrowExceptionForRC(
                SQLitePCL.raw.sqlite3_exec(connection.Handle!, "BEGIN IMMEDIATE"),
                connection.Handle!
            );
            return true;
        });

    /// <summary>Work in one transaction: there wholly or not at all.</summary>
    /// <param name="connection">An open connection without a transaction.</param>
    /// <param name="work">The work; a false answer takes it back.</param>
    public T Write<T>(SqliteConnection connection, Func<T> work)
    {
        Begin(connection);
        bool done = false;
        try
        {
            T result = work();
            StoreFile.Execute(connection, "COMMIT");
            done = true;
            return result;
        }
        finally
        {
            // A full disk may have ended the transaction already; then there is nothing to take back.
            if (!done && SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle!) == 0)
            {
                Watch(connection, CancellationToken.None);
                StoreFile.Execute(connection, "ROLLBACK");
                Watch(connection, cancel);
            }
        }
    }

    /// <summary>Lets the token stop whatever the connection is at.</summary>
    public void Watch(SqliteConnection connection) => Watch(connection, cancel);

    private static void Watch(SqliteConnection connection, CancellationToken token)
    {
        if (token.CanBeCanceled)
            SQLitePCL.raw.sqlite3_progress_handler(connection.Handle!, Steps, _ => token.IsCancellationRequested ? 1 : 0, null!);
        else
            SQLitePCL.raw.sqlite3_progress_handler(connection.Handle!, 0, null!, null!);
    }

    private static bool IsHeld(SqliteException exception) =>
        exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED;
}
