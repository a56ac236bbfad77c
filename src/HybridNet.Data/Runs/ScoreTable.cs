using HybridNet.Diagnosis;

namespace HybridNet.Data.Runs;

/// <summary>Reads the per-image table.</summary>
internal static class ScoreTable
{
    private static readonly string[] s_known =
    [
        "image_id",
        "dice",
        "iou",
        "precision",
        "recall",
        "pearson",
        "pearson_r",
        "gt_area",
        "pred_area",
    ];

    /// <summary>Reads every row, in file order, ranked by Dice.</summary>
    public static List<ImageScore> Read(string path, string run, QualityBands bands, RunCell cell, CancellationToken cancel)
    {
        using var table = new CsvTable(path);
        int id = table.Need("image_id"),
            dice = table.Need("dice");
        int iou = table.Find("iou"),
            precision = table.Find("precision"),
            recall = table.Find("recall");
        int pearson = table.Find("pearson", "pearson_r"),
            gt = table.Find("gt_area"),
            pred = table.Find("pred_area");
        var others = new List<(int Column, string Name)>();
        for (int i = 0; i < table.Columns.Count; i++)
            if (!s_known.Contains(table.Columns[i], StringComparer.OrdinalIgnoreCase))
                others.Add((i, table.Columns[i]));

        var origin = new Origin(cell);
        var scores = new List<ImageScore>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (table.Read())
        {
            if ((scores.Count & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            string imageId = table.Text(id);
            if (imageId == "")
                throw table.Fault(InputError.MalformedFile, id, "the image id is empty.", "Every row needs the id of its image.");
            if (!ids.Add(imageId))
                throw table.Fault(
                    InputError.DuplicateImageId,
                    id,
                    $"'{imageId}' stands in line {2 + scores.FindIndex(score => score.ImageId == imageId)} already.",
                    "One row for each image: find out which of the two is right and take the other out."
                );
            var row = (
                Dice: table.Number(dice),
                Iou: table.Number(iou),
                Precision: table.Number(precision),
                Recall: table.Number(recall),
                Pearson: table.Number(pearson)
            );
            long? gtPixels = Area(table, gt),
                predPixels = Area(table, pred);
            scores.Add(
                new ImageScore
                {
                    Run = run,
                    ImageId = imageId,
                    Dice = row.Dice,
                    Iou = row.Iou,
                    Precision = row.Precision,
                    Recall = row.Recall,
                    Pearson = row.Pearson,
                    GtPixels = gtPixels,
                    PredPixels = predPixels,
                    Band = bands.OfImage(row.Dice),
                    State = RowState.Classify(row.Dice, row.Iou, row.Precision, row.Recall, row.Pearson, gtPixels, predPixels),
                    Other =
                        others.Count == 0 ? null : others.ToDictionary(other => other.Name, other => table.Text(other.Column)),
                    Printed = new()
                    {
                        Dice = table.Place(dice),
                        Iou = table.Place(iou),
                        Precision = table.Place(precision),
                        Recall = table.Place(recall),
                        Pearson = table.Place(pearson),
                    },
                    Origin = origin,
                }
            );
        }
        Rank(scores);
        FillTotals(scores);
        return scores;
    }

    private static long? Area(CsvTable table, int column) =>
        column < 0 || double.IsNaN(table.Number(column)) ? null : table.Whole(column);

    /// <summary>Totals of pixels: recorded ones, else what the log's own smoothing gives back.</summary>
    private static void FillTotals(List<ImageScore> scores)
    {
        double? epsilon = SmoothingInversion.FindEpsilon(
            scores.Where(score => score.State.HasNoOverlap()).Select(score => score.Dice)
        );
        foreach (ImageScore score in scores)
            score.TotalPixels =
                score.GtPixels + score.PredPixels
                ?? (
                    score.State == MetricState.BothEmpty ? 0
                    : score.State.HasNoOverlap() && epsilon is { } term ? SmoothingInversion.Total(score.Dice, term)
                    : null
                );
    }

    /// <summary>Numbers the rows by Dice from the lowest; equal values keep file order, NaN comes last.</summary>
    private static void Rank(List<ImageScore> scores)
    {
        var keys = new double[scores.Count];
        var order = new int[scores.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = double.IsNaN(scores[i].Dice) ? double.PositiveInfinity : scores[i].Dice;
            order[i] = i;
        }
        Array.Sort(keys, order);
        for (int rank = 0; rank < order.Length; )
        {
            int end = rank;
            while (end < order.Length && keys[end] == keys[rank])
                end++;
            Array.Sort(order, rank, end - rank);
            for (; rank < end; rank++)
                scores[order[rank]].Rank = rank + 1;
        }
    }
}
