namespace HybridNet.Metrics;

/// <summary>
/// Does items side by side and hands the results out in order, each as soon as it and all before it are known.
/// </summary>
/// <remarks>At most twice as many results as workers wait, so that memory does not grow with the number of items.</remarks>
public static class OrderedWork
{
    /// <summary>Runs the work.</summary>
    /// <param name="items">The items; taken one by one, as workers become free.</param>
    /// <param name="workers">Items at a time, at least 1.</param>
    /// <param name="work">What is done with an item. An <see cref="InputException"/> becomes that item's result.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IEnumerable<(TItem Item, TResult? Result, InputException? Fault)> Run<TItem, TResult>(
        IEnumerable<TItem> items, int workers, Func<TItem, CancellationToken, TResult> work, CancellationToken cancel) where TResult : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pending = new Queue<(TItem Item, Task<(TResult?, InputException?)> Task)>();
        try
        {
            using IEnumerator<TItem> source = items.GetEnumerator();
            bool more = true;
            using var slots = new SemaphoreSlim(workers);
            while (true)
            {
                while (more && pending.Count < 2 * workers && (more = source.MoveNext()))
                {
                    TItem item = source.Current;
                    pending.Enqueue((item, Task.Run(() => One(item, slots), CancellationToken.None)));
                }
                if (pending.Count == 0) yield break;
                (TItem first, Task<(TResult?, InputException?)> task) = pending.Peek();
                Task.WaitAny([task], cancel);
                pending.Dequeue();
                (TResult? result, InputException? fault) = task.GetAwaiter().GetResult();
                yield return (first, result, fault);
            }
        }
        finally
        {
            stop.Cancel();
            // Tasks that are still running hold files and pooled memory: they end before anything else happens.
            foreach ((_, Task<(TResult?, InputException?)> task) in pending) ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }

        (TResult?, InputException?) One(TItem item, SemaphoreSlim slots)
        {
            slots.Wait(stop.Token);
            try
            {
                return (work(item, stop.Token), null);
            }
            catch (InputException fault)
            {
                return (null, fault);
            }
            finally
            {
                slots.Release();
            }
        }
    }
}
