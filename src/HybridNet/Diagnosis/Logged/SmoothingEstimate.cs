using HybridNet.Runs.Columns;

namespace HybridNet.Diagnosis.Logged;

/// <summary>What is known of the smoothing of a log.</summary>
internal enum SmoothingKnowledge
{
    /// <summary>No image without overlap, and no other row that would tell.</summary>
    NothingToSee,

    /// <summary>The zeros are plain zeros: nothing was added to the numerator.</summary>
    NotSmoothed,

    /// <summary>One term explains the rows, and no other comes near.</summary>
    Found,

    /// <summary>The log is smoothed, or printed too short to tell: several terms explain it, or none does.</summary>
    Unknown,
}

/// <summary>
/// The smoothing term of a log: the a of dice = (2I + a)/(P + T + a), estimated from all its rows, and the totals P + T
/// that it gives back.
/// </summary>
/// <remarks>
/// Without overlap P + T = a/dice - a. With overlap and an IoU of the same term, P + T + a = a(1 - iou)/(2 iou - dice(1 +
/// iou)), which a log in full digits resolves too. P + T is a whole number. So each candidate term is weighed by Bayes'
/// rule: how likely whole numbers are to give the printed values, where a total of n pixels has the prior 1/n (the size of a
/// lesion is known to no scale). A term ten times too large makes whole numbers as well, but only multiples of ten, and
/// loses by a factor of ten for each row; one that is too small gives fractions. A term that is none of the list is weighed
/// too, and so is a row that is no such figure. Every value counts as the range of numbers
/// that are printed like it. A term is believed when its weight is 99.5 % of all.
/// </remarks>
internal sealed class SmoothingEstimate
{
    /// <summary>The share of the weight that a term needs.</summary>
    private const double Certain = 0.995;

    /// <summary>Largest total that is thought of: both masks of a picture of 134 megapixels, full.</summary>
    private const double MostPixels = 1 << 27;

    /// <summary>Rows of each kind that are looked at, spread over the table.</summary>
    private const int MostRows = 500;

    /// <summary>Totals that are summed one by one; beyond, the sum of 1/n is a logarithm.</summary>
    private const double FewTotals = 64;

    /// <summary>What masks enlarged twice, three, four, five or ten times make of every area, and how often that is thought
    /// of.</summary>
    private static readonly (int Multiple, double Weight)[] s_multiples =
    [
        (1, 1),
        (4, 0.01),
        (9, 0.01),
        (16, 0.01),
        (25, 0.01),
        (100, 0.0023),
    ];

    /// <summary>How often a term is none of the list, and how often a row is no such figure at all.</summary>
    private const double Unlisted = 0.02,
        Wrong = 1e-5;

    private readonly PrintedColumn _dice;

    private SmoothingEstimate(SmoothingKnowledge knowledge, double? term, PrintedColumn dice) =>
        (Knowledge, Term, _dice) = (knowledge, term, dice);

    /// <summary>What is known.</summary>
    public SmoothingKnowledge Knowledge { get; }

    /// <summary>The term; null unless it was found.</summary>
    public double? Term { get; }

    /// <summary>Images without overlap that were looked at.</summary>
    public int Zeros { get; private init; }

    /// <summary>Smallest and largest total, P + T, that the logged Dice of an image without overlap can stand for; null where
    /// no term is known.</summary>
    /// <param name="score">A row without overlap.</param>
    public (long Low, long High)? Totals(ImageScore score) => Totals(new RowView(score));

    private (long Low, long High)? Totals(RowView score) =>
        Term is { } term && score.State.HasNoOverlap() ? Totals(Range(score.Dice, score.Printed.Dice), term) : null;

    /// <summary>The total P + T of an image without overlap; null where no term is known or rounding leaves several
    /// totals.</summary>
    /// <param name="score">A row without overlap.</param>
    public long? Total(ImageScore score) => Total(new RowView(score));

    /// <inheritdoc cref="Total(ImageScore)"/>
    public long? Total(RowView score) => Totals(score) is (var low, var high) && low == high ? low : null;

