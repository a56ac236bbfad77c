using System.Text.RegularExpressions;
using HybridNet.Runs.Columns;

namespace HybridNet.Charts.Kinds;

/// <summary>The scores of a run by a part of their image ids, or those of several runs; trivial images are left out.</summary>
/// <param name="Run">Name of the run, or of all.</param>
/// <param name="Title">Head line.</param>
/// <param name="Place">What the groups are.</param>
/// <param name="All">The groups, in order.</param>
/// <param name="Trivial">Trivial images, which are no result.</param>
internal sealed record ScoreGroups(
    string Run,
    string Title,
    string Place,
    IReadOnlyList<(string Name, IReadOnlyList<RowView> Scores)> All,
    int Trivial
)
{
    /// <summary>Groups of one run.</summary>
    public static ScoreGroups Of(Run run, Regex group, ChartKind kind) =>
        new(
            run.Name,
            $"{run.Name}: Dice by group",
            "group of images, from their ids",
            [.. Split(run, group, kind)],
            TrivialOf(run)
        );

    /// <summary>A group for each run.</summary>
    public static ScoreGroups Of(IReadOnlyList<Run> runs, ChartKind kind) =>
        new(
            string.Join("_", runs.Select(run => run.Name)),
            $"Dice of {runs.Count} runs",
            "run",
            [.. runs.Select(run => (run.Name, Results(run, kind)))],
            runs.Sum(TrivialOf)
        );

    /// <summary>The horizontal axis.</summary>
    public ChartAxis Axis => new(Place) { Categories = [.. All.Select(one => $"{one.Name} (n = {one.Scores.Count})")] };

    /// <summary>What a subtitle says of trivial images.</summary>
    public string LeftOut => Trivial > 0 ? $"; {Trivial} trivial images are left out" : "";

    private static int TrivialOf(Run run) => RowView.All(run.Log.Scores).Count(score => score.State == MetricState.BothEmpty);

    /// <summary>The images by their group, as places in the table.</summary>
    private static IEnumerable<(string, IReadOnlyList<RowView>)> Split(Run run, Regex pattern, ChartKind kind)
    {
        IReadOnlyList<RowView> results = Results(run, kind);
        var groups = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        bool usual = pattern.ToString() == IdPattern.Suffix;
        Span<char> room = stackalloc char[128];
        for (int i = 0; i < results.Count; i++)
        {
            bool read = IdPattern.TrySuffix(results[i].IdInto(room), out string? key);
            if (!usual || !read)
                key = IdPattern.Key(pattern, results[i].ImageId);
            if (!groups.TryGetValue(key ?? "all", out List<int>? places))
                groups[key ?? "all"] = places = [];
            places.Add(i);
        }
        return groups.Select(one =>
            (one.Key, (IReadOnlyList<RowView>)new Projection<int, RowView>(one.Value, place => results[place]))
        );
    }

    private static IReadOnlyList<RowView> Results(Run run, ChartKind kind)
    {
        IReadOnlyList<RowView> rows = RowView.All(run.Log.Scores);
        bool IsResult(RowView score) => !double.IsNaN(score.Dice) && score.State != MetricState.BothEmpty;
        var places = new List<int>(rows.Count(IsResult));
        for (int i = 0; i < rows.Count; i++)
            if (IsResult(rows[i]))
                places.Add(i);
        return places.Count > 0
            ? new Projection<int, RowView>(places, place => rows[place])
            : throw ChartBuilder.Lacks(run, kind, "image scores other than trivial ones (test_per_image_metrics.csv)");
    }
}
