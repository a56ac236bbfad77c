using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>
/// A prepared statement, in the connection's transaction when there is one. Whatever comes from a run is only ever a
/// bound value of it.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    /// <param name="connection">An open connection.</param>
    /// <param name="text">SQL with parameters $1, $2 ...</param>
    /// <param name="parameters">Number of parameters.</param>
    public Statement(SqliteConnection connection, string text, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = text;
        for (int i = 1; i <= parameters; i++)
            _command.Parameters.Add(new SqliteParameter("$" + i.ToString(CultureInfo.InvariantCulture), null));
    }

    /// <summary>An insert into a table; all columns are given.</summary>
    public static Statement Insert(SqliteConnection connection, string table, IReadOnlyList<string> columns) =>
        new(
            connection,
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES "
                + $"({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})",
            columns.Count
        );

    /// <summary>Executes it with values.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row, or null.</summary>
    public object? First(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>The rows; each is what the statement stands at until the next one is taken.</summary>
    public IEnumerable<Row> Rows(params object?[] values)
    {
        Bind(values);
        using SqliteDataReader reader = _command.ExecuteReader();
        var columns = new Dictionary<string, int>(reader.FieldCount, StringComparer.Ordinal);
        for (int i = 0; i < reader.FieldCount; i++)
            columns[reader.GetName(i)] = i;
        while (reader.Read())
            yield return new Row(reader, columns);
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = Stored.Value(values[i]);
    }
}
