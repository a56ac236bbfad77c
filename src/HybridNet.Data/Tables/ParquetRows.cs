using Parquet;
using Parquet.Schema;

namespace HybridNet.Data.Tables;

/// <summary>Reads a flat table that this module wrote.</summary>
internal sealed class ParquetRows
{
    private readonly Dictionary<string, object?[]> _columns;

    private ParquetRows(Dictionary<string, object?[]> columns, IReadOnlyDictionary<string, string> metadata, int count) =>
        (_columns, Metadata, Count) = (columns, metadata, count);

    /// <summary>What was written about the table.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The values of a column.</summary>
    public object?[] this[string column] => _columns[column];

    /// <summary>The values of a column, or null where an earlier version wrote none.</summary>
    /// <param name="column">Its name.</param>
    public object?[]? Find(string column) => _columns.GetValueOrDefault(column);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is damaged or of another kind.</exception>
    public static ParquetRows Read(string path)
    {
        try
        {
            return ReadAsync(path).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(InputError.PathNotFound, $"There is no file {path}.", path, "Check the path.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InputException(
                InputError.UnreadableFile,
                $"{path} cannot be read: {exception.Message}",
                path,
                "Check that you may read it.",
                exception
            );
        }
        // The library throws what its decoders happen to throw; whatever it is, the bytes are not what they must be.
        catch (Exception exception) when (exception is not InputException)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path} is no Parquet file that can be read: {exception.Message}",
                path,
                "Write it again with Save-HNRun -ParquetPath.",
                exception
            );
        }
    }

    private static async Task<ParquetRows> ReadAsync(string path)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        var columns = new Dictionary<string, object?[]>();
        int count = 0;
        foreach (DataField field in reader.Schema.DataFields)
        {
            var values = new List<object?>();
            for (int i = 0; i < reader.RowGroupCount; i++)
            {
                using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
                values.AddRange(await Column(group, field));
            }
            columns[field.Name] = [.. values];
            count = values.Count;
        }
        return new(columns, reader.CustomMetadata ?? new Dictionary<string, string>(), count);
    }

    private static async Task<object?[]> Column(ParquetRowGroupReader group, DataField field)
    {
        int rows = checked((int)group.RowCount);
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows];
            await group.ReadAsync(field, texts.AsMemory());
            return texts;
        }
        if (field.ClrType == typeof(int))
            return await Numbers<int>();
        return field.ClrType == typeof(long) ? await Numbers<long>() : await Numbers<double>();

        async Task<object?[]> Numbers<T>()
            where T : struct
        {
            if (field.IsNullable)
            {
                var optional = new T?[rows];
                await group.ReadAsync<T>(field, optional.AsMemory());
                return Array.ConvertAll(optional, value => (object?)value);
            }
            var values = new T[rows];
            await group.ReadAsync<T>(field, values.AsMemory());
            return Array.ConvertAll(values, value => (object?)value);
        }
    }
}
