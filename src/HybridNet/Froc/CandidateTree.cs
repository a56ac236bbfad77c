using System.Buffers;
using HybridNet.Masks;

namespace HybridNet.Froc;

/// <summary>Counts, for every level of a map, the components that hold no pixel of the reference.</summary>
/// <remarks>
/// The pixels that reach the floor are sorted by level in two passes, because there are 256 levels only, and joined from the
/// highest level down by union-find over these pixels alone (the component tree of L. Najman and M. Couprie, IEEE Trans. Image
/// Process. 15(11), 2006, of which only the counts are kept).
/// </remarks>
internal static class CandidateTree
{
    /// <summary>Components at and above each level that touch nothing of the reference; 8-connected.</summary>
    /// <param name="levels">Level of each pixel, row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="gt">The reference.</param>
    /// <param name="floor">Lowest level of a candidate, at least 1; levels below it have its count.</param>
    public static int[] FalseAt(ReadOnlySpan<byte> levels, int width, Mask gt, int floor)
    {
        var counts = new int[FrocCounts.Levels];
        using SparseLevels pixels = SparseLevels.Of(levels, width, floor, gt, out bool[] touches);
        int[] order = ArrayPool<int>.Shared.Rent(pixels.Count),
            parents = ArrayPool<int>.Shared.Rent(pixels.Count);
        parents.AsSpan(0, pixels.Count).Fill(-1);
        Span<int> ends = stackalloc int[FrocCounts.Levels];
        Sort(pixels.Levels, order, ends);
        int at = 0,
            alone = 0;
        for (int level = FrocCounts.Levels - 1; level >= floor; level--)
        {
            for (; at < ends[level]; at++)
                alone += Add(order[at], pixels, parents, touches);
            counts[level] = alone;
        }
        // Below the floor nothing comes up and nothing goes away: 0 would be a threshold without a false candidate.
        counts.AsSpan(0, floor).Fill(alone);
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<int>.Shared.Return(parents);
        ArrayPool<bool>.Shared.Return(touches);
        return counts;
    }

    /// <summary>Adds a pixel and joins it with its neighbours; returns how many false components more there are.</summary>
    private static int Add(int pixel, SparseLevels pixels, int[] parents, bool[] touches)
    {
        parents[pixel] = pixel;
        int more = touches[pixel] ? 0 : 1,
            above = pixels.Above[pixel],
            below = pixels.Below[pixel];
        more -= Join(parents, touches, pixel, pixel - 1) + Join(parents, touches, pixel, pixel + 1);
        if (above > 0)
            more -=
                Join(parents, touches, pixel, above - 1)
                + Join(parents, touches, pixel, above)
                + Join(parents, touches, pixel, above + 1);
        if (below > 0)
            more -=
                Join(parents, touches, pixel, below - 1)
                + Join(parents, touches, pixel, below)
                + Join(parents, touches, pixel, below + 1);
        return more;
    }

    /// <summary>Entries by level, highest first, and where each level ends in their order; those of level 0 are left
    /// out.</summary>
    private static void Sort(ReadOnlySpan<byte> levels, int[] order, Span<int> ends)
    {
        Span<int> counts = stackalloc int[FrocCounts.Levels];
        counts.Clear();
        foreach (byte level in levels)
            counts[level]++;
        int before = 0;
        for (int level = FrocCounts.Levels - 1; level > 0; level--)
        {
            ends[level] = before;
            before += counts[level];
        }
        for (int i = 0; i < levels.Length; i++)
            if (levels[i] > 0)
                order[ends[levels[i]]++] = i;
    }

    /// <summary>Joins a component with the one of a neighbour that is there already; returns how many false ones are
    /// fewer.</summary>
    private static int Join(int[] parents, bool[] touches, int a, int b)
    {
        if (parents[b] < 0)
            return 0;
        a = Root(parents, a);
        b = Root(parents, b);
        if (a == b)
            return 0;
        // Of two false ones one is left, of a false and a true one none: one fewer in either case.
        int fewer = touches[a] && touches[b] ? 0 : 1;
        parents[a] = b;
        touches[b] |= touches[a];
        return fewer;
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
        {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }
        return i;
    }
}
