using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HybridNet;

/// <summary>Values by name that read as name=value in one cell of a table, and are a dictionary everywhere else.</summary>
/// <typeparam name="T">Kind of the values.</typeparam>
internal sealed class FlatMap<T> : Dictionary<string, T>, IEquatable<FlatMap<T>>
{
    /// <summary>An empty map.</summary>
    /// <param name="capacity">Names that it will have.</param>
    public FlatMap(int capacity = 0)
        : base(capacity) { }

    /// <summary>The map itself when it is flat already, else a copy of the values.</summary>
    /// <param name="values">The values, or null.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static FlatMap<T>? Of(IReadOnlyDictionary<string, T>? values)
    {
        if (values is null or FlatMap<T>)
            return (FlatMap<T>?)values;
        var map = new FlatMap<T>(values.Count);
        foreach ((string name, T value) in values)
            map[name] = value;
        return map;
    }

    /// <inheritdoc/>
    public bool Equals(FlatMap<T>? other) =>
        other is not null
        && Count == other.Count
        && this.All(pair => other.TryGetValue(pair.Key, out T? value) && EqualityComparer<T>.Default.Equals(value, pair.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlatMap<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <summary>The values as name=value, with "; " between them.</summary>
    public override string ToString() =>
        string.Join("; ", this.Select(pair => $"{pair.Key}={Convert.ToString(Shown(pair.Value), CultureInfo.InvariantCulture)}"));

    private static object? Shown(object? value) =>
        value is IEnumerable items and not string
            ? string.Join(",", items.Cast<object?>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)))
            : value;
}

/// <summary>The files of a run by their kind: a dictionary for lookups, pairs of kind and path for everybody who writes it
/// out.</summary>
internal sealed class SourceMap : IReadOnlyDictionary<RunFileKind, string>
{
    private readonly IReadOnlyDictionary<RunFileKind, string> _paths;

    /// <summary>Wraps paths.</summary>
    /// <param name="paths">Path of each kind that is there.</param>
    public SourceMap(IReadOnlyDictionary<RunFileKind, string> paths) =>
        _paths = paths as SourceMap is { } map ? map._paths : paths;

    /// <inheritdoc/>
    public string this[RunFileKind key] => _paths[key];

    /// <inheritdoc/>
    public IEnumerable<RunFileKind> Keys => _paths.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => _paths.Values;

    /// <inheritdoc/>
    public int Count => _paths.Count;

    /// <inheritdoc/>
    public bool ContainsKey(RunFileKind key) => _paths.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(RunFileKind key, [MaybeNullWhen(false)] out string value) => _paths.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<RunFileKind, string>> GetEnumerator() => _paths.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The files as kind=path, with "; " between them.</summary>
    public override string ToString() => string.Join("; ", _paths.Select(pair => $"{pair.Key}={pair.Value}"));
}
