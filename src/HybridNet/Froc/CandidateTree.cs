using System.Buffers;
using HybridNet.Masks;

namespace HybridNet.Froc;

/// <summary>Counts, for every level of a map, the components that hold no pixel of the reference.</summary>
internal static class CandidateTree
{
    /// <summary>Components at and above each level that touch nothing of the reference; 8-connected.</summary>
    /// <param name="levels">Level of each pixel, row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="gt">The reference.</param>
    /// <param name="floor">Lowest level that is counted, at least 1.</param>
    public static int[] FalseAt(byte[] levels, int width, int height, Mask gt, int floor)
    {
        var counts = new int[FrocCounts.Levels];
        (int[] order, int n) = Sorted(levels, floor);
        int[] parents = ArrayPool<int>.Shared.Rent(levels.Length);
        bool[] touches = ArrayPool<bool>.Shared.Rent(levels.Length);
        parents.AsSpan(0, levels.Length).Fill(-1);
        int alone = 0;
        for (int i = 0; i < n; i++)
        {
            int pixel = order[i],
                x = pixel % width,
                y = pixel / width;
            parents[pixel] = pixel;
            touches[pixel] = gt[x, y];
            alone += touches[pixel] ? 0 : 1;
            int left = Math.Max(0, x - 1),
                right = Math.Min(width - 1, x + 1);
            for (int row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
            for (int next = row * width + left; next <= row * width + right; next++)
                if (next != pixel && parents[next] >= 0)
                    alone -= Join(parents, touches, pixel, next);
            if (i + 1 == n || levels[order[i + 1]] != levels[pixel])
                counts[levels[pixel]] = alone;
        }
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<int>.Shared.Return(parents);
        ArrayPool<bool>.Shared.Return(touches);
        FillGaps(counts, levels, floor);
        return counts;
    }

    /// <summary>A level that no pixel has has the components of the next higher one.</summary>
    private static void FillGaps(int[] counts, byte[] levels, int floor)
    {
        Span<bool> there = stackalloc bool[FrocCounts.Levels];
        there.Clear();
        foreach (byte level in levels)
            there[level] = true;
        for (int level = FrocCounts.Levels - 2; level >= floor; level--)
            if (!there[level])
                counts[level] = counts[level + 1];
    }

    /// <summary>Pixels at and above the floor, highest level first.</summary>
    private static (int[] Order, int Count) Sorted(byte[] levels, int floor)
    {
        Span<int> starts = stackalloc int[FrocCounts.Levels + 1];
        starts.Clear();
        foreach (byte level in levels)
            starts[level]++;
        int count = 0;
        for (int level = FrocCounts.Levels - 1; level >= floor; level--)
            (starts[level], count) = (count, count + starts[level]);
        int[] order = ArrayPool<int>.Shared.Rent(Math.Max(1, count));
        for (int i = 0; i < levels.Length; i++)
            if (levels[i] >= floor)
                order[starts[levels[i]]++] = i;
        return (order, count);
    }

    /// <summary>Joins two components; returns how many false ones are fewer.</summary>
    private static int Join(int[] parents, bool[] touches, int a, int b)
    {
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
