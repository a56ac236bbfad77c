using HybridNet.Diagnosis.Logged;
using HybridNet.Statistics;

namespace HybridNet.Tests.Diagnosis.Logged;

/// <summary>
/// A kind of smoothed log: how it logs, how many of its images have no overlap, and how large their masks are. Logs of it are
/// made from pixel counts, so that every total that is worked out from one can be compared with the truth.
/// </summary>
internal sealed record SmoothedLogs(string Name, LogDialect Dialect, int Zeros)
{
    private const string Full = "R";

    /// <summary>Smallest and largest mask, in pixels before it is enlarged.</summary>
    public (long Low, long High) Sizes { get; init; } = (3, 20_000);

    /// <summary>Images with overlap beside each one without.</summary>
    public int Hits { get; init; } = 2;

    /// <summary>Every area is a multiple of this.</summary>
    public long Multiple { get; init; } = 1;

    /// <summary>What was made of the totals of one log.</summary>
    /// <param name="Right">Totals that are the true ones.</param>
    /// <param name="Refused">Totals that are not given.</param>
    /// <param name="Wrong">Totals that are others.</param>
    public readonly record struct Outcome(int Right, int Refused, int Wrong);

    /// <summary>Makes one log and has its totals worked out.</summary>
    public Outcome Run(ulong seed)
    {
        MadeImage[] images = Make(new Xoshiro256(seed, (ulong)Name.Length));
        ImageScore[] rows = [.. images.Select(Dialect.Row)];
        RowStates.Resolve(rows);
        int right = 0,
            refused = 0,
            wrong = 0;
        foreach ((MadeImage image, ImageScore row) in images.Zip(rows))
            if (row.TotalPixels is not { } total)
                refused += image.Common == 0 ? 1 : 0;
            else if (total == image.Gt + image.Pred)
                right++;
            else
                wrong++;
        return new(right, refused, wrong);
    }

    private MadeImage[] Make(Xoshiro256 random)
    {
        long Size() => Multiple * (long)Math.Round(Sizes.Low * Math.Pow((double)Sizes.High / Sizes.Low, random.NextDouble()));
        var images = new List<MadeImage>();
        for (int i = 0; i < Zeros; i++)
        {
            double kind = random.NextDouble();
            images.Add(
                kind switch
                {
                    < 0.3 => new(0, Size(), 0, 0),
                    < 0.8 => new(Size(), 0, 0, 0.01 + 0.2 * random.NextDouble()),
                    _ => new(Size(), Size(), 0, 0.01 + 0.2 * random.NextDouble()),
                }
            );
        }
        for (int i = 0; i < Hits * Zeros; i++)
        {
            long gt = Size(),
                common = Multiple * Math.Max(1, (long)(gt / Multiple * random.NextDouble())),
                more = Multiple * (1 + (long)(gt / Multiple * random.NextDouble()));
            images.Add(new(gt, common + more, common, 0.3 + 0.6 * random.NextDouble()));
        }
        return [.. images];
    }

    private static LogDialect Lab(double e, string format = Full) =>
        new("smoothed")
        {
            Dice = (e, e),
            Iou = (e, e),
            Format = format,
        };

    /// <summary>2(I + e)/(P + T + 2e) beside (I + e)/(U + e).</summary>
    private static LogDialect Textbook(double e) => Lab(e) with { Dice = (2 * e, 2 * e) };

    /// <summary>The kinds: terms, forms, prints, numbers and sizes.</summary>
    public static IReadOnlyList<SmoothedLogs> All { get; } =
    [
        .. Each([1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1], [1, 2, 3, 10], e => ($"e = {e}", Lab(e))),
        .. Each([1e-8, 1e-7, 1e-6, 1e-5, 1], [1, 3, 10], e => ($"2(I + e)/(P + T + 2e), e = {e}", Textbook(e))),
        .. Each([5e-6, 1e-15, 1.1920928955078125e-7, 2.220446049250313e-16], [1, 3, 10], e => ($"e = {e}", Lab(e))),
        .. Each([7, 8, 9, 10, 12], [3, 10], n => ($"{n} decimals", Lab(1e-6, $"F{n}"))),
        .. Each([4, 5, 6], [1, 10], n => ($"{n} significant digits", Lab(1e-6, $"G{n}"))),
        new("7 digits with an exponent", Lab(1e-6, "0.000000e+00"), 3),
        .. Each([1, 0], [1, 3, 10], _ => ("floats", Lab(1e-6) with { Floats = true })).Take(3),
        .. Each([8], [3, 10], n => ($"{n} decimals, small lesions", Lab(1e-6, $"F{n}"))).Select(Small),
        Small(new("e = 1E-15, small lesions", Lab(1e-15), 3)),
        new("masks enlarged twice", Lab(1e-6), 3) { Multiple = 4 },
        new("masks enlarged ten times", Lab(1e-6), 3) { Multiple = 100 },
        new("even areas, 2(I + e)/(P + T + 2e)", Textbook(1e-6), 3) { Multiple = 2 },
    ];

    /// <summary>The kind in other tables: without an IoU, without images with overlap, with ratios smoothed as the Dice
    /// is.</summary>
    public IEnumerable<(string Columns, SmoothedLogs Kind)> Tables() =>
        [
            ("all", this),
            ("no IoU", this with { Dialect = Dialect with { Columns = "DPRC" } }),
            ("no hits", this with { Hits = 0 }),
            ("ratios smoothed", this with { Dialect = Dialect with { Ratio = Dialect.Iou } }),
        ];

    private static SmoothedLogs Small(SmoothedLogs kind) => kind with { Sizes = (3, 300) };

    private static IEnumerable<SmoothedLogs> Each(
        double[] values,
        int[] zeros,
        Func<double, (string Name, LogDialect Dialect)> make
    ) => from value in values let made = make(value) from count in zeros select new SmoothedLogs(made.Name, made.Dialect, count);
}
