using System.Collections;
using System.Globalization;

namespace HybridNet;

/// <summary>A list that reads as its items in one cell of a table, and is a list everywhere else.</summary>
/// <typeparam name="T">Kind of the items.</typeparam>
public sealed class FlatList<T> : IReadOnlyList<T>, IEquatable<FlatList<T>>
{
    /// <summary>No items.</summary>
    public static readonly FlatList<T> Empty = new([]);

    private readonly IReadOnlyList<T> _items;

    /// <summary>Makes a list of these items.</summary>
    /// <param name="items">The items; they are not copied.</param>
    public FlatList(IReadOnlyList<T> items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The list itself when it is flat already, else one around it.</summary>
    /// <param name="items">The items.</param>
    public static FlatList<T> Of(IReadOnlyList<T> items) => items as FlatList<T> ?? new(items);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The items, with "; " between them.</summary>
    public override string ToString() =>
        string.Join("; ", _items.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public bool Equals(FlatList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlatList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.Count;
}
