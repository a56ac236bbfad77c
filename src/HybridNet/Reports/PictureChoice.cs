using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports;

/// <summary>Which images of a page get pictures when not all can: the page stays small enough to open.</summary>
/// <param name="Ids">Ids with pictures.</param>
/// <param name="Of">Images that could have had pictures.</param>
/// <param name="First">By what the first were taken.</param>
internal sealed record PictureChoice(IReadOnlySet<string> Ids, int Of, string First)
{
    /// <summary>Pictures of a page when nobody says how many: of a thousand images a page stays below 40 MB.</summary>
    public const int Usual = 1000;

    /// <summary>What was left out; null when nothing was.</summary>
    public string? LeftOut =>
        Ids.Count == Of
            ? null
            : $"Pictures of {Count(Ids.Count)} of {Count(Of)} images are on this page, {First}; {Count(Of - Ids.Count)} "
                + $"are left out (-ImageCount).";

    /// <summary>The first ids of an order.</summary>
    /// <param name="ordered">Ids that can have pictures, most wanted first.</param>
    /// <param name="most">Most pictures.</param>
    /// <param name="first">By what they are ordered.</param>
    public static PictureChoice Among(IReadOnlyList<string> ordered, int most, string first) =>
        new(ordered.Take(most).ToHashSet(StringComparer.Ordinal), ordered.Count, first);

    /// <summary>
    /// The images of runs that have masks, lowest Dice of any run first; trivial ones, where nothing is to be seen, last.
    /// </summary>
    /// <param name="runs">The runs of a page.</param>
    /// <param name="most">Most pictures.</param>
    internal static PictureChoice Worst(IReadOnlyList<Charts.RunEvidence> runs, int most)
    {
        var worst = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (Charts.RunEvidence run in runs)
        {
            Dictionary<string, double> logged = run
                .Run.Log.Scores.GroupBy(score => score.ImageId, StringComparer.Ordinal)
                .ToDictionary(rows => rows.Key, rows => rows.Min(Wanted), StringComparer.Ordinal);
            foreach (MaskMeasurement row in run.Measurements)
            {
                double dice = logged.TryGetValue(row.ImageId, out double known) ? known : Wanted(row.Dice, row.State);
                worst[row.ImageId] = Math.Min(worst.GetValueOrDefault(row.ImageId, double.MaxValue), dice);
            }
        }
        return Among(
            [.. worst.OrderBy(item => item.Value).ThenBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Key)],
            most,
            "those with the lowest Dice"
        );
    }

    private static double Wanted(ImageScore score) => Wanted(score.Dice, score.State);

    private static double Wanted(double dice, MetricState state) =>
        state == MetricState.BothEmpty || double.IsNaN(dice) ? 2 : dice;
}
