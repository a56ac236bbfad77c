namespace HybridNet.Diagnosis.Logged;

/// <summary>
/// Whether a row whose scores break the identities of a pair of masks is one of a pair of masks after all, smoothed with a term
/// that is not small beside its lesions: dice = (2I + a)/(N + a) with iou = (I + a)/(N - I + a), N = P + T.
/// </summary>
/// <remarks>
/// From Dice and IoU, (N + a)/a = (1 - iou)/(2 iou - dice(1 + iou)); N and then I = (dice(N + a) - a)/2 must be whole numbers.
/// Precision and recall are I/(P + r) and I/(T + r), or smoothed as the Dice is; their sum must be N.
/// </remarks>
internal static class SmoothedIdentities
{
    /// <summary>Terms that show in three decimals of an image with lesions.</summary>
    private static readonly double[] s_terms = [1, 0.1, 0.01, 0.001, 2];

    /// <summary>A total that rounding leaves no more open than this is a whole number by more than chance.</summary>
    private const double Sharp = 0.2;

    private const double MostPixels = 1e6;

    /// <summary>One term, if any, under which every one of the rows has a pair of masks.</summary>
    /// <param name="rows">Rows that break an identity.</param>
    /// <param name="known">The smoothing term that the table shows, or null.</param>
    /// <param name="columns">How the scores were printed.</param>
    public static double? Term(IReadOnlyList<ImageScore> rows, double? known, PrintedColumns columns)
    {
        double[] terms = known is { } one ? [one] : s_terms;
        foreach (double term in terms)
            if (rows.All(row => Explains(term, row, columns)))
                return term;
        return null;
    }

    private static bool Explains(double term, ImageScore row, PrintedColumns columns)
    {
        double dice = row.Dice,
            iou = row.Iou,
            diceHalf = columns.Dice.LikelyHalfWidth(dice, row.Printed.Dice),
            iouHalf = columns.Iou.LikelyHalfWidth(iou, row.Printed.Iou);
        if (double.IsNaN(dice) || dice >= 1)
            return false;
        if (double.IsNaN(iou))
            return ByRatios(term, row, diceHalf, columns);
        double difference = 2 * iou - dice * (1 + iou),
            error = (2 - dice) * iouHalf + (1 + iou) * diceHalf;
        if (difference <= error)
            return false;
        double low = term * ((1 - iou) / (difference + error) - 1),
            high = term * ((1 - iou) / (difference - error) - 1);
        if (high > MostPixels || high - low > Sharp)
            return false;
        double total = Math.Round((low + high) / 2);
        if (total < 1 || total < low - 1e-6 || total > high + 1e-6)
            return false;
        double twice = dice * (total + term) - term,
            common = Math.Round(twice / 2);
        return common >= 0
            && Math.Abs(twice - 2 * common) <= diceHalf * (total + term) + 1e-6
            && RatiosFit(term, row, total, common, columns);
    }

    /// <summary>Without an IoU: some whole N of which Dice, precision and recall are.</summary>
    private static bool ByRatios(double term, ImageScore row, double diceHalf, PrintedColumns columns)
    {
        for (int total = 1; total < 2000; total++)
        {
            double twice = row.Dice * (total + term) - term,
                common = Math.Round(twice / 2);
            if (
                common >= 0
                && Math.Abs(twice - 2 * common) <= diceHalf * (total + term) + 1e-6
                && RatiosFit(term, row, total, common, columns)
            )
                return true;
        }
        return false;
    }

    private static bool RatiosFit(double term, ImageScore row, double total, double common, PrintedColumns columns)
    {
        if (double.IsNaN(row.Precision) || double.IsNaN(row.Recall) || !(row.Precision + row.Recall > 0))
            return true;
        double precisionHalf = columns.Precision.LikelyHalfWidth(row.Precision, row.Printed.Precision),
            recallHalf = columns.Recall.LikelyHalfWidth(row.Recall, row.Printed.Recall);
        return Fits(common, 0) || Fits(common + term, term);

        // part/(P + r) = precision and part/(T + r) = recall with P + T the total and r between nothing and the term.
        bool Fits(double part, double ratioTerm)
        {
            if (!(row.Precision > 0) || !(row.Recall > 0))
                return false;
            double sum = part / row.Precision + part / row.Recall - 2 * ratioTerm,
                slack =
                    part * (precisionHalf / Squared(row.Precision) + recallHalf / Squared(row.Recall))
                    + (ratioTerm > 0 ? 1e-6 : 2e-4) * total;
            return Math.Abs(sum - total) <= slack + 1e-6;
        }
    }

    private static double Squared(double value) => value * value;
}