    /// <summary>Estimates the term of a table.</summary>
    /// <param name="scores">Its rows, states known.</param>
    /// <param name="cancel">Stops the work.</param>
    public static SmoothingEstimate Of(IReadOnlyList<ImageScore> scores, CancellationToken cancel = default)
    {
        IReadOnlyList<RowView> rows = RowView.All(scores, cancel);
        return Of(
            rows,
            PrintedColumn.Of(rows.Select(score => (score.Dice, score.Printed.Dice))),
            PrintedColumn.Of(rows.Select(score => (score.Iou, score.Printed.Iou)))
        );
    }

    /// <summary>Estimates the term of a table whose columns were looked at.</summary>
    /// <param name="scores">Its rows, states known.</param>
    /// <param name="dice">How the Dice was printed.</param>
    /// <param name="iou">How the IoU was printed.</param>
    public static SmoothingEstimate Of(IReadOnlyList<RowView> scores, PrintedColumn dice, PrintedColumn iou)
    {
        static bool IsZero(RowView score) => score.State.HasNoOverlap() && !double.IsNaN(score.Dice);
        int count = scores.Count(IsZero);
        SmoothingEstimate Known(SmoothingKnowledge knowledge, double? term = null) =>
            new(knowledge, term, dice) { Zeros = count };
        if (count == 0)
            return Known(SmoothingKnowledge.NothingToSee);
        if (!scores.Any(score => IsZero(score) && score.Dice != 0))
            return Known(
                dice.HalfWidth(0, scores.First(IsZero).Printed.Dice) < 1e-12
                    ? SmoothingKnowledge.NotSmoothed
                    : SmoothingKnowledge.Unknown
            );

        IouTerm form = Form(Sample(scores, score => IsZero(score) && !double.IsNaN(score.Iou)), dice, iou);
        // Each row as the range of (P + T + a)/a that it leaves.
        (double Low, double High)[] ranges =
        [
            .. Sample(scores, IsZero)
                .Select(score => Inverse(score.Dice, dice.HalfWidth(score.Dice, score.Printed.Dice)))
                .Where(range => range.High > 0),
        ];
        (double Low, double High)[] defined = form == IouTerm.Same ? Defined(scores, dice, iou) : [];
        (double, double)[] terms = SmoothingTerms.Weighed(form, LoggedFractions.RatioTerm(scores, dice));
        Choice choice = Best([.. ranges, .. defined], terms);
        // Rows with overlap that no term explains are smoothed in another way; those that several explain count.
        if (defined.Length > 0 && choice.NoneFits)
            choice = Best(ranges, terms);
        double? term = choice.Term is { } best && LoggedFractions.Allow(best, scores, dice) ? best : null;
        return Known(term is null ? SmoothingKnowledge.Unknown : SmoothingKnowledge.Found, term);
    }

    private (double Low, double High) Range(double value, PrintedPlace place) => Inverse(value, _dice.HalfWidth(value, place));

    private static (double Low, double High) Inverse(double value, double half) =>
        (1 / (value + half), value > half ? 1 / (value - half) : double.PositiveInfinity);

    /// <summary>Whole numbers n with (n + a)/a in a range.</summary>
    private static (long Low, long High)? Totals((double Low, double High) range, double term)
    {
        (double low, double high) = Pixels(range, term);
        if (high > MostPixels)
            return null;
        return low <= high ? ((long)low, (long)high) : null;
    }

    private static (double Low, double High) Pixels((double Low, double High) range, double term)
    {
        const double Slack = 1e-9;
        return (
            Math.Max(1, Math.Ceiling(range.Low * term * (1 - 4e-16) - term - Slack)),
            Math.Floor(range.High * term * (1 + 4e-16) - term + Slack)
        );
    }

    /// <summary>Rows with overlap that tell: (P + T + a)/a = (1 - iou)/(2 iou - dice(1 + iou)).</summary>
    private static (double Low, double High)[] Defined(IReadOnlyList<RowView> scores, PrintedColumn dice, PrintedColumn iou)
    {
        var ranges = new List<(double, double)>();
        foreach (
            RowView score in Sample(scores, score => score is { State: MetricState.Defined, Dice: > 0 and < 1, Iou: > 0 and < 1 })
        )
        {
            double difference = 2 * score.Iou - score.Dice * (1 + score.Iou),
                error =
                    (2 - score.Dice) * iou.HalfWidth(score.Iou, score.Printed.Iou)
                    + (1 + score.Iou) * dice.HalfWidth(score.Dice, score.Printed.Dice);
            if (difference + error <= 0)
                return [];
            double high = difference > error ? (1 - score.Iou) / (difference - error) : double.PositiveInfinity;
            ranges.Add(((1 - score.Iou) / (difference + error), high));
        }
        return [.. ranges];
    }

