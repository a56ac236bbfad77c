using HybridNet.Masks;

namespace HybridNet.Readers;

/// <summary>What STAPLE says about one reader.</summary>
/// <param name="Sensitivity">Probability that the reader marks a pixel of the hidden truth.</param>
/// <param name="Specificity">Probability that the reader leaves out a pixel outside of it.</param>
internal readonly record struct ReaderQuality(double Sensitivity, double Specificity);

/// <summary>
/// Simultaneous truth and performance level estimation for masks (S. Warfield, K. Zou, W. Wells, IEEE Trans. Med. Imaging
/// 23(7), 2004): expectation maximisation without a spatial term.
/// </summary>
/// <remarks>
/// Pixels on which all readers say the same have the same probability, so the pixels are counted by pattern, at most 2^readers
/// of them, and an iteration costs nothing in proportion to the image. The prior is the mean share of marked pixels over all
/// readers, the start 0.99999 for both qualities, as ITK has them.
/// </remarks>
internal sealed class Staple
{
    private const double Start = 0.99999,
        Converged = 1e-10;
    private const int MostIterations = 10_000;

    private readonly Dictionary<uint, double> _truth;

    private Staple(Dictionary<uint, double> truth, ReaderQuality[] readers, int iterations) =>
        (_truth, Readers, Iterations) = (truth, readers, iterations);

    /// <summary>Most readers.</summary>
    public const int MostReaders = 24;

    /// <summary>The readers, in the order of their masks.</summary>
    public IReadOnlyList<ReaderQuality> Readers { get; }

    /// <summary>Iterations until no quality changed by more than 1e-10.</summary>
    public int Iterations { get; }

    /// <summary>Probability of truth where just these readers mark.</summary>
    /// <param name="pattern">Bit i is reader i.</param>
    public double Truth(uint pattern) => _truth[pattern];

    /// <summary>Estimates truth and readers from how often each pattern of marks occurs.</summary>
    /// <param name="patterns">Pixels of each pattern; bit i of the pattern is reader i.</param>
    /// <param name="readers">Number of readers, 2 to <see cref="MostReaders"/>.</param>
    public static Staple Of(IReadOnlyDictionary<uint, long> patterns, int readers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(readers, MostReaders);
        double pixels = patterns.Values.Sum(),
            prior =
                patterns.Sum(entry => System.Numerics.BitOperations.PopCount(entry.Key) * (double)entry.Value) / readers / pixels;
        var quality = new ReaderQuality[readers];
        Array.Fill(quality, new ReaderQuality(Start, Start));
        var truth = new Dictionary<uint, double>();
        int iteration = 0;
        for (double change = 1; change > Converged && iteration < MostIterations; iteration++)
        {
            foreach (uint pattern in patterns.Keys)
                truth[pattern] = Posterior(pattern, quality, prior);
            change = Improve(patterns, truth, quality);
        }
        return new(truth, quality, iteration);
    }

    /// <summary>Counts the patterns of several masks of one size.</summary>
    /// <param name="masks">A mask of each reader.</param>
    public static Dictionary<uint, long> Patterns(IReadOnlyList<Mask> masks)
    {
        var counts = new Dictionary<uint, long>();
        long seen = 0;
        int words = masks[0].Words.Length;
        for (int w = 0; w < words; w++)
        {
            ulong any = 0;
            foreach (Mask mask in masks)
                any |= mask.Words[w];
            for (; any != 0; any &= any - 1)
            {
                int bit = System.Numerics.BitOperations.TrailingZeroCount(any);
                uint pattern = 0;
                for (int r = 0; r < masks.Count; r++)
                    pattern |= (uint)(masks[r].Words[w] >> bit & 1) << r;
                counts[pattern] = counts.GetValueOrDefault(pattern) + 1;
                seen++;
            }
        }
        counts[0] = counts.GetValueOrDefault(0u) + masks[0].Area - seen;
        return counts;
    }

    /// <summary>The pixels that are more probably true than not.</summary>
    /// <param name="masks">The masks that the patterns came from.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public Mask Consensus(IReadOnlyList<Mask> masks)
    {
        var result = new Mask(masks[0].Width, masks[0].Height);
        Span<ulong> target = result.Words;
        for (int w = 0; w < target.Length; w++)
        {
            ulong any = 0;
            foreach (Mask mask in masks)
                any |= mask.Words[w];
            for (; any != 0; any &= any - 1)
            {
                int bit = System.Numerics.BitOperations.TrailingZeroCount(any);
                uint pattern = 0;
                for (int r = 0; r < masks.Count; r++)
                    pattern |= (uint)(masks[r].Words[w] >> bit & 1) << r;
                if (_truth[pattern] > 0.5)
                    target[w] |= 1UL << bit;
            }
        }
        return result;
    }

    private static double Posterior(uint pattern, ReaderQuality[] quality, double prior)
    {
        double yes = prior,
            no = 1 - prior;
        for (int r = 0; r < quality.Length; r++)
        {
            bool marked = (pattern >> r & 1) != 0;
            yes *= marked ? quality[r].Sensitivity : 1 - quality[r].Sensitivity;
            no *= marked ? 1 - quality[r].Specificity : quality[r].Specificity;
        }
        return yes + no == 0 ? 0 : yes / (yes + no);
    }

    private static double Improve(
        IReadOnlyDictionary<uint, long> patterns,
        Dictionary<uint, double> truth,
        ReaderQuality[] quality
    )
    {
        double yes = 0,
            no = 0,
            change = 0;
        var hits = new double[quality.Length];
        var rejections = new double[quality.Length];
        foreach ((uint pattern, long count) in patterns)
        {
            double weight = truth[pattern] * count,
                rest = (1 - truth[pattern]) * count;
            yes += weight;
            no += rest;
            for (int r = 0; r < quality.Length; r++)
                if ((pattern >> r & 1) != 0)
                    hits[r] += weight;
                else
                    rejections[r] += rest;
        }
        for (int r = 0; r < quality.Length; r++)
        {
            var next = new ReaderQuality(yes == 0 ? 0 : hits[r] / yes, no == 0 ? 0 : rejections[r] / no);
            change = Math.Max(change, Math.Abs(next.Sensitivity - quality[r].Sensitivity));
            change = Math.Max(change, Math.Abs(next.Specificity - quality[r].Specificity));
            quality[r] = next;
        }
        return change;
    }
}
