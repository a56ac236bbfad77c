using System.Buffers;
using HybridNet.Causes;
using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Froc;

/// <summary>
/// The pixels of a map that reach a level, row by row in one list, so that work follows the pixels that show something.
/// </summary>
/// <remarks>
/// Each run of such pixels has one more pixel of level 0 at either end (where two runs come that close they share a stretch).
/// So the left and right neighbours of a pixel are the entries beside it, those above stand at <see cref="Above"/> and beside
/// it, and likewise below: what lies beyond the end of a stretch is the end of another one, whose level is 0 too.
/// </remarks>
internal sealed class SparseLevels : IDisposable
{
    private readonly byte[] _levels;
    private readonly int[] _above,
        _below;

    private SparseLevels(int count, byte[] levels, int[] above, int[] below) =>
        (Count, _levels, _above, _below) = (count, levels, above, below);

    /// <summary>Entries, those at the ends of the stretches included.</summary>
    public int Count { get; }

    /// <summary>Level of each entry; 0 below the floor.</summary>
    public ReadOnlySpan<byte> Levels => _levels.AsSpan(0, Count);

    /// <summary>Entry of the pixel above; 0, whose level is 0, where there is none.</summary>
    public ReadOnlySpan<int> Above => _above.AsSpan(0, Count);

    /// <summary>Entry of the pixel below; 0 where there is none.</summary>
    public ReadOnlySpan<int> Below => _below.AsSpan(0, Count);

    /// <summary>Takes the pixels that reach a level.</summary>
    /// <param name="levels">Level of each pixel, row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="floor">The level, at least 1.</param>
    /// <param name="marks">A mask of the same size.</param>
    /// <param name="marked">For each entry: whether its pixel is in the mask; from the pool.</param>
    public static SparseLevels Of(ReadOnlySpan<byte> levels, int width, int floor, Mask marks, out bool[] marked)
    {
        List<(int Y, int Start, int End, int At)> stretches = Stretches(levels, width, floor, out int count);
        byte[] own = ArrayPool<byte>.Shared.Rent(count);
        int[] above = ArrayPool<int>.Shared.Rent(count),
            below = ArrayPool<int>.Shared.Rent(count);
        marked = ArrayPool<bool>.Shared.Rent(count);
        own.AsSpan(0, count).Clear();
        above.AsSpan(0, count).Clear();
        below.AsSpan(0, count).Clear();
        int other = 0;
        for (int i = 0; i < stretches.Count - 1; i++)
        {
            (int y, int start, int end, int at) = stretches[i];
            ReadOnlySpan<byte> row = levels.Slice(y * width, width);
            ReadOnlySpan<ulong> bits = marks.Row(y);
            for (int x = Math.Max(0, start); x < Math.Min(width, end); x++)
                if (row[x] >= floor)
                {
                    own[at + x - start] = row[x];
                    marked[at + x - start] = (bits[x >> 6] >> (x & 63) & 1) != 0;
                }
            while (stretches[other].Y < y - 1 || (stretches[other].Y == y - 1 && stretches[other].End <= start))
                other++;
            for (int k = other; stretches[k].Y == y - 1 && stretches[k].Start < end; k++)
            for (int x = Math.Max(start, stretches[k].Start); x < Math.Min(end, stretches[k].End); x++)
            {
                above[at + x - start] = stretches[k].At + x - stretches[k].Start;
                below[stretches[k].At + x - stretches[k].Start] = at + x - start;
            }
        }
        return new(count, own, above, below);
    }

    /// <summary>Level 0 to 255 of each pixel of a map of any format, 0 outside the region; other formats are rounded
    /// down.</summary>
    /// <param name="map">The map.</param>
    /// <param name="region">Only pixels inside count; null for all.</param>
    /// <param name="pooled">The buffer to give back to the pool, or null where the map's own samples are the levels.</param>
    public static ReadOnlySpan<byte> LevelsOf(ProbabilityMap map, Mask? region, out byte[]? pooled)
    {
        pooled = null;
        if (map.Format == ProbabilityFormat.UInt8 && region is null)
            return map.Bytes;
        int area = map.Width * map.Height;
        pooled = ArrayPool<byte>.Shared.Rent(area);
        Span<byte> levels = pooled.AsSpan(0, area);
        if (map.Format == ProbabilityFormat.UInt8)
            map.Bytes.CopyTo(levels);
        else
            for (int y = 0; y < map.Height; y++)
            for (int x = 0; x < map.Width; x++)
                levels[y * map.Width + x] = (byte)Math.Min(255, Math.Floor(255 * MapSamples.At(map, x, y) + 1e-9));
        if (region is not null)
            for (int y = 0; y < map.Height; y++)
            {
                ReadOnlySpan<ulong> inside = region.Row(y);
                Span<byte> row = levels.Slice(y * map.Width, map.Width);
                for (int x = 0; x < row.Length; x++)
                    if ((inside[x >> 6] >> (x & 63) & 1) == 0)
                        row[x] = 0;
            }
        return levels;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_levels);
        ArrayPool<int>.Shared.Return(_above);
        ArrayPool<int>.Shared.Return(_below);
    }

    /// <summary>Runs with a pixel more at either end, joined where they overlap; entry 0 and the last one belong to
    /// none.</summary>
    private static List<(int Y, int Start, int End, int At)> Stretches(
        ReadOnlySpan<byte> levels,
        int width,
        int floor,
        out int count
    )
    {
        var stretches = new List<(int Y, int Start, int End, int At)>();
        count = 1;
        for (int y = 0; y * width < levels.Length; y++)
        {
            ReadOnlySpan<byte> row = levels.Slice(y * width, width);
            for (int x = 0; x < width; )
            {
                int found = row[x..].IndexOfAnyInRange((byte)floor, byte.MaxValue);
                if (found < 0)
                    break;
                int start = x + found,
                    length = row[start..].IndexOfAnyExceptInRange((byte)floor, byte.MaxValue),
                    end = length < 0 ? width : start + length;
                if (stretches.Count > 0 && stretches[^1] is var last && last.Y == y && last.End >= start)
                {
                    count += end + 1 - last.End;
                    stretches[^1] = last with { End = end + 1 };
                }
                else
                {
                    stretches.Add((y, start - 1, end + 1, count));
                    count += end - start + 2;
                }
                x = end;
            }
        }
        count++;
        // No row has this number: searches end here.
        stretches.Add((int.MaxValue, 0, 0, count));
        return stretches;
    }
}
