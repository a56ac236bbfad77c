using HybridNet.Runs.Synthetic;

namespace HybridNet.Data.Runs;

/// <summary>One image's row as the lab's training code logs it: smoothed, and 0 where Pearson is undefined.</summary>
internal sealed record LoggedRow(
    string Id,
    long Gt,
    long Pred,
    double Dice,
    double Iou,
    double Precision,
    double Recall,
    double Pearson
)
{
    private const double Epsilon = 1e-6,
        RatioEpsilon = 1e-7,
        SmallestVariance = 1e-8;

    /// <summary>The case that the breakdown records.</summary>
    public ZeroDiceCase Case =>
        Gt == 0 ? ZeroDiceCase.A_GT_empty_PRED_nonempty
        : Pred == 0 ? ZeroDiceCase.B_GT_nonempty_PRED_empty
        : ZeroDiceCase.C_disjoint;

    /// <summary>No pixel in common, though one of the masks has some.</summary>
    public bool Misses => Gt + Pred > 0 && Precision == 0 && Recall == 0;

    public static LoggedRow Of(string id, SyntheticImage image, byte[] prediction)
    {
        long gt = 0,
            pred = 0,
            both = 0;
        double sum = 0,
            squares = 0,
            cross = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            bool marked = (image.Hard[i] | image.Soft[i]) != 0,
                found = prediction[i] != 0;
            double p = image.Map[i] / 255.0;
            if (marked)
                gt++;
            if (found)
                pred++;
            if (marked && found)
                both++;
            sum += p;
            squares += p * p;
            if (marked)
                cross += p;
        }
        double n = prediction.Length,
            varianceT = gt / n - gt / n * (gt / n),
            varianceP = squares / n - sum / n * (sum / n);
        double pearson =
            varianceT < SmallestVariance || varianceP < SmallestVariance
                ? 0
                : (cross / n - gt / n * (sum / n)) / Math.Sqrt(varianceT * varianceP);
        return new(
            id,
            gt,
            pred,
            (2 * both + Epsilon) / (gt + pred + Epsilon),
            (both + Epsilon) / (gt + pred - both + Epsilon),
            both / (pred + RatioEpsilon),
            both / (gt + RatioEpsilon),
            pearson
        );
    }
}
