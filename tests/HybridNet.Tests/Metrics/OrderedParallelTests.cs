using System.Collections.Concurrent;
using HybridNet.Metrics;

namespace HybridNet.Tests.Metrics;

public sealed class OrderedParallelTests
{
    [Fact]
    public void Workers_are_told_to_stop_when_the_consumer_leaves()
    {
        // The first item is done at once; each other one waits until it is told to stop, or half a minute.
        var told = new ConcurrentBag<bool>();
        IEnumerable<(int Item, object? Result, InputException? Fault)> results = OrderedParallel.Run(
            Enumerable.Range(0, 100),
            3,
            (item, token) =>
            {
                if (item > 0)
                    told.Add(token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
                return new object();
            },
            CancellationToken.None
        );
        Assert.Equal(0, results.First().Item);
        Assert.All(told, Assert.True);
        // Three workers: the first item's worker may have taken one more.
        Assert.InRange(told.Count, 0, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Results_come_in_the_order_of_their_items(int workers)
    {
        // The later an item, the sooner it is done.
        IEnumerable<string> results = OrderedParallel
            .Run(
                Enumerable.Range(0, 20),
                workers,
                (item, _) =>
                {
                    Thread.SpinWait(2000 * (20 - item));
                    return $"{item}";
                },
                CancellationToken.None
            )
            .Select(outcome => outcome.Result!);
        Assert.Equal(Enumerable.Range(0, 20).Select(item => $"{item}"), results);
    }

    [Fact]
    public void An_input_error_is_the_result_of_its_item_alone()
    {
        var results = OrderedParallel
            .Run(
                ["a", "b", "c"],
                2,
                (item, _) => item == "b" ? throw new InputException(InputError.MissingFile, "b", null, "b") : item,
                CancellationToken.None
            )
            .ToList();
        Assert.Equal(["a", null, "c"], results.Select(outcome => outcome.Result));
        Assert.Equal("b", results[1].Fault!.Message);
    }
}
