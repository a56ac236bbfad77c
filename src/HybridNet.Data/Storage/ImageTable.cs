using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>Turns image ids into their numbers, and notes new ones.</summary>
internal sealed class ImageTable(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);
    private readonly Statement _find = new(connection, "SELECT id FROM image WHERE name = $1", 1);
    private readonly Statement _add = new(connection, "INSERT INTO image (name) VALUES ($1) RETURNING id", 1);

    /// <summary>The number of an image id.</summary>
    public long this[string imageId]
    {
        get
        {
            if (_known.TryGetValue(imageId, out long id))
                return id;
            return _known[imageId] = (long)(_find.First(imageId) ?? _add.First(imageId)!);
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }
}
