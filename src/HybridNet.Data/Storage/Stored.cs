using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>How values stand in the store.</summary>
internal static class Stored
{
    /// <summary>What stands for NaN in a column where "not there" occurs too.</summary>
    public const string NaN = "NaN";

    /// <summary>The value to bind: SQLite has no NaN, and names of enum members outlive their numbers.</summary>
    public static object Value(object? value) =>
        value switch
        {
            null => DBNull.Value,
            double number when double.IsNaN(number) => DBNull.Value,
            Enum name => name.ToString(),
            bool flag => flag ? 1L : 0L,
            _ => value,
        };

    /// <summary>A number for a column that tells NaN from "not there".</summary>
    public static object? Optional(double? value) =>
        value is { } number
            ? double.IsNaN(number)
                ? NaN
                : number
            : null;

    /// <summary>A moment, in UTC.</summary>
    public static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>One row that is being read; columns are taken from left to right.</summary>
internal struct Row(SqliteDataReader reader)
{
    private int _next;

    public string Text() => reader.GetString(_next++);

    public string? TextOrNull() => reader.IsDBNull(_next++) ? null : reader.GetString(_next - 1);

    public long Whole() => reader.GetInt64(_next++);

    public int Int() => reader.GetInt32(_next++);

    public long? WholeOrNull() => reader.IsDBNull(_next++) ? null : reader.GetInt64(_next - 1);

    public int? IntOrNull() => reader.IsDBNull(_next++) ? null : reader.GetInt32(_next - 1);

    public bool? FlagOrNull() => reader.IsDBNull(_next++) ? null : reader.GetInt64(_next - 1) != 0;

    /// <summary>A number; NaN for NULL.</summary>
    public double Number() => reader.IsDBNull(_next++) ? double.NaN : reader.GetDouble(_next - 1);

    /// <summary>A number that may not be there.</summary>
    public double? Optional() =>
        reader.GetValue(_next++) switch
        {
            DBNull => null,
            string => double.NaN,
            object value => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };

    public T Name<T>()
        where T : struct, Enum => Enum.Parse<T>(reader.GetString(_next++));

    public DateTimeOffset Time() =>
        DateTimeOffset.Parse(reader.GetString(_next++), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
