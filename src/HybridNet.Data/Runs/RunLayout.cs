using System.Text.RegularExpressions;
using HybridNet.Pairing;
using HybridNet.Ports;

namespace HybridNet.Data.Runs;

/// <summary>Where the files of one run folder are. Nothing is read here.</summary>
internal sealed partial class RunLayout
{
    private const string Hemohedge = "Hemohedge_Masks";

    private static readonly EnumerationOptions s_anyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    private static readonly (RunFileKind Kind, string Name)[] s_tables =
    [
        (RunFileKind.ImageScores, "test_per_image_metrics.csv"),
        (RunFileKind.Epochs, "metrics_expanded.csv"),
        (RunFileKind.SplitSummary, "metrics_logs/split_summary.csv"),
        (RunFileKind.SplitAssignments, "metrics_logs/image_split.csv"),
        (RunFileKind.Summary, "test_summary.json"),
        (RunFileKind.ZeroDiceBreakdown, "per_image_analysis/zero_dice_breakdown.csv"),
    ];

    private RunLayout(string folder, string output, IReadOnlyDictionary<RunFileKind, string> tables) =>
        (Folder, Output, Tables) = (folder, output, tables);

    /// <summary>The run folder, without its output level.</summary>
    public string Folder { get; }

    /// <summary>The folder with the tables.</summary>
    public string Output { get; }

    /// <summary>The tables that are there.</summary>
    public IReadOnlyDictionary<RunFileKind, string> Tables { get; }

    /// <summary>Looks at a folder given with or without its output level.</summary>
    /// <exception cref="InputException">There is no such folder, or none of a run's CSV files is in it.</exception>
    public static RunLayout Find(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(folder))
            throw new InputException(
                InputError.NotARun,
                $"{folder} is a file; a run is a folder.",
                folder,
                "Give the folder that the file is in."
            );
        if (!Directory.Exists(folder))
            throw new InputException(InputError.PathNotFound, $"There is no folder {folder}.", folder, "Check the path.");
        string inner = Path.Combine(folder, "output");
        try
        {
            foreach (string output in new[] { inner, folder })
            {
                Dictionary<RunFileKind, string> tables = Directory.Exists(output) ? TablesIn(output) : [];
                if (!tables.Values.Any(path => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)))
                    continue;
                bool givenOutput =
                    output == folder && Path.GetFileName(folder).Equals("output", StringComparison.OrdinalIgnoreCase);
                return new RunLayout(givenOutput ? Path.GetDirectoryName(folder) ?? folder : folder, output, tables);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputError.UnreadableFile,
                $"{folder} cannot be listed: {exception.Message}",
                folder,
                "Check that you may read the folder.",
                exception
            );
        }
        throw new InputException(
            InputError.NotARun,
            $"{folder} is no run: neither it nor its output folder holds any of "
                + string.Join(
                    ", ",
                    s_tables.Where(table => table.Name.EndsWith(".csv", StringComparison.Ordinal)).Select(table => table.Name)
                )
                + " or error_analysis_*/per_image_metrics_*.csv.",
            folder,
            "Give the folder that a training wrote."
        );
    }

    /// <summary>Where the images are: what the caller names, else the usual folders in or beside the tables.</summary>
    public RunFiles Images(string? lesion, RunReadOptions options)
    {
        IReadOnlyList<string> references =
            options.GroundTruth ?? [.. LesionFolders.Of(lesion).Select(name => Sub("masks", name) ?? Sub(name)).OfType<string>()];
        if (references.Count == 0 && lesion == "HE")
            references = [.. new[] { Sub("masks", Hemohedge) ?? Sub(Hemohedge) }.OfType<string>()];
        // FGADR as released: the folder's odd name tells it, and its edges are anti-aliased.
        bool fgadr = references.Any(path => Path.GetFileName(path).Equals(Hemohedge, StringComparison.OrdinalIgnoreCase));
        bool own = options.Rules.GroundTruthForeground != new SampleRules().GroundTruthForeground;
        return new()
        {
            Output = Output,
            GroundTruth = references,
            Predictions = options.Predictions ?? Sub("predictions_test"),
            Probabilities = options.Probabilities ?? Sub("probabilities_test"),
            Images = options.Images ?? Sub("images"),
            Regions = options.Regions ?? Sub("regions") ?? Sub("fov"),
            Pairing = options.Pairing,
            Layout = fgadr ? "FGADR" : null,
            Rules = fgadr && !own ? options.Rules with { GroundTruthForeground = ">=128" } : options.Rules,
        };
    }

    /// <summary>The lesion from the JSON files, the names of the predictions, or the end of the run's name.</summary>
    public string? GuessLesion(string name)
    {
        foreach (RunFileKind kind in new[] { RunFileKind.Summary, RunFileKind.Snapshot })
            if (Tables.TryGetValue(kind, out string? json) && SummaryFile.Lesion(json) is { } written)
                return written;
        if (
            Sub("predictions_test") is { } predictions
            && Directory
                .EnumerateFiles(predictions)
                .Select(file => SuffixOf(Path.GetFileNameWithoutExtension(file)))
                .FirstOrDefault(code => code is not null)
                is { } suffix
        )
            return suffix;
        return LesionFolders.Codes.FirstOrDefault(code => name.EndsWith(code, StringComparison.OrdinalIgnoreCase));
    }

    private static string? SuffixOf(string stem) =>
        LesionFolders.Codes.FirstOrDefault(code => stem.EndsWith("_" + code, StringComparison.OrdinalIgnoreCase));

    private string? Sub(params string[] parts)
    {
        foreach (string root in new[] { Output, Folder })
        {
            string path = Path.Combine([root, .. parts]);
            if (Directory.Exists(path))
                return path;
        }
        return null;
    }

    private static Dictionary<RunFileKind, string> TablesIn(string output)
    {
        var tables = new Dictionary<RunFileKind, string>();
        foreach ((RunFileKind kind, string name) in s_tables)
        {
            string path = Path.Combine(output, name.Replace('/', Path.DirectorySeparatorChar));
            if (File.Exists(path))
                tables[kind] = path;
        }
        if (!tables.ContainsKey(RunFileKind.ImageScores) && NewestErrorAnalysis(output) is { } scores)
            tables[RunFileKind.ImageScores] = scores;
        if (
            Directory
                .EnumerateFiles(output, "metrics_*.json", s_anyCase)
                .Where(path => SnapshotName().IsMatch(Path.GetFileName(path)))
                .Max(StringComparer.Ordinal) is
            { } snapshot
        )
            tables[RunFileKind.Snapshot] = snapshot;
        return tables;
    }

    private static string? NewestErrorAnalysis(string output) =>
        Directory
            .EnumerateDirectories(output, "error_analysis_*", s_anyCase)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "per_image_metrics_*.csv", s_anyCase))
            .Max(StringComparer.Ordinal);

    [GeneratedRegex(@"^metrics_\d{8}_\d{6}\.json$", RegexOptions.IgnoreCase)]
    private static partial Regex SnapshotName();
}
