namespace HybridNet.Diagnosis;

/// <summary>
/// The grid on which a run was scored, when its log was made at another size than its masks have.
/// </summary>
/// <remarks>
/// What the rows show is the ratio of the two areas, and that only nearly; width and height follow where one size in use, and
/// no other, has such an area. Masks of 4288 x 2848 that were scored on 512 x 512 or on 640 x 425 differ by 4 %.
/// </remarks>
/// <param name="Ratio">Pixels of the mask grid per pixel of the scoring grid; below 1 where it was the larger one.</param>
/// <param name="Width">Width of the scoring grid, pixels; where several sizes or none fit, that of the masks reduced by the
/// ratio.</param>
/// <param name="Height">Height of the scoring grid, pixels.</param>
/// <param name="Matching">Rows whose two totals stand in this ratio.</param>
/// <param name="Rows">Rows that were compared.</param>
internal sealed record ScoredGrid(double Ratio, int Width, int Height, int Matching, int Rows)
{
    /// <summary>Nearest-neighbour reduction keeps the share of a lesion only nearly.</summary>
    private const double Tolerance = 0.08;

    /// <summary>Standard errors of the ratio within which a size fits, and the least that is granted.</summary>
    private const double Errors = 3,
        Least = 0.005,
        Most = 0.06;

    /// <summary>Areas that are further apart are of two grids.</summary>
    private const double Apart = 0.06;

    private const int FewestRows = 3;

    private static readonly int[] s_sides =
    [
        128,
        160,
        192,
        224,
        256,
        288,
        299,
        300,
        320,
        336,
        352,
        384,
        400,
        416,
        448,
        480,
        500,
        512,
        565,
        576,
        584,
        600,
        608,
        640,
        700,
        704,
        720,
        768,
        800,
        896,
        960,
        1000,
        1024,
        1152,
        1200,
        1280,
        1440,
        1500,
        1536,
        1600,
        1920,
        2000,
        2048,
        2560,
        3072,
        4096,
    ];

    /// <summary>Pixels of the scoring grid.</summary>
    public long Area => (long)Width * Height;

    /// <summary>Sizes in use that have such an area: squares, and the masks' own shape on a usual side.</summary>
    public IReadOnlyList<(int Width, int Height)> Sizes { get; private init; } = [];

    /// <summary>The size, or the sizes that fit, or the area, for a sentence.</summary>
    public string Name =>
        Sizes.Count switch
        {
            1 => InvariantText.Invariant($"{Width} x {Height}"),
            2 or 3 => string.Join(" or ", Sizes.Select(size => InvariantText.Invariant($"{size.Width} x {size.Height}"))),
            _ => InvariantText.Invariant($"about {RoundTo3(Area):N0}-pixel"),
        };

    /// <summary>True when two grids are not one, as far as can be told.</summary>
    internal bool IsOther(ScoredGrid other) => Math.Abs((double)Area / other.Area - 1) > Apart;

    /// <summary>
    /// Finds the scoring grid: the ratio of areas in which most rows stand, and the sizes in use that have it.
    /// </summary>
    /// <remarks>
    /// A row judged against a larger reference than it was scored with has a larger ratio, so the rows need not
    /// agree: at least three, and a third of all, must.
    /// </remarks>
    /// <param name="totals">For each zero-overlap row: pixels counted on the mask grid, and P + T recovered from the log.</param>
    /// <param name="width">Width of the masks, pixels.</param>
    /// <param name="height">Height of the masks, pixels.</param>
    /// <returns>The grid, or null when no ratio explains enough rows.</returns>
    public static ScoredGrid? Find(IReadOnlyCollection<(long Counted, long Recovered)> totals, int width, int height)
    {
        (double Ratio, double Pixels)[] rows =
        [
            .. totals
                .Where(row => row is { Counted: > 0, Recovered: > 0 })
                .Select(row => ((double)row.Counted / row.Recovered, (double)Math.Min(row.Recovered, row.Counted)))
                .OrderBy(row => row.Item1),
        ];
        (double Ratio, double Pixels)[] matching = Densest(rows);
        if (matching.Length < FewestRows || 3 * matching.Length < rows.Length)
            return null;
        // Large lesions keep their share best: each row counts as its pixels do.
        double pixels = matching.Sum(row => row.Pixels),
            ratio = matching.Sum(row => row.Ratio * row.Pixels) / pixels,
            spread = Math.Sqrt(matching.Sum(row => Squared(row.Pixels * (row.Ratio - ratio)))) / pixels,
            within = Math.Clamp(Errors * spread / ratio, Least, Most);
        var sizes = new List<(int Width, int Height)>();
        foreach ((int w, int h) in Usual(width, height))
            if (Math.Abs((double)width * height / ((double)w * h) / ratio - 1) <= within && !sizes.Contains((w, h)))
                sizes.Add((w, h));
        // The grid of the masks themselves needs no other name.
        if (sizes.Contains((width, height)))
            sizes = [(width, height)];
        if (sizes is [var only])
            return new(
                (double)width * height / ((double)only.Width * only.Height),
                only.Width,
                only.Height,
                matching.Length,
                rows.Length
            )
            {
                Sizes = sizes,
            };
        double side = Math.Sqrt(ratio);
        return new(ratio, (int)Math.Round(width / side), (int)Math.Round(height / side), matching.Length, rows.Length)
        {
            Sizes = sizes,
        };
    }

    /// <summary>
    /// The most rows whose ratios lie within the tolerance of one; of several such sets, that of the smallest ratio.
    /// </summary>
    private static (double Ratio, double Pixels)[] Densest((double Ratio, double Pixels)[] rows)
    {
        int best = 0,
            from = 0;
        for (int i = 0, end = 0; i < rows.Length; i++)
        {
            while (end < rows.Length && rows[end].Ratio <= rows[i].Ratio * (1 + Tolerance) / (1 - Tolerance))
                end++;
            if (end - i > best)
                (best, from) = (end - i, i);
        }
        return rows[from..(from + best)];
    }

    private static IEnumerable<(int Width, int Height)> Usual(int width, int height)
    {
        yield return (width, height);
        foreach (int side in s_sides)
        {
            yield return (side, side);
            yield return width >= height
                ? (side, (int)Math.Round((double)side * height / width))
                : ((int)Math.Round((double)side * width / height), side);
        }
        for (int part = 2; part <= 8; part++)
            yield return ((int)Math.Round((double)width / part), (int)Math.Round((double)height / part));
    }

    private static double Squared(double value) => value * value;

    private static long RoundTo3(long value)
    {
        long unit = (long)Math.Pow(10, Math.Max(0, (int)Math.Log10(Math.Max(1, value)) - 2));
        return (value + unit / 2) / unit * unit;
    }
}
