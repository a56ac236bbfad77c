using System.Text.RegularExpressions;
using HybridNet.Data.Runs.Formats;

namespace HybridNet.Data.Runs;

/// <summary>Finds the lab's own files by their names, with or without the lesion behind them, in any output folder.</summary>
internal static partial class LabLayout
{
    private static readonly EnumerationOptions s_anyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>The layouts of a folder: one, several where copies of several runs lie together, or none.</summary>
    /// <param name="folder">The folder that was given, without a mark at its end.</param>
    /// <param name="notes">Told about copies of several runs.</param>
    public static List<RunLayout> Find(string folder, ReadNotes notes)
    {
        foreach (string output in Outputs(folder))
        {
            string[] scores = ScoreTables(output);
            string? epochs = RunLayout.Existing(output, "metrics_expanded.csv");
            if (scores.Length > 1)
                return Copies(folder, output, scores, notes);
            var layout = new RunLayout { Folder = Outer(folder, output), Output = output };
            if (scores.Length == 1)
                layout.Scores = new(new FileHead(scores[0]), new ScoreCsv());
            if (epochs is not null)
                layout.Epochs = new(new FileHead(epochs), new EpochTable());
            layout.FindOthers();
            if (layout.IsEmpty || (layout.Scores ?? layout.Epochs) is null)
                continue;
            SayLeftOut(folder, layout, notes);
            return [layout];
        }
        return [];
    }

    /// <summary>
    /// Tables of images in the folder's other outputs, and beside the one that is read; a scan of the folder says the latter
    /// where the run is not whole without.
    /// </summary>
    private static void SayLeftOut(string folder, RunLayout layout, ReadNotes notes)
    {
        string[] others =
        [
            .. Outputs(folder)
                .SelectMany(output =>
                    output != layout.Output ? ScoreTables(output)
                    : layout.Epochs is null ? []
                    : Directory.EnumerateFiles(output, "*per_image*", s_anyCase).Where(path => TableName().IsMatch(path))
                )
                .Where(path => path != layout.Scores?.Head.Path)
                .Select(path => Path.GetRelativePath(folder, path))
                .Order(StringComparer.Ordinal),
        ];
        if (layout.Scores is { } scores && others.Length > 0)
            notes.Say(
                $"{folder} holds further per-image tables: {Path.GetRelativePath(folder, scores.Head.Path)} is read and left out "
                    + $"are {string.Join(", ", others)}. Name one with -ScorePath."
            );
    }

    /// <summary>The newest error analysis of an output folder, or null.</summary>
    public static string? NewestErrorAnalysis(string output) =>
        Directory
            .EnumerateDirectories(output, "error_analysis*", s_anyCase)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "per_image_metrics*.csv", s_anyCase))
            .Max(StringComparer.Ordinal);

    /// <summary>The run folder of an output folder.</summary>
    public static string Outer(string folder, string output) =>
        output == folder && IsOutput(Path.GetFileName(folder)) ? Path.GetDirectoryName(folder) ?? folder : folder;

    /// <summary>output and output_*, then the folder itself.</summary>
    public static IEnumerable<string> Outputs(string folder)
    {
        string inner = Path.Combine(folder, "output");
        if (Directory.Exists(inner))
            yield return inner;
        foreach (string other in Directory.EnumerateDirectories(folder, "output_*", s_anyCase).Order(StringComparer.Ordinal))
            yield return other;
        yield return folder;
    }

    /// <summary>True for output and output_se.</summary>
    public static bool IsOutput(string name) => OutputName().IsMatch(name);

    private static string[] ScoreTables(string output) =>
        [
            .. Directory
                .EnumerateFiles(output, "*per_image*", s_anyCase)
                .Where(path => ScoreName().IsMatch(Path.GetFileName(path)))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// Tables of several runs that were copied into one folder: a run for each. Which epoch table belongs to which is not in
    /// any of them, so none is joined.
    /// </summary>
    private static List<RunLayout> Copies(string folder, string output, string[] scores, ReadNotes notes)
    {
        string[] epochs =
        [
            .. Directory
                .EnumerateFiles(output, "metrics_expanded*.csv", s_anyCase)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];
        notes.Say(
            $"{output} holds {scores.Length} per-image tables: "
                + $"{string.Join(", ", scores.Select(Path.GetFileName))}. Each is read as a run of its own."
                + (
                    epochs.Length == 0
                        ? ""
                        : $" Nothing tells which epoch table belongs to which ({string.Join(", ", epochs)}), so none "
                            + $"is joined: name it with -ScorePath and -EpochPath."
                )
        );
        return
        [
            .. scores.Select(path =>
            {
                string stem = Path.GetFileName(path).Split('.')[0];
                string? lesion = RunLayout.SuffixOf(stem);
                return new RunLayout
                {
                    Folder = Outer(folder, output),
                    Output = output,
                    Part = lesion ?? stem,
                    Scores = new(new FileHead(path), new ScoreCsv()),
                };
            }),
        ];
    }

    [GeneratedRegex(@"^output(_\w+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex OutputName();

    [GeneratedRegex(@"\.(csv|tsv|json|jsonl)(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();

    [GeneratedRegex(@"^(test_per_image_metrics|per_image_test_metrics)(_(EX|HE|MA|SE))?\.csv(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ScoreName();
}
