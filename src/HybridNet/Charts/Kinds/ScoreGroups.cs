using System.Text.RegularExpressions;

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
    IReadOnlyList<(string Name, ImageScore[] Scores)> All,
    int Trivial
)
{
    /// <summary>Groups of one run.</summary>
    public static ScoreGroups Of(Run run, Regex group, ChartKind kind) =>
        new(
            run.Name,
            $"{run.Name}: Dice by group",
            "group of images, from their ids",
            [
                .. Results(run, kind)
                    .GroupBy(score => IdPattern.Key(group, score.ImageId) ?? "all")
                    .OrderBy(one => one.Key, StringComparer.Ordinal)
                    .Select(one => (one.Key, one.ToArray())),
            ],
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
    public ChartAxis Axis => new(Place) { Categories = [.. All.Select(one => $"{one.Name} (n = {one.Scores.Length})")] };

    /// <summary>What a subtitle says of trivial images.</summary>
    public string LeftOut => Trivial > 0 ? $"; {Trivial} trivial images are left out" : "";

    private static int TrivialOf(Run run) => run.Log.Scores.Count(score => score.State == MetricState.BothEmpty);

    private static ImageScore[] Results(Run run, ChartKind kind)
    {
        ImageScore[] scores =
        [
            .. run.Log.Scores.Where(score => !double.IsNaN(score.Dice) && score.State != MetricState.BothEmpty),
        ];
        return scores.Length > 0
            ? scores
            : throw ChartBuilder.Lacks(run, kind, "image scores other than trivial ones (test_per_image_metrics.csv)");
    }
}
