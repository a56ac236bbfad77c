using System.Collections;

namespace HybridNet.Storage;

/// <summary>A list of a known length that is read when somebody looks into it, and then once.</summary>
/// <typeparam name="T">Kind of item.</typeparam>
internal sealed class LazyList<T> : IReadOnlyList<T>
{
    private readonly Lazy<IReadOnlyList<T>> _items;

    /// <param name="count">Number of items.</param>
    /// <param name="read">Reads them. A fault is not kept: the next look tries again.</param>
    public LazyList(int count, Func<IReadOnlyList<T>> read)
    {
        Count = count;
        _items = new(read, LazyThreadSafetyMode.PublicationOnly);
    }

    public int Count { get; }

    public T this[int index] => _items.Value[index];

    public IEnumerator<T> GetEnumerator() => _items.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
