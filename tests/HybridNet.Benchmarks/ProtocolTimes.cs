using System.Diagnostics;
using System.Globalization;
using HybridNet.Data;
using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Protocols;

namespace HybridNet.Benchmarks;

/// <summary>Seconds for 276 pairs of 1280 x 1280 on two threads: our own figures, each protocol, all of them together.</summary>
internal static class ProtocolTimes
{
    private const int Pairs = 276,
        Side = 1280,
        Threads = 2,
        Repeats = 3;

    public static void Print(string folder)
    {
        (Mask Gt, Mask Pred)[] pairs = [.. Enumerable.Range(0, Pairs).Select(Pair)];
        Protocol[] protocols =
        [
            .. ProtocolFiles.Names(folder).Values.Select(ProtocolFiles.Read).Where(protocol => protocol.Figures.Count > 0),
        ];
        var settings = new ProtocolSettings();
        Console.WriteLine("what,seconds,processor_seconds");
        Print("ours: counts, distances, lesions", pair => Ours(pair.Gt, pair.Pred));
        Print("ours: counts", pair => Confusion.Count(pair.Gt, pair.Pred));
        foreach (Protocol protocol in protocols)
            Print(
                protocol.Name,
                pair => ProtocolMeasurer.Measure(protocol, pair.Gt, pair.Pred, settings, CancellationToken.None)
            );
        Print("all protocols", pair => All(protocols, pair.Gt, pair.Pred, settings));

        void Print(string what, Action<(Mask Gt, Mask Pred)> work)
        {
            (double best, double processor) = (double.PositiveInfinity, double.PositiveInfinity);
            for (int repeat = 0; repeat < Repeats; repeat++)
            {
                TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                long start = Stopwatch.GetTimestamp();
                Parallel.ForEach(pairs, new ParallelOptions { MaxDegreeOfParallelism = Threads }, work);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
                processor = Math.Min(processor, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what},{best:0.000},{processor:0.000}"));
        }
    }

    private static void All(Protocol[] protocols, Mask gt, Mask pred, ProtocolSettings settings)
    {
        using var pair = new ProtocolPair(gt, pred, Confusion.Count(gt, pred), settings, CancellationToken.None);
        foreach (Protocol protocol in protocols)
            ProtocolMeasurer.Measure(protocol, pair);
    }

    private static void Ours(Mask gt, Mask pred)
    {
        Confusion.Count(gt, pred);
        BoundaryDistances.Of(gt, pred, new DistanceOptions(), CancellationToken.None);
        LesionMatching.Of(gt, pred);
    }

    /// <summary>1 to 40 lesions of 2 to 20 pixels radius; the prediction misses a fifth, moves the others and invents
    /// some.</summary>
    private static (Mask Gt, Mask Pred) Pair(int seed)
    {
        var random = new Random(seed);
        Mask gt = new(Side, Side),
            pred = new(Side, Side);
        for (int lesion = random.Next(1, 40); lesion > 0; lesion--)
        {
            int x = random.Next(100, Side - 100),
                y = random.Next(100, Side - 100),
                radius = random.Next(2, 20);
            if (random.Next(10) > 0)
                Disk(gt, x, y, radius);
            if (random.Next(5) > 0)
                Disk(pred, x + random.Next(-3, 4), y + random.Next(-3, 4), Math.Max(1, radius + random.Next(-3, 4)));
        }
        return (gt, pred);
    }

    private static void Disk(Mask mask, int cx, int cy, int radius)
    {
        for (int y = -radius; y <= radius; y++)
        for (int x = -radius; x <= radius; x++)
            if (x * x + y * y <= radius * radius)
                mask[cx + x, cy + y] = true;
    }
}