    /// <summary>How the IoU of images without overlap stands to their Dice; every one must agree.</summary>
    private static IouTerm Form(RowView[] both, PrintedColumn dice, PrintedColumn iou)
    {
        if (both.Length == 0)
            return IouTerm.Unknown;
        bool All(double factor) =>
            Array.TrueForAll(
                both,
                score =>
                    Math.Abs(score.Iou - factor * score.Dice)
                    <= iou.HalfWidth(score.Iou, score.Printed.Iou) + dice.HalfWidth(score.Dice, score.Printed.Dice)
            );
        bool same = All(1),
            half = Array.TrueForAll(
                both,
                score =>
                    // e/(n + e) beside 2e/(n + 2e).
                    Math.Abs(score.Iou - score.Dice / (2 - score.Dice))
                    <= iou.HalfWidth(score.Iou, score.Printed.Iou) + dice.HalfWidth(score.Dice, score.Printed.Dice)
            );
        if (same == half)
            return Array.TrueForAll(both, score => score.Iou == 0) && !same ? IouTerm.None : IouTerm.Unknown;
        return same ? IouTerm.Same : IouTerm.Half;
    }

    private static Choice Best((double Low, double High)[] ranges, (double Term, double Weight)[] terms)
    {
        double best = double.NegativeInfinity,
            term = 0;
        double odd = ranges.Sum(range => Math.Log(Spread(range)));
        var logs = new List<double> { Math.Log(Unlisted) + odd };
        foreach ((double candidate, double weight) in terms)
        {
            double log = LogWeight(ranges, candidate, weight);
            logs.Add(log);
            if (log > best)
                (best, term) = (log, candidate);
        }
        if (best <= logs[0])
            return new(null, true);
        return new(logs.Sum(log => Math.Exp(log - best)) <= 1 / Certain ? term : null, false);
    }

    /// <summary>Logarithm of the weight of a term after all rows; masks that were enlarged have totals that are
    /// multiples.</summary>
    private static double LogWeight((double Low, double High)[] ranges, double term, double weight)
    {
        double best = double.NegativeInfinity,
            sum = 0;
        foreach ((int multiple, double often) in s_multiples)
        {
            double log = Math.Log(weight * often);
            foreach ((double Low, double High) range in ranges)
                log += Math.Log(Likelihood(range, term, multiple) + Wrong * Spread(range));
            sum = log > best ? 1 + sum * Math.Exp(best - log) : sum + Math.Exp(log - best);
            best = Math.Max(best, log);
        }
        return best + Math.Log(sum);
    }

    /// <summary>Sum of 1/n over the n whose multiple is a total that a row leaves under a term.</summary>
    private static double Likelihood((double Low, double High) range, double term, int multiple)
    {
        (double low, double high) = Pixels(range, term);
        (low, high) = (Math.Ceiling(low / multiple), Math.Floor(Math.Min(high, MostPixels) / multiple));
        if (!(low <= high))
            return 0;
        if (high - low > FewTotals)
            return Math.Log((high + 0.5) / (low - 0.5));
        double sum = 0;
        for (double n = low; n <= high; n++)
            sum += 1 / n;
        return sum;
    }

    /// <summary>What a row weighs when nothing whole stands behind it: its width on a logarithmic scale.</summary>
    private static double Spread((double Low, double High) range) =>
        Math.Min(Math.Log(range.High / range.Low) + 1e-18, Math.Log(MostPixels));

    /// <summary>Rows of one kind, spread over the table. They are counted first: a million are not copied for 500.</summary>
    private static RowView[] Sample(IReadOnlyList<RowView> rows, Func<RowView, bool> isOfKind)
    {
        int step = Math.Max(1, rows.Count(isOfKind) / MostRows);
        return [.. rows.Where(isOfKind).Where((_, i) => i % step == 0)];
    }

    /// <summary>The term that is believed, if any; or that none fits better than no term at all.</summary>
    private readonly record struct Choice(double? Term, bool NoneFits);
}
