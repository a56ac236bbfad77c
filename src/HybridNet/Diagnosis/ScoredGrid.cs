namespace HybridNet.Diagnosis;

/// <summary>
/// The grid on which a run was scored, when its log was made at another size than its masks have.
/// </summary>
/// <param name="Ratio">Pixels of the mask grid per pixel of the scoring grid, at least 1.</param>
/// <param name="Width">Width of the scoring grid, pixels.</param>
/// <param name="Height">Height of the scoring grid, pixels.</param>
/// <param name="Matching">Rows whose two totals stand in this ratio.</param>
/// <param name="Rows">Rows that were compared.</param>
public sealed record ScoredGrid(double Ratio, int Width, int Height, int Matching, int Rows)
{
    /// <summary>Nearest-neighbour reduction keeps the share of a lesion only nearly.</summary>
    private const double Tolerance = 0.08;

    private const int FewestRows = 3;

    private static readonly int[] s_sides =
    [
        224,
        256,
        299,
        320,
        384,
        400,
        448,
        512,
        576,
        600,
        640,
        704,
        768,
        800,
        896,
        960,
        1024,
        1280,
        1536,
        2048,
    ];

    /// <summary>Pixels of the scoring grid.</summary>
    public long Area => (long)Width * Height;

    /// <summary>
    /// Finds the scoring grid among the usual training sizes: the one whose ratio of areas explains most rows.
    /// </summary>
    /// <remarks>
    /// A row judged against a larger reference than it was scored with has a larger ratio, so the rows need not
    /// agree: at least three, and a third of all, must.
    /// </remarks>
    /// <param name="totals">For each zero-overlap row: pixels counted on the mask grid, and P + T recovered from the log.</param>
    /// <param name="width">Width of the masks, pixels.</param>
    /// <param name="height">Height of the masks, pixels.</param>
    /// <returns>The grid, or null when no size explains enough rows.</returns>
    public static ScoredGrid? Find(IReadOnlyCollection<(long Counted, long Recovered)> totals, int width, int height)
    {
        double[] ratios =
        [
            .. totals.Where(row => row is { Counted: > 0, Recovered: > 0 }).Select(row => (double)row.Counted / row.Recovered),
        ];
        if (ratios.Length < FewestRows)
            return null;
        ScoredGrid? best = null;
        double bestMiss = double.PositiveInfinity;
        foreach (int side in s_sides.Append(Math.Max(width, height)))
        {
            double scale = (double)Math.Max(width, height) / side;
            double ratio = scale * scale;
            if (ratio < 1)
                continue;
            double[] misses = [.. ratios.Select(value => Math.Abs(value / ratio - 1)).Where(miss => miss <= Tolerance)];
            double miss = misses.Sum();
            if (misses.Length < (best?.Matching ?? 0) || (misses.Length == best?.Matching && miss >= bestMiss))
                continue;
            if (misses.Length == 0)
                continue;
            bestMiss = miss;
            best = new(ratio, (int)Math.Round(width / scale), (int)Math.Round(height / scale), misses.Length, ratios.Length);
        }
        return best is not null && best.Matching >= FewestRows && 3 * best.Matching >= best.Rows ? best : null;
    }
}
