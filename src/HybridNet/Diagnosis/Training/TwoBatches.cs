namespace HybridNet.Diagnosis.Training;

/// <summary>
/// The two batches whose mean Dice and mean IoU an epoch shows: with d1 + d2 = 2D and d/(2 - d) summing to 2J, d1 d2
/// follows, and with it both.
/// </summary>
/// <param name="Lower">Dice of the worse batch; NaN when no two batches give these means.</param>
/// <param name="Upper">Dice of the better batch; NaN likewise.</param>
/// <param name="OneBatch">One batch alone gives these means: J = D/(2 - D).</param>
internal readonly record struct TwoBatches(double Lower, double Upper, bool OneBatch)
{
    /// <summary>Six printed decimals leave about this much in a solution.</summary>
    private const double PrintPrecision = 1e-3;

    private const double OneBatchPrecision = 2e-6;

    /// <summary>Two batches from 0 to 1 give these means.</summary>
    public bool Exists => !double.IsNaN(Lower);

    /// <summary>One of the two is exactly 0 or 1, which a mean of many images hardly ever is.</summary>
    public bool HasExactBatch => Exists && (Lower == 0 || Upper == 1);

    /// <summary>Solves for one epoch.</summary>
    /// <param name="dice">Mean Dice of the epoch.</param>
    /// <param name="iou">Mean IoU of the epoch.</param>
    public static TwoBatches Solve(double dice, double iou)
    {
        bool one = Math.Abs(iou - dice / (2 - dice)) < OneBatchPrecision;
        // d1/(2-d1) + d2/(2-d2) = (2S - 2Q)/(4 - 2S + Q) with S = d1 + d2 and Q = d1 d2; set to 2J and solve for Q.
        double sum = 2 * dice,
            product = (2 * sum - 2 * iou * (4 - 2 * sum)) / (2 + 2 * iou);
        double spread = sum * sum / 4 - product;
        if (spread < -PrintPrecision)
            return new(double.NaN, double.NaN, one);
        double root = Math.Sqrt(Math.Max(0, spread)),
            lower = dice - root,
            upper = dice + root;
        if (lower < -PrintPrecision || upper > 1 + PrintPrecision)
            return new(double.NaN, double.NaN, one);
        return new(Snap(lower), Snap(upper), one);
    }

    private static double Snap(double value) =>
        Math.Abs(value) < PrintPrecision ? 0
        : Math.Abs(value - 1) < PrintPrecision ? 1
        : value;
}
