using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN005: scores come from another grid than pixel counts. Compares P+T recovered from the smoothing with the counted
/// pixels of the same images; assumes one ratio for most of them. Silent without either.
/// </summary>
internal sealed class OtherGrid : AuditRule
{
    private const double SameGrid = 1.15,
        Equal = 0.02;
    private const int FewestEqual = 2,
        Share = 5;

    public override string Id => "HN005";

    public override string Title => "Scored on another grid";

    public override IReadOnlyList<string> Tags => ["scores", "zero-dice"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.ZeroDice is not { Epsilon: not null } analysis)
            return Skip("a smoothed per-image table");
        Dictionary<string, ImageScore> scores = context.Scores.ToDictionary(score => score.ImageId, StringComparer.Ordinal);
        double Scored(string id) =>
            scores.TryGetValue(id, out ImageScore? score) ? analysis.Smoothing.Total(score) ?? double.NaN : double.NaN;
        (ZeroDice Row, double Ratio)[] rows =
        [
            .. analysis
                .Rows.Where(row => row.GtPixels + row.PredPixels > 0)
                .Select(row => (row, (row.GtPixels!.Value + row.PredPixels!.Value) / Scored(row.ImageId)))
                .Where(item => !double.IsNaN(item.Item2)),
        ];
        if (rows.Length < 3)
            return Skip("three images with both a recovered total and pixel counts");
        // Rows judged against a larger reference lie above the grid's own ratio, never below it.
        double ratio = analysis.Grid?.Ratio ?? Quantile.Of([.. rows.Select(row => row.Ratio)], 0.25);
        int equal = rows.Count(row => Math.Abs(row.Ratio - 1) < Equal);
        // Images that were counted against a larger reference have a larger ratio on the same grid too.
        if ((ratio < SameGrid && ratio > 1 / SameGrid) || (equal >= FewestEqual && Share * equal >= rows.Length))
            return Pass(context, $"Scores and pixel counts come from one grid: {equal} of {rows.Length} totals are equal.");
        if (ratio < 1)
            return Larger(context, analysis.Grid, [.. rows.Select(row => row.Row.ImageId)], ratio);
        string grid = analysis.Grid is { } known ? $" on a {known.Name} grid" : " on a smaller grid";
        return Report(
            context,
            Severity.Warning,
            $"The scores were computed{grid}, the pixel counts on one with {ratio:0.00} times as many pixels (side "
                + $"{Math.Sqrt(ratio):0.00} times as long).",
            rows.Length,
            rows.Select(row => row.Row.ImageId),
            new()
            {
                ["Ratio"] = ratio,
                ["Side"] = analysis.Grid is { Sizes.Count: 1 } one ? (object)one.Width : double.NaN,
                ["RowsInThisRatio"] = analysis.Grid?.Matching ?? rows.Count(row => Math.Abs(row.Ratio / ratio - 1) < 0.08),
                ["Rows"] = rows.Length,
            },
            "Score on the grid of the reference masks, or say in the report which grid each number comes from."
        );
    }

    private RuleOutcome Larger(AuditContext context, ScoredGrid? grid, string[] ids, double ratio) =>
        Report(
            context,
            Severity.Warning,
            $"The scores were computed on a{(grid is null ? "" : " " + grid.Name)} grid, with {1 / ratio:0.00} times as "
                + $"many pixels as the masks that were counted have.",
            ids.Length,
            ids,
            new() { ["Ratio"] = ratio, ["Rows"] = ids.Length },
            "Score on the grid of the reference masks, or say in the report which grid each number comes from."
        );
}
