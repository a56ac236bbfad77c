using Parquet;
using Parquet.Schema;

namespace HybridNet.Data.Tables;

/// <summary>One column of a flat table: its name and how a row's value is got.</summary>
/// <typeparam name="TRow">Kind of row.</typeparam>
/// <param name="Name">Name of the column.</param>
/// <param name="Type">string, int, long or double.</param>
/// <param name="Optional">The value may be missing.</param>
/// <param name="Get">The value of a row.</param>
internal sealed record ParquetColumn<TRow>(string Name, Type Type, bool Optional, Func<TRow, object?> Get);

/// <summary>Writes flat tables in the Parquet format.</summary>
internal static class ParquetTable
{
    private const int RowsInGroup = 100_000;

    /// <summary>Writes a table; the file appears when everything is written, or not at all.</summary>
    public static void Write<TRow>(
        string path,
        IReadOnlyList<ParquetColumn<TRow>> columns,
        IEnumerable<TRow> rows,
        Dictionary<string, string> metadata,
        CancellationToken cancel
    )
    {
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            // The file is written by one thread; nothing here waits for a network.
            WriteAsync(partial, columns, rows, metadata, cancel).GetAwaiter().GetResult();
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unwritable(path, exception);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    private static async Task WriteAsync<TRow>(
        string path,
        IReadOnlyList<ParquetColumn<TRow>> columns,
        IEnumerable<TRow> rows,
        Dictionary<string, string> metadata,
        CancellationToken cancel
    )
    {
        DataField[] fields = [.. columns.Select(column => new DataField(column.Name, column.Type, column.Optional))];
        await using FileStream file = new(path, FileMode.CreateNew);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields),
            file,
            cancellationToken: cancel
        );
        writer.CustomMetadata = metadata;
        foreach (TRow[] chunk in rows.Chunk(RowsInGroup))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int i = 0; i < fields.Length; i++)
            {
                // The library looks at its token where it waits, and a file never waits.
                cancel.ThrowIfCancellationRequested();
                await WriteColumn(group, fields[i], columns[i], chunk, cancel);
            }
        }
    }

    private static async Task WriteColumn<TRow>(
        ParquetRowGroupWriter group,
        DataField field,
        ParquetColumn<TRow> column,
        TRow[] rows,
        CancellationToken cancel
    )
    {
        if (column.Type == typeof(string))
            await group.WriteAsync(field, Array.ConvertAll(rows, row => (string)column.Get(row)!));
        else if (column.Type == typeof(int))
            await Numbers<int>();
        else if (column.Type == typeof(long))
            await Numbers<long>();
        else
            await Numbers<double>();

        async Task Numbers<T>()
            where T : struct
        {
            if (column.Optional)
                await group.WriteAsync<T>(
                    field,
                    new ReadOnlyMemory<T?>(Array.ConvertAll(rows, row => (T?)column.Get(row))),
                    null,
                    null,
                    cancel
                );
            else
                await group.WriteAsync<T>(
                    field,
                    new ReadOnlyMemory<T>(Array.ConvertAll(rows, row => (T)column.Get(row)!)),
                    null,
                    null,
                    cancel
                );
        }
    }
}
