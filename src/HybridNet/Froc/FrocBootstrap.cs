using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using HybridNet.Statistics;

namespace HybridNet.Froc;

/// <summary>
/// Resamples of images, or of whole subjects where images of one subject are alike, for figures of FROC curves.
/// </summary>
/// <remarks>
/// Every resample has a generator of its own, seeded from the seed and its number: the same figures on any number of threads.
/// </remarks>
internal sealed class FrocBootstrap
{
    private readonly int[][] _clusters;
    private readonly int _images;

    /// <summary>Divides images into what is drawn as a whole.</summary>
    /// <param name="ids">Image ids.</param>
    /// <param name="subject">First group, or whole match, is the subject of an id; null where every image is its own.</param>
    public FrocBootstrap(IReadOnlyList<string> ids, Regex? subject)
    {
        _images = ids.Count;
        _clusters =
        [
            .. Enumerable
                .Range(0, ids.Count)
                .GroupBy(i => subject is null ? ids[i] : IdPattern.Key(subject, ids[i]) ?? ids[i], StringComparer.Ordinal)
                .Select(group => group.ToArray()),
        ];
    }

    /// <summary>Images or subjects that are drawn.</summary>
    public int Count => _clusters.Length;

    /// <summary>Figures of every resample, each ascending, without NaN; none for fewer than two clusters.</summary>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="figures">Number of figures.</param>
    /// <param name="measure">Takes how often each image was drawn, and gives the figures.</param>
    /// <param name="cancel">Stops the work.</param>
    public double[][] Values(
        int resamples,
        ulong seed,
        int figures,
        Func<int[], double[]> measure,
        CancellationToken cancel = default
    )
    {
        if (_clusters.Length < 2)
            return [.. Enumerable.Repeat(Array.Empty<double>(), figures)];
        var values = new double[resamples][];
        Parallel.For(
            0,
            resamples,
            new ParallelOptions { CancellationToken = cancel },
            i =>
            {
                var random = new Xoshiro256(seed, (ulong)i);
                var times = new int[_images];
                for (int k = 0; k < _clusters.Length; k++)
                    foreach (int image in _clusters[random.NextInt(_clusters.Length)])
                        times[image]++;
                values[i] = measure(times);
            }
        );
        return
        [
            .. Enumerable
                .Range(0, figures)
                .Select(f => values.Select(row => row[f]).Where(value => !double.IsNaN(value)).Order().ToArray()),
        ];
    }

    /// <summary>Sums of images that count several times each.</summary>
    /// <param name="images">The images.</param>
    /// <param name="times">How often each counts.</param>
    /// <param name="found">Takes the lesions that are found at each level.</param>
    /// <param name="wrong">Takes the false candidates at each level.</param>
    /// <returns>Lesions, and images.</returns>
    public static (long Lesions, long Images) Sum(
        IReadOnlyList<FrocCounts> images,
        int[] times,
        Span<long> found,
        Span<long> wrong
    )
    {
        (long lesions, long count) = (0, 0);
        for (int i = 0; i < images.Count; i++)
        {
            if (times[i] == 0)
                continue;
            lesions += (long)times[i] * images[i].Lesions;
            count += times[i];
            Add(images[i].Found, times[i], found);
            Add(images[i].False, times[i], wrong);
        }
        return (lesions, count);
    }

    private static void Add(int[] own, int times, Span<long> sums)
    {
        ReadOnlySpan<Vector<int>> parts = MemoryMarshal.Cast<int, Vector<int>>(own);
        Span<Vector<long>> wide = MemoryMarshal.Cast<long, Vector<long>>(sums);
        // 256 levels fill whole vectors of any width.
        for (int i = 0; i < parts.Length; i++)
        {
            Vector.Widen(parts[i] * times, out Vector<long> low, out Vector<long> high);
            wide[2 * i] += low;
            wide[2 * i + 1] += high;
        }
    }
}
