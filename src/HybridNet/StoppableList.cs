using System.Collections;

namespace HybridNet;

/// <summary>
/// A list that ends the work of whoever goes through it when it is told to stop: at a million rows each loop counts.
/// </summary>
/// <typeparam name="T">Kind of item.</typeparam>
/// <param name="items">The items.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class StoppableList<T>(IReadOnlyList<T> items, CancellationToken cancel) : IReadOnlyList<T>
{
    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public T this[int index]
    {
        get
        {
            cancel.ThrowIfCancellationRequested();
            return items[index];
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < items.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            yield return items[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
