using HybridNet.Runs.Columns;

namespace HybridNet.Diagnosis.Logged;

/// <summary>
/// What rows with overlap say of a smoothing term from their Dice alone. (2I + a)/(P + T + a) lies beside the fraction
/// 2I/(P + T), so closely that the fraction is a convergent of the continued fraction of the Dice; how far beside gives
/// (P + T + a)/a = (1 - p/q)/(dice - p/q), and P + T must be a multiple of q. A term ten times too small would make it a tenth.
/// </summary>
/// <remarks>
/// A best rational approximation p/q with |x - p/q| &lt; 1/(2q^2) is a convergent (Legendre); here that holds for a(P + T) well
/// below 1, so larger terms are left alone. Only a table that prints its numbers in full resolves such a difference.
/// </remarks>
internal static class LoggedFractions
{
    /// <summary>Terms above this move the Dice too far from its fraction.</summary>
    private const double LargestTerm = 2e-5;

    /// <summary>Rows that are looked at.</summary>
    private const int MostRows = 40;

    /// <summary>A fraction is taken for meant when the next denominator would be so many times larger; one in 200 is by
    /// chance.</summary>
    private const double Leap = 300;

    /// <summary>Times its rounding by which a Dice must differ from its fraction to say how far that is.</summary>
    private const double Beyond = 20;

    /// <summary>Largest denominator that is thought of.</summary>
    private const double MostPixels = 1 << 27;

    /// <summary>Share of rows that contradict a term before it is not believed, and their smallest number.</summary>
    private const double Contradicted = 0.3;
    private const int Several = 2;

    /// <summary>How closely the rows must agree on the term of precision and recall.</summary>
    private const double Agreement = 0.01;

    /// <summary>True unless many of the rows contradict a term, and more than agree with it.</summary>
    /// <param name="term">The term.</param>
    /// <param name="scores">Rows of one table, states known.</param>
    /// <param name="dice">How the Dice was printed.</param>
    public static bool Allow(double term, IReadOnlyList<RowView> scores, PrintedColumn dice)
    {
        if (term > LargestTerm)
            return true;
        int rows = 0,
            fit = 0,
            unfit = 0;
        foreach (RowView score in Hits(scores))
        {
            bool fits = false,
                stands = false;
            foreach (Beside near in Convergents(score.Dice, dice.HalfWidth(score.Dice, score.Printed.Dice)))
            {
                fits |= near.IsMultiple(term);
                stands |= near.Leap > Leap;
            }
            rows++;
            fit += fits ? 1 : 0;
            unfit += stands && !fits ? 1 : 0;
        }
        return fit >= unfit || unfit < Math.Max(Several, Contradicted * rows);
    }

    /// <summary>
    /// The term r of precision = I/(P + r) and recall = I/(T + r), as a multiple of the a of the Dice: 2I = dice(P + T + a) - a,
    /// P = I/precision - r and T = I/recall - r. Null where the rows do not agree on one.
    /// </summary>
    /// <param name="scores">Rows of one table, states known.</param>
    /// <param name="dice">How the Dice was printed.</param>
    public static double? RatioTerm(IReadOnlyList<RowView> scores, PrintedColumn dice)
    {
        var found = new List<double>();
        foreach (RowView score in Hits(scores))
            if (
                score is { Precision: > 0, Recall: > 0 }
                && Convergents(score.Dice, dice.HalfWidth(score.Dice, score.Printed.Dice)).MaxBy(near => near.Leap)
                    is { Leap: > Leap } beside
            )
            {
                double inverse = (1 / score.Precision + 1 / score.Recall) / 2;
                found.Add((beside.Times * (score.Dice * inverse - 1) - (1 - score.Dice) * inverse) / 2);
            }
        if (found.Count < Several)
            return null;
        found.Sort();
        double middle = found[found.Count / 2];
        return middle > 0 && 2 * found.Count(one => Math.Abs(one - middle) <= Agreement * middle) > found.Count ? middle : null;
    }

    private static IEnumerable<RowView> Hits(IReadOnlyList<RowView> scores) =>
        scores.Where(score => score is { State: MetricState.Defined, Dice: > 0 and < 1 }).Take(MostRows);

    /// <summary>The convergents below a Dice that differ from it by more than its rounding.</summary>
    private static IEnumerable<Beside> Convergents(double dice, double half)
    {
        double p0 = 1,
            q0 = 0,
            p = 0,
            q = 1,
            rest = dice;
        while (q < MostPixels)
        {
            double next = rest > 0 ? 1 / rest : double.PositiveInfinity,
                beside = dice - p / q,
                whole = Math.Floor(next);
            if (p > 0 && beside > Beyond * half)
                yield return new(p, q, beside, half, next);
            if (!(whole < MostPixels))
                break;
            (p0, q0, p, q) = (p, q, whole * p + p0, whole * q + q0);
            rest = next - whole;
        }
    }

    /// <summary>A fraction p/q and how far above it the Dice is.</summary>
    private sealed record Beside(double P, double Q, double Difference, double Half, double Leap)
    {
        /// <summary>(P + T)/a, were this the fraction that is meant.</summary>
        public double Times => (1 - P / Q) / Difference - 1;

        /// <summary>Whether a term makes P + T a multiple of q, or of 2q where an odd p stands for 2I.</summary>
        public bool IsMultiple(double term)
        {
            double step = P % 2 == 0 ? Q : 2 * Q,
                low = (term * (1 - P / Q) / (Difference + Half) - term) / step,
                high = (term * (1 - P / Q) / (Difference - Half) - term) / step;
            return Math.Max(1, Math.Ceiling(low)) <= Math.Floor(high);
        }
    }
}
