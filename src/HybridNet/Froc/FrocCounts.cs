using HybridNet.Causes;
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
public sealed record FrocCounts(string ImageId, int Lesions, int[] Found, int[] False)
{
    /// <summary>Levels of a map; other formats than 8 bits are rounded down to them.</summary>
    public const int Levels = 256;

    /// <summary>
    /// Takes every level of the map for a threshold: its candidates are the components at and above it.
    /// </summary>
    /// <remarks>
    /// Pixels join from the highest level down; a joined component is false as long as it holds no pixel of the reference. One
    /// pass over the pixels gives the counts of all levels (the component tree of L. Najman and M. Couprie, IEEE Trans. Image
    /// Process. 15(11), 2006, of which only the counts are kept).
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
    )
    {
        byte[] levels = LevelsOf(map, region);
        (int lesions, int[] found) = FoundAt(levels, map.Width, gt, keep, floor);
        return new(imageId, lesions, found, CandidateTree.FalseAt(levels, map.Width, map.Height, gt, floor));
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
    )
    {
        byte[] levels = LevelsOf(map, region);
        using var candidates = new Mask(map.Width, map.Height);
        for (int y = 0; y < map.Height; y++)
        {
            Span<ulong> row = candidates.Row(y);
            for (int x = 0; x < map.Width; x++)
                if (levels[y * map.Width + x] >= threshold)
                    row[x >> 6] |= 1UL << (x & 63);
        }
        LesionMatching matching = LesionMatching.Of(gt, candidates);
        var peaks = new int[matching.Pred.Count + 1];
        foreach (PixelRun run in matching.Pred.Runs)
            for (int x = run.Start; x < run.End; x++)
                peaks[run.Label] = Math.Max(peaks[run.Label], levels[run.Y * map.Width + x]);
        var best = new int[matching.Gt.Count + 1];
        foreach (LesionPair pair in matching.Pairs)
            best[pair.Gt] = Math.Max(best[pair.Gt], peaks[pair.Pred]);
        int[] found = new int[Levels],
            wrong = new int[Levels];
        int lesions = 0;
        foreach (Component lesion in matching.Gt.Components)
            if (keep?.Invoke(lesion) ?? true)
            {
                lesions++;
                AddBelow(found, best[lesion.Label]);
            }
        foreach (Component candidate in matching.Pred.Components)
            if (matching.Matches(LesionSide.Prediction, candidate.Label) == 0)
                AddBelow(wrong, peaks[candidate.Label]);
        return new(imageId, lesions, found, wrong);
    }

    private static (int Lesions, int[] Found) FoundAt(byte[] levels, int width, Mask gt, Func<Component, bool>? keep, int floor)
    {
        LesionMap map = LesionMap.Label(gt);
        var peaks = new int[map.Count + 1];
        foreach (PixelRun run in map.Runs)
            for (int x = run.Start; x < run.End; x++)
                peaks[run.Label] = Math.Max(peaks[run.Label], levels[run.Y * width + x]);
        var found = new int[Levels];
        int lesions = 0;
        foreach (Component lesion in map.Components)
            if (keep?.Invoke(lesion) ?? true)
            {
                lesions++;
                if (peaks[lesion.Label] >= floor)
                    AddBelow(found, peaks[lesion.Label]);
            }
        return (lesions, found);
    }

    /// <summary>Counts at every level from 1 to the given one.</summary>
    private static void AddBelow(int[] counts, int level)
    {
        for (int i = 1; i <= level; i++)
            counts[i]++;
    }

    private static byte[] LevelsOf(ProbabilityMap map, Mask? region)
    {
        var levels = new byte[map.Width * map.Height];
        if (map.Format == ProbabilityFormat.UInt8)
            map.Bytes.CopyTo(levels);
        else
            for (int y = 0; y < map.Height; y++)
            for (int x = 0; x < map.Width; x++)
                levels[y * map.Width + x] = (byte)Math.Min(255, Math.Floor(255 * MapSamples.At(map, x, y) + 1e-9));
        if (region is not null)
            for (int y = 0; y < map.Height; y++)
            for (int x = 0; x < map.Width; x++)
                if (!region[x, y])
                    levels[y * map.Width + x] = 0;
        return levels;
    }
}
