using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>The steps that lead from an empty file to a store of this version: one embedded SQL file each.</summary>
internal static class Migrations
{
    private static readonly string[] s_names =
    [
        .. Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Version of a store of this module: the number of steps.</summary>
    public static int Newest => s_names.Length;

    /// <summary>Brings a store up to date in one transaction. A store that holds something is copied first.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="path">Path of the store; the copy gets the name path.v1.backup.</param>
    /// <param name="target">Version to stop at; the newest but in tests.</param>
    /// <param name="patience">How long another process is waited for.</param>
    public static void Apply(SqliteConnection connection, string path, int? target = null, StorePatience? patience = null)
    {
        int before = (int)StoreFile.Pragma(connection, "user_version"),
            last = target ?? Newest;
        // Between the caller's look and this one another process may have done it all.
        if (before >= last)
            return;
        if (before > 0)
            Backup(connection, path, before);
        // Readers go on reading while somebody writes, and a process that dies leaves the file as it was.
        else
            StoreFile.Execute(connection, "PRAGMA journal_mode = WAL");
        (patience ?? new(StorePatience.Usual, CancellationToken.None)).Write(
            connection,
            () =>
            {
                // Another process may have been faster; then there is no step to take.
                int version = (int)StoreFile.Pragma(connection, "user_version");
                for (int step = version; step < last; step++)
                    StoreFile.Execute(connection, Text(s_names[step]));
                if (version < last)
                    StoreFile.Execute(
                        connection,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"PRAGMA application_id = {StoreFile.ApplicationId}; PRAGMA user_version = {last};"
                        )
                    );
                return last;
            }
        );
    }

    private static void Backup(SqliteConnection connection, string path, int version)
    {
        string copy = $"{path}.v{version}.backup",
            partial = $"{copy}.{Maker(Environment.ProcessId)}.{Guid.NewGuid().ToString("N")[..8]}.partial";
        try
        {
            RemoveLeftovers(path);
            using (
                var target = new SqliteConnection(
                    new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString()
                )
            )
            {
                target.Open();
                connection.BackupDatabase(target);
            }
            for (int i = 2; !TryMove(partial, copy); i++)
                copy = $"{path}.v{version}-{i}.backup";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new InputException(
                InputError.ReadOnlyStore,
                $"The store {path} has version {version} and must be brought up to version {Newest}, but its backup "
                    + $"{copy} cannot be written: {exception.Message}",
                path,
                "Make its folder writable once.",
                exception
            );
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>
    /// Copies that a killed migration left half-way: its process is gone. One of another machine that is young may be of a
    /// process that migrates right now.
    /// </summary>
    private static void RemoveLeftovers(string path)
    {
        foreach (string left in Directory.GetFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.v*.backup.*.partial"))
            if (IsDead(Path.GetFileName(left)) || File.GetLastWriteTimeUtc(left) < DateTime.UtcNow.AddHours(-1))
                File.Delete(left);
    }

    /// <summary>Who makes a copy, as it stands in the copy's name: the process on its machine.</summary>
    private static string Maker(int process) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{process}-{System.IO.Hashing.XxHash32.HashToUInt32(System.Text.Encoding.UTF8.GetBytes(Environment.MachineName)):x8}"
        );

    /// <summary>The name is that of a process on this machine, and it runs no longer.</summary>
    private static bool IsDead(string name)
    {
        string maker = name.Split('.') is [.., var third, _, _] ? third : "";
        if (!int.TryParse(maker.Split('-')[0], CultureInfo.InvariantCulture, out int process) || maker != Maker(process))
            return false;
        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process);
            return running.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Renames a file; false when the name is taken, by an earlier copy or by another process that migrates
    /// now.</summary>
    private static bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    private static string Text(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
