using System.Buffers;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.Froc;

/// <summary>For one image and every level of its map: lesions that are found, and candidates that are false.</summary>
/// <param name="ImageId">Image id.</param>
/// <param name="Lesions">Lesions of the reference.</param>
/// <param name="Found">For each level 0 to 255: lesions that a candidate touches.</param>
/// <param name="False">For each level: candidates that touch no lesion.</param>
internal sealed record FrocCounts(string ImageId, int Lesions, int[] Found, int[] False)
{
    /// <summary>Levels of a map; other formats than 8 bits are rounded down to them.</summary>
    public const int Levels = 256;

    /// <summary>Highest level of any candidate; 0 without one, or where every level is a threshold.</summary>
    public int Peak { get; init; }

    /// <summary>
    /// Takes every level of the map for a threshold: its candidates are the components at and above it.
    /// </summary>
    /// <remarks>
    /// Pixels join from the highest level down; a joined component is false as long as it holds no pixel of the reference. One
    /// pass over the pixels gives the counts of all levels.
    /// </remarks>
    /// <param name="imageId">Image id.</param>
    /// <param name="map">The map.</param>
    /// <param name="gt">The reference.</param>
    /// <param name="region">Only pixels inside count; null for all.</param>
    /// <param name="floor">Lowest level that is a candidate, at least 1.</param>
    /// <param name="keep">Which lesions count; null for all. Candidates on others are neither found nor false.</param>
    public static FrocCounts OfLevels(
        string imageId,
        ProbabilityMap map,
        Mask gt,
        Mask? region,
        int floor,
        Func<Component, bool>? keep = null
    ) => OfLevels(imageId, map, gt, region, floor, [keep])[0];

    /// <summary>The same for several choices of lesions; their false candidates are those of all.</summary>
    internal static FrocCounts[] OfLevels(
        string imageId,
        ProbabilityMap map,
        Mask gt,
        Mask? region,
        int floor,
        IReadOnlyList<Func<Component, bool>?> choices
    )
    {
        ReadOnlySpan<byte> levels = SparseLevels.LevelsOf(map, region, out byte[]? pooled);
        LesionMap lesions = LesionMap.Label(gt);
        int[] peaks = PeaksOf(lesions, levels),
            wrong = CandidateTree.FalseAt(levels, map.Width, gt, floor);
        if (pooled is not null)
            ArrayPool<byte>.Shared.Return(pooled);
        return [.. choices.Select(keep => Of(imageId, lesions, peaks, floor, keep, wrong))];
    }

    /// <summary>
    /// Takes the components at one threshold for candidates; the highest probability of each is its confidence.
    /// </summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="map">The map.</param>
    /// <param name="gt">The reference.</param>
    /// <param name="region">Only pixels inside count; null for all.</param>
    /// <param name="threshold">Level from 1 at and above which a pixel belongs to a candidate.</param>
    /// <param name="keep">Which lesions count; null for all. Candidates on others are neither found nor false.</param>
    public static FrocCounts OfCandidates(
        string imageId,
        ProbabilityMap map,
        Mask gt,
        Mask? region,
        int threshold,
        Func<Component, bool>? keep = null
    ) => OfCandidates(imageId, map, gt, region, threshold, [0], [keep])[0];

    /// <summary>
    /// The same for several criteria of overlap and, within each, several choices of lesions. By our rules a candidate finds a
    /// lesion when their intersection over union reaches the criterion (one shared pixel where that is 0); one that finds none
    /// is false. <see cref="CandidateHits"/> has the other tools' rules.
    /// </summary>
    internal static FrocCounts[] OfCandidates(
        string imageId,
        ProbabilityMap map,
        Mask gt,
        Mask? region,
        int threshold,
        IReadOnlyList<double> overlaps,
        IReadOnlyList<Func<Component, bool>?> choices,
        FrocProtocol protocol = FrocProtocol.Ours
    )
    {
        ReadOnlySpan<byte> levels = SparseLevels.LevelsOf(map, region, out byte[]? pooled);
        using var candidates = new Mask(map.Width, map.Height);
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<byte> row = levels.Slice(y * map.Width, map.Width);
            Span<ulong> words = candidates.Row(y);
            for (int x = 0; x < row.Length; )
            {
                int from = row[x..].IndexOfAnyInRange((byte)threshold, byte.MaxValue);
                if (from < 0)
                    break;
                int length = row[(x + from)..].IndexOfAnyExceptInRange((byte)threshold, byte.MaxValue),
                    end = length < 0 ? row.Length : x + from + length;
                MaskWords.SetRun(words, x + from, end);
                x = end;
            }
        }
        LesionMatching matching = LesionMatching.Of(gt, candidates);
        int[] peaks = PeaksOf(matching.Pred, levels, out (int, int)[] places);
        if (pooled is not null)
            ArrayPool<byte>.Shared.Return(pooled);
        int peak = peaks.Max();
        var counts = new List<FrocCounts>();
        foreach (double overlap in overlaps)
        {
            (int[] reached, bool[] isFalse) = CandidateHits.Find(protocol, matching, peaks, places, overlap);
            int[] wrong = FalseOf(peaks, isFalse);
            counts.AddRange(choices.Select(keep => Of(imageId, matching.Gt, reached, 1, keep, wrong) with { Peak = peak }));
        }
        return [.. counts];
    }

    private static FrocCounts Of(
        string imageId,
        LesionMap lesions,
        int[] reached,
        int floor,
        Func<Component, bool>? keep,
        int[] wrong
    )
    {
        var found = new int[Levels];
        int count = 0;
        foreach (Component lesion in lesions.Components)
        {
            if (keep is not null && !keep(lesion))
                continue;
            count++;
            if (reached[lesion.Label] >= floor)
                AddBelow(found, reached[lesion.Label]);
        }
        return new(imageId, count, found, wrong);
    }

    /// <summary>False candidates at each level.</summary>
    private static int[] FalseOf(int[] peaks, bool[] isFalse)
    {
        var wrong = new int[Levels];
        for (int label = 1; label < peaks.Length; label++)
            if (isFalse[label])
                AddBelow(wrong, peaks[label]);
        return wrong;
    }

    private static int[] PeaksOf(LesionMap map, ReadOnlySpan<byte> levels) => PeaksOf(map, levels, out _);

    /// <summary>Highest level of each component, by label, and the first pixel that has it, row by row.</summary>
    private static int[] PeaksOf(LesionMap map, ReadOnlySpan<byte> levels, out (int X, int Y)[] places)
    {
        var peaks = new int[map.Count + 1];
        places = new (int, int)[map.Count + 1];
        foreach (PixelRun run in map.Runs)
        {
            ReadOnlySpan<byte> row = levels.Slice(run.Y * map.Width + run.Start, run.Length);
            for (int i = 0; i < row.Length; i++)
                if (row[i] > peaks[run.Label])
                    (peaks[run.Label], places[run.Label]) = (row[i], (run.Start + i, run.Y));
        }
        return peaks;
    }

    /// <summary>Counts at every level from 1 to the given one.</summary>
    private static void AddBelow(int[] counts, int level)
    {
        for (int i = 1; i <= level; i++)
            counts[i]++;
    }
}
