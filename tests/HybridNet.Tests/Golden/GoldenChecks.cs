using System.Text.Json;
using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.PostProcessing;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Golden;

/// <summary>Compares one image with its reference values.</summary>
internal sealed class GoldenChecks(string id, JsonElement golden)
{
    private const double Counts = 1e-9,
        Measured = 1e-6;

    public void Overlap(Mask gt, Mask pred)
    {
        Confusion c = Confusion.Count(gt, pred);
        Assert.Equal(
            (golden.Whole("tp"), golden.Whole("fp"), golden.Whole("fn"), golden.Whole("tn")),
            (c.TruePositive, c.FalsePositive, c.FalseNegative, c.TrueNegative)
        );
        Close("dice_raw", OverlapMetrics.Dice(c), Counts);
        Close("iou_raw", OverlapMetrics.Iou(c), Counts);
        Close("precision_raw", OverlapMetrics.Precision(c), Counts);
        Close("recall_raw", OverlapMetrics.Recall(c), Counts);
        Close("specificity", OverlapMetrics.Specificity(c), Counts);
        Close("accuracy", OverlapMetrics.Accuracy(c), Counts);
        Close("kappa", OverlapMetrics.Kappa(c), Counts);
        // scikit-learn writes 0 for two empty masks, where this software has no value at all.
        if (c.GtPixels + c.PredPixels == 0)
            Assert.Equal(double.NaN, OverlapMetrics.Mcc(c));
        else
            Close("mcc", OverlapMetrics.Mcc(c), Counts);
        Close("f2", OverlapMetrics.F2(c), Counts);
        Close("dice", LabSmoothing.Dice(c), Counts);
        Close("iou", LabSmoothing.Iou(c), Counts);
        Close("precision", LabSmoothing.Precision(c), Counts);
        Close("recall", LabSmoothing.Recall(c), Counts);
        string expected = golden.GetProperty("case").GetString()!;
        Assert.Equal(expected, c.Case?.ToString() ?? (c.State == MetricState.BothEmpty ? "empty_empty" : "partial"));
    }

    public void Scores(ProbabilityMetrics actual, string kind, double tolerance = Measured)
    {
        JsonElement expected = golden.GetProperty("prob_" + kind);
        Close(expected, "auprc", actual.AveragePrecision, tolerance);
        Close(expected, "auroc", actual.Auroc, tolerance);
        Close(expected, "brier", actual.Brier, tolerance);
        Close(expected, "ece15", actual.Ece, tolerance);
        Pearson(actual.Correlation, kind, tolerance);
    }

    public void Pearson(Correlation actual, string kind, double tolerance = Measured) =>
        Close(golden, "pearson_" + kind, LabSmoothing.Pearson(actual), tolerance);

    /// <summary>Positive and true positive pixels at 0.05, 0.10 ... 0.95.</summary>
    public void Sweep(ProbabilityHistogram histogram)
    {
        JsonElement expected = golden.GetProperty("prob_u8");
        for (int k = 0; k < 19; k++)
        {
            Confusion c = histogram.At(histogram.LevelOf((5 + 5 * k) / 100.0));
            Assert.Equal(
                (expected.GetProperty("sweep_I")[k].GetInt64(), expected.GetProperty("sweep_P")[k].GetInt64()),
                (c.TruePositive, c.PredPixels)
            );
        }
    }

