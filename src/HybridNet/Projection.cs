using System.Collections;

namespace HybridNet;

/// <summary>A list seen through a function: an element is made when it is asked for, and not kept.</summary>
/// <typeparam name="TFrom">Kind of element of the list behind.</typeparam>
/// <typeparam name="TTo">Kind of element.</typeparam>
/// <param name="list">The list behind.</param>
/// <param name="of">What an element is made of.</param>
internal sealed class Projection<TFrom, TTo>(IReadOnlyList<TFrom> list, Func<TFrom, TTo> of) : IReadOnlyList<TTo>
{
    /// <inheritdoc/>
    public int Count => list.Count;

    /// <inheritdoc/>
    public TTo this[int index] => of(list[index]);

    /// <inheritdoc/>
    public IEnumerator<TTo> GetEnumerator() => list.Select(of).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
