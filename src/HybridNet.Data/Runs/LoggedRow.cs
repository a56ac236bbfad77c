using HybridNet.Metrics;
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
    /// <summary>The case that the breakdown records.</summary>
    public ZeroDiceCase Case => ZeroDiceCases.Of(Gt, Pred) ?? ZeroDiceCase.Undetermined;

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
        var counts = new Confusion(both, pred - both, gt - both, prediction.Length - pred - gt + both);
        return new(
            id,
            gt,
            pred,
            LabSmoothing.Dice(counts),
            LabSmoothing.Iou(counts),
            LabSmoothing.Precision(counts),
            LabSmoothing.Recall(counts),
            LabSmoothing.Pearson(new(prediction.Length, gt, sum, squares, cross))
        );
    }
}