    public void Distances(Mask gt, Mask pred)
    {
        JsonElement expected = golden.GetProperty("surface");
        BoundaryDistances actual = BoundaryDistances.Of(gt, pred, new DistanceOptions(), CancellationToken.None);
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.True(
                gt.IsEmpty && pred.IsEmpty ? double.IsNaN(actual.Hausdorff) : double.IsPositiveInfinity(actual.Hausdorff),
                id
            );
            return;
        }
        Assert.Equal((expected.Whole("n_gt"), expected.Whole("n_pred")), (Boundary.Of(gt).Count, Boundary.Of(pred).Count));
        Close(expected, "hd", actual.Hausdorff, Measured);
        Close(expected, "hd95_maxdir", actual.Hd95, Measured);
        Close(expected, "assd_pooled", actual.Assd, Measured);
        Close(expected, "assd_meanmean", actual.Masd, Measured);
        Close(expected, "nsd2", actual.Nsd, Measured);
        Close(
            expected,
            "hd95_pooled",
            BoundaryDistances
                .Of(gt, pred, new DistanceOptions { PercentileMode = PercentileMode.Pooled }, CancellationToken.None)
                .Hd95,
            Measured
        );
    }

    public void Lesions(Mask gt, Mask pred)
    {
        JsonElement lesion = golden.GetProperty("lesion");
        LesionMatching any = LesionMatching.Of(gt, pred);
        Assert.Equal((lesion.Whole("n_gt"), lesion.Whole("n_pred")), (any.Gt.Count, any.Pred.Count));
        foreach ((string side, Mask mask) in new[] { ("gt", gt), ("pred", pred) })
        {
            Assert.Equal(golden.GetProperty(side).GetProperty("c4").Whole("n"), LesionMap.Label(mask, Connectivity.Four).Count);
            Areas(golden.GetProperty(side).GetProperty("c8"), LesionMap.Label(mask));
        }
        Hits(lesion.GetProperty("any"), any);
        Hits(lesion.GetProperty("iou10"), LesionMatching.Of(gt, pred, mode: MatchMode.Iou, threshold: 0.1));
        Hits(lesion.GetProperty("iou50"), LesionMatching.Of(gt, pred, mode: MatchMode.Iou, threshold: 0.5));
        Rows(lesion, "gt_lesions", any.Gt, pair => pair.Gt, any);
        Rows(lesion, "pred_lesions", any.Pred, pair => pair.Pred, any);
    }

    public void RegionFilters(Mask gt, Mask pred)
    {
        foreach (int area in new[] { 10, 50, 200 })
        {
            using Mask kept = RegionFilter.MinimumArea(pred, area);
            Effect("remove_small_" + area, kept, gt);
        }
        using Mask filled = RegionFilter.FillHoles(pred);
        Effect("fill_holes", filled, gt);
    }

    private void Effect(string name, Mask result, Mask gt)
    {
        JsonElement expected = golden.GetProperty("post").GetProperty(name);
        Confusion c = Confusion.Count(gt, result);
        Assert.True((expected[0].GetInt64(), expected[1].GetInt64()) == (c.PredPixels, c.TruePositive), $"{id} {name}");
    }

    private static void Areas(JsonElement expected, LesionMap map)
    {
        long[] areas = [.. map.Components.ToArray().Select(component => component.Area).OrderDescending()];
        Assert.Equal(expected.Whole("n"), areas.Length);
        if (expected.TryGetProperty("areas", out JsonElement list))
            Assert.Equal(list.EnumerateArray().Select(area => area.GetInt64()), areas);
        Assert.Equal(expected.Whole("area_sum"), areas.Sum());
    }

    private static void Hits(JsonElement expected, LesionMatching actual) =>
        Assert.Equal((expected.Whole("gt_hit"), expected.Whole("pred_hit")), (actual.GtHit, actual.PredHit));

    /// <summary>Area, box (rows first, last included), centroid, overlap and best IoU of every lesion, by first pixel.</summary>
    private void Rows(JsonElement lesion, string name, LesionMap map, Func<LesionPair, int> label, LesionMatching matching)
    {
        if (!lesion.TryGetProperty(name, out JsonElement rows))
            return;
        ILookup<int, LesionPair> pairs = matching.Pairs.ToLookup(label);
        Assert.Equal(rows.GetArrayLength(), map.Count);
        for (int i = 0; i < map.Count; i++)
        {
            Component c = map.Components[i];
            double[] row = [.. rows[i].EnumerateArray().Select(value => value.GetDouble())];
            Assert.Equal((row[0], row[3], row[4], row[5], row[6]), (c.Area, c.Top, c.Left, c.Bottom, c.Right));
            Assert.Equal(row[7], c.CentroidY, Measured);
            Assert.Equal(row[8], c.CentroidX, Measured);
            Assert.Equal(row[9], pairs[c.Label].Sum(pair => pair.Pixels));
            Assert.True(Math.Abs(row[10] - pairs[c.Label].Select(pair => pair.Iou).DefaultIfEmpty(0).Max()) <= Counts, id);
        }
    }

    private void Close(string name, double actual, double tolerance) => Close(golden, name, actual, tolerance);

    private void Close(JsonElement from, string name, double actual, double tolerance)
    {
        double expected = from.Number(name);
        Assert.True(
            double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= tolerance,
            $"{id} {name}: {actual:R} instead of {expected:R}"
        );
    }
}
