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
        value switch
        {
            null => null,
            double.NaN => NaN,
            _ => value,
        };

    /// <summary>A moment, in UTC.</summary>
    public static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>The row that a statement stands at; columns are taken by their names.</summary>
/// <param name="reader">Stands at the row.</param>
/// <param name="columns">Where each name stands.</param>
internal readonly struct Row(SqliteDataReader reader, Dictionary<string, int> columns)
{
    public string Text(string column) => reader.GetString(columns[column]);

    public string? TextOrNull(string column) => reader.IsDBNull(columns[column]) ? null : reader.GetString(columns[column]);

    public long Whole(string column) => reader.GetInt64(columns[column]);

    public int Int(string column) => reader.GetInt32(columns[column]);

    public long? WholeOrNull(string column) => reader.IsDBNull(columns[column]) ? null : reader.GetInt64(columns[column]);

    public int? IntOrNull(string column) => reader.IsDBNull(columns[column]) ? null : reader.GetInt32(columns[column]);

    public bool? FlagOrNull(string column) => reader.IsDBNull(columns[column]) ? null : reader.GetInt64(columns[column]) != 0;

    /// <summary>A number; NaN for NULL.</summary>
    public double Number(string column) => reader.IsDBNull(columns[column]) ? double.NaN : reader.GetDouble(columns[column]);

    /// <summary>A number that may not be there.</summary>
    public double? Optional(string column) =>
        reader.GetValue(columns[column]) switch
        {
            DBNull => null,
            string => double.NaN,
            object value => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };

    public T Name<T>(string column)
        where T : struct, Enum => Enum.Parse<T>(reader.GetString(columns[column]));

    public DateTimeOffset Time(string column) =>
        DateTimeOffset.Parse(reader.GetString(columns[column]), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
