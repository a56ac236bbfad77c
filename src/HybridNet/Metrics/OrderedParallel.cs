using System.Collections.Concurrent;

namespace HybridNet.Metrics;

/// <summary>
/// Does items side by side and hands the results out in order, each as soon as it and all before it are known.
/// </summary>
/// <remarks>
/// At most twice as many results as workers wait, so that memory does not grow with the number of items. Each worker is
/// one thread from first to last: the buffers that a thread keeps for its next image are then as many as the workers.
/// </remarks>
internal static class OrderedParallel
{
    /// <summary>Runs the work.</summary>
    /// <param name="items">The items; taken one by one, as workers become free.</param>
    /// <param name="workers">Items at a time, at least 1.</param>
    /// <param name="work">What is done with an item. An <see cref="InputException"/> becomes that item's result.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IEnumerable<(TItem Item, TResult? Result, InputException? Fault)> Run<TItem, TResult>(
        IEnumerable<TItem> items,
        int workers,
        Func<TItem, CancellationToken, TResult> work,
        CancellationToken cancel
    )
        where TResult : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var queue = new BlockingCollection<Job<TItem, TResult>>();
        var pending = new Queue<Job<TItem, TResult>>();
        var crew = new List<Task>();
        try
        {
            using IEnumerator<TItem> source = items.GetEnumerator();
            bool more = true;
            while (true)
            {
                while (more && pending.Count < 2 * workers && (more = source.MoveNext()))
                {
                    var job = new Job<TItem, TResult>(source.Current);
                    pending.Enqueue(job);
                    queue.Add(job, CancellationToken.None);
                    if (crew.Count < workers)
                        crew.Add(Task.Run(WorkOn, CancellationToken.None));
                }
                if (pending.Count == 0)
                    yield break;
                Job<TItem, TResult> first = pending.Peek();
                Task.WaitAny([first.Done.Task], cancel);
                pending.Dequeue();
                first.Done.Task.GetAwaiter().GetResult();
                yield return (first.Item, first.Result, first.Fault);
            }
        }
        finally
        {
            // Workers that are still busy hold files and pooled memory: they end before anything else happens.
            stop.Cancel();
            queue.CompleteAdding();
            Task.WaitAll([.. crew], CancellationToken.None);
        }

        void WorkOn()
        {
            foreach (Job<TItem, TResult> job in queue.GetConsumingEnumerable(CancellationToken.None))
            {
                try
                {
                    stop.Token.ThrowIfCancellationRequested();
                    job.Result = work(job.Item, stop.Token);
                    job.Done.SetResult();
                }
                catch (InputException exception)
                {
                    job.Fault = exception;
                    job.Done.SetResult();
                }
                catch (OperationCanceledException)
                {
                    job.Done.SetCanceled(stop.Token);
                }
                catch (Exception exception)
                {
                    job.Done.SetException(exception);
                }
            }
        }
    }

    /// <summary>An item on its way. It is a class: collections of classes are compiled before the program starts.</summary>
    private sealed class Job<TItem, TResult>(TItem item)
        where TResult : class
    {
        public TItem Item => item;

        public TResult? Result { get; set; }

        public InputException? Fault { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
