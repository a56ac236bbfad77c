using HybridNet.Metrics;
using HybridNet.Panels;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>Every image: what was logged, and what its masks say.</summary>
internal static class ImageSection
{
    private static readonly System.Text.RegularExpressions.Regex s_subject = IdPattern.Compile(IdPattern.Subject);

    public static ReportSection? Of(ReportInput input)
    {
        Run run = input.Evidence.Run;
        IReadOnlyList<MaskMeasurement> measured = input.Evidence.Measurements;
        if (run.Log.Scores.Count + measured.Count == 0)
            return null;
        Dictionary<string, ImageScore> scores = run.Log.Scores.ToDictionary(score => score.ImageId, StringComparer.Ordinal);
        Dictionary<string, MaskMeasurement> masks = measured.ToDictionary(row => row.ImageId, StringComparer.Ordinal);
        string[] ids =
        [
            .. run.Log.Scores.OrderBy(score => score.Rank).Select(score => score.ImageId),
            .. measured.Select(row => row.ImageId).Where(id => !scores.ContainsKey(id)),
        ];
        List<ReportColumn> columns = [new("Image")];
        if (scores.Count > 0)
            columns.AddRange([
                new("Rank", true),
                new("Dice", true),
                new("IoU", true),
                new("Precision", true),
                new("Recall", true),
                new("Pearson", true),
                new("Band") { Filter = true },
                new("State") { Filter = true },
            ]);
        if (masks.Count > 0)
            columns.AddRange([
                new("Dice of masks", true),
                new("GT px", true),
                new("Pred px", true),
                new("Case of masks") { Filter = true },
            ]);
        PanelImage?[] pictures = input.Thumbnails && masks.Count > 0 ? Pictures(input, ids, scores, masks) : [];
        int dark = pictures.Count(picture => picture is { Photo: null });
        var table = new ReportTable(
            $"All {ids.Length} images, lowest Dice first",
            columns,
            [
                .. ids.Select(id =>
                    Row(scores.GetValueOrDefault(id), masks.GetValueOrDefault(id), id, scores.Count > 0, masks.Count > 0)
                ),
            ]
        )
        {
            Interactive = true,
            IsImages = true,
            MeanOf = scores.Count > 0 ? "Dice" : null,
            Pictures = pictures,
            Subjects = [.. ids.Select(id => IdPattern.Key(s_subject, id) ?? id)],
        };
        string said =
            scores.Count > 0
                ? "Scores are as logged; State says what stands behind a value."
                : "There is no per-image table: everything is measured from the masks.";
        if (masks.Count > 0)
            said +=
                $" {Count(masks.Count)} of {Count(ids.Length)} images have masks that could be measured here; Dice of "
                + $"masks has no smoothing, on the masks' own grid.";
        if (input.Thumbnails && input.Pictures?.LeftOut is { } leftOut)
            said += " " + leftOut;
        if (dark > 0)
            said +=
                $" {Many(dark, "of them has no photograph: its masks are", "of them have no photograph: their masks are")} "
                + $"shown on black.";
        return new("images", "Images", [new ReportText(said), table]);
    }

    private static IReadOnlyList<ReportCell> Row(ImageScore? score, MaskMeasurement? mask, string id, bool scored, bool measured)
    {
        List<ReportCell> cells = [new(id)];
        if (scored)
            cells.AddRange([
                CountCell(score?.Rank),
                ScoreCell(score?.Dice) with
                {
                    Band = score?.Band,
                },
                ScoreCell(score?.Iou),
                ScoreCell(score?.Precision),
                ScoreCell(score?.Recall),
                ScoreCell(score?.Pearson),
                new(score is null ? "–" : $"{score.Band}") { Band = score?.Band },
                new(score is null ? "not logged" : $"{score.State}"),
            ]);
        if (measured)
            cells.AddRange([
                ScoreCell(mask?.Dice),
                CountCell(mask?.GtPixels),
                CountCell(mask?.PredPixels),
                new(
                    mask is null ? "–"
                    : mask.State == MetricState.BothEmpty ? "both empty"
                    : mask.Case?.ToString()[..1] ?? "overlap"
                ),
            ]);
        return cells;
    }

    private static PanelImage?[] Pictures(
        ReportInput input,
        string[] ids,
        Dictionary<string, ImageScore> scores,
        Dictionary<string, MaskMeasurement> masks
    )
    {
        var images = new RunImages(input.Evidence.Run);
        return
        [
            .. ids.Select(id =>
                masks.ContainsKey(id) && input.Pictures?.Ids.Contains(id) != false
                    ? new PanelImage(ImageCases.Of(input.Evidence.Run, images, id, input.MissingGroundTruth), images.Picture(id))
                    {
                        Dice = scores.GetValueOrDefault(id)?.Dice,
                    }
                    : null
            ),
        ];
    }
}
