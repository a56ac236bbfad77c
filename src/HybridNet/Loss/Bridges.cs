using HybridNet.Lesions;

namespace HybridNet.Loss;

/// <summary>
/// The pixels of one lesion that lie between several lesions of the other side: what joins them, or what parts them.
/// </summary>
/// <remarks>
/// From every lesion of the other side a front walks through the pixels that only the container has, one 8-neighbour step at
/// a time; each pixel keeps its two nearest different lesions. The shortest way between two lesions is the least sum of the
/// two distances; a pixel belongs to the bridge when its own sum is at most <see cref="Slack"/> steps longer. A rim that is
/// drawn too wide around two neighbours therefore stays a rim, but for the neck between them.
/// </remarks>
internal static class Bridges
{
    private const int Slack = 2;

    /// <summary>Counts the pixels between.</summary>
    /// <param name="map">The side of the container.</param>
    /// <param name="container">A lesion that several lesions of the other side touch.</param>
    /// <param name="others">The other side.</param>
    public static long Count(LesionMap map, Component container, LesionMap others)
    {
        int width = container.Right - container.Left + 3,
            height = container.Bottom - container.Top + 3;
        // A border of one pixel around the box saves the tests for its edge. 0 is outside, -1 free, above 0 a lesion.
        var ground = new int[width * height];
        for (int y = container.Top; y <= container.Bottom; y++)
        {
            int row = (y - container.Top + 1) * width + 1 - container.Left;
            foreach (PixelRun run in map.Row(y))
                if (run.Label == container.Label)
                    ground.AsSpan(row + run.Start, run.Length).Fill(-1);
            foreach (PixelRun run in others.Row(y))
                for (int x = Math.Max(run.Start, container.Left); x <= Math.Min(run.End - 1, container.Right); x++)
                    if (ground[row + x] == -1)
                        ground[row + x] = run.Label;
        }
        return Walk(ground, width);
    }

    private static long Walk(int[] ground, int width)
    {
        var first = new (int Label, int Steps)[ground.Length];
        var second = new (int Label, int Steps)[ground.Length];
        var front = new Queue<(int Pixel, int Label, int Steps)>();
        for (int i = 0; i < ground.Length; i++)
            if (ground[i] > 0)
                front.Enqueue((i, ground[i], 0));
        ReadOnlySpan<int> around = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
        while (front.TryDequeue(out (int Pixel, int Label, int Steps) at))
            foreach (int step in around)
            {
                int next = at.Pixel + step;
                if (ground[next] != -1 || first[next].Label == at.Label || second[next].Label != 0)
                    continue;
                if (first[next].Label == 0)
                    first[next] = (at.Label, at.Steps + 1);
                else
                    second[next] = (at.Label, at.Steps + 1);
                front.Enqueue((next, at.Label, at.Steps + 1));
            }
        var shortest = new Dictionary<(int, int), int>();
        for (int i = 0; i < ground.Length; i++)
            if (second[i].Label != 0)
            {
                int steps = first[i].Steps + second[i].Steps;
                if (!shortest.TryGetValue(Pair(i), out int best) || steps < best)
                    shortest[Pair(i)] = steps;
            }
        long count = 0;
        for (int i = 0; i < ground.Length; i++)
            if (second[i].Label != 0 && first[i].Steps + second[i].Steps <= shortest[Pair(i)] + Slack)
                count++;
        return count;

        (int, int) Pair(int i) => (Math.Min(first[i].Label, second[i].Label), Math.Max(first[i].Label, second[i].Label));
    }
}
