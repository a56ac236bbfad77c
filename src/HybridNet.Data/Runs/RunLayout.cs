using System.Text.RegularExpressions;
using HybridNet.Data.Runs.Formats;
using HybridNet.Pairing;
using HybridNet.Ports;

namespace HybridNet.Data.Runs;

/// <summary>A file and the shape in which it was recognised.</summary>
internal sealed record FoundFile(FileHead Head, RunFormat Format);

/// <summary>Where the files of one run are. Nothing but their beginnings is read here.</summary>
internal sealed partial class RunLayout
{
    private const string Hemohedge = "Hemohedge_Masks";
    private const int MostNames = 20_000;

    private static readonly EnumerationOptions s_anyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    private static readonly (RunFileKind Kind, string[] Names)[] s_tables =
    [
        (RunFileKind.SplitSummary, ["metrics_logs/split_summary.csv", "split_summary.csv"]),
        (RunFileKind.SplitAssignments, ["metrics_logs/image_split.csv", "image_split.csv", "splits/image_split.csv"]),
        (RunFileKind.ZeroDiceBreakdown, ["per_image_analysis/zero_dice_breakdown.csv"]),
    ];

    /// <summary>The run folder, without its output level.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder with the tables.</summary>
    public required string Output { get; init; }

    /// <summary>What tells the run from others of the folder that was given; null for the only one.</summary>
    public string? Part { get; set; }

    /// <summary>The per-image table, or null.</summary>
    public FoundFile? Scores { get; set; }

    /// <summary>The epoch table, or null.</summary>
    public FoundFile? Epochs { get; set; }

    /// <summary>The per-image table is the lab's error analysis, which runs over the validation images.</summary>
    public bool ScoresAreErrorAnalysis { get; set; }

    /// <summary>The other tables that are there.</summary>
    public Dictionary<RunFileKind, string> Tables { get; } = [];

    /// <summary>Text files with the ids of a split each, by split.</summary>
    public Dictionary<string, string> SplitLists { get; } = [];

    /// <summary>Lesion code in the names of the tables (test_summary_HE.json), or null.</summary>
    public string? LesionInNames { get; private set; }

    /// <summary>True when nothing of a run was found.</summary>
    public bool IsEmpty => Scores is null && Epochs is null && Tables.Count == 0;

    /// <summary>Files that this run was read from, by kind.</summary>
    public Dictionary<RunFileKind, string> Sources()
    {
        var sources = new Dictionary<RunFileKind, string>(Tables);
        if (Scores is not null)
            sources[RunFileKind.ImageScores] = Scores.Head.Path;
        if (Epochs is not null)
            sources[RunFileKind.Epochs] = Epochs.Head.Path;
        return sources;
    }

    /// <summary>Finds the tables beside the scores and epochs: splits, summary, snapshot, breakdown.</summary>
    public void FindOthers()
    {
        foreach ((RunFileKind kind, string[] names) in s_tables)
            if (names.Select(name => Existing(Output, name)).FirstOrDefault(path => path is not null) is { } path)
                Tables[kind] = path;
        foreach (string split in new[] { "train", "val", "test" })
        foreach (string folder in new[] { Output, Path.Combine(Output, "splits"), Folder })
            if (File.Exists(Path.Combine(folder, split + ".txt")))
                SplitLists.TryAdd(split, Path.Combine(folder, split + ".txt"));
        if (Existing(Output, "test_summary.json") is { } plain)
            Tables[RunFileKind.Summary] = plain;
        else if (Directory.EnumerateFiles(Output, "test_summary_*.json", s_anyCase).Max(StringComparer.Ordinal) is { } suffixed)
            Tables[RunFileKind.Summary] = suffixed;
        if (
            Directory
                .EnumerateFiles(Output, "metrics_*.json", s_anyCase)
                .Where(path => SnapshotName().IsMatch(Path.GetFileName(path)))
                .Max(StringComparer.Ordinal) is
            { } snapshot
        )
            Tables[RunFileKind.Snapshot] = snapshot;
        LesionInNames = Tables
            .Values.Append(Scores?.Head.Path ?? "")
            .Select(path => SuffixOf(Path.GetFileNameWithoutExtension(path)))
            .FirstOrDefault(code => code is not null);
    }

    /// <summary>Where the images are: what the caller names, else the usual folders in or beside the tables.</summary>
    /// <param name="lesion">Lesion code, or null.</param>
    /// <param name="options">What the caller decides.</param>
    /// <param name="softIsOwn">Soft exudates are a class of their own in this run: those of EX are the hard ones alone.</param>
    public RunFiles Images(string? lesion, RunReadOptions options, bool softIsOwn)
    {
        IReadOnlyList<string> names = LesionFolders.Of(lesion, softIsOwn),
            references = options.GroundTruth ?? [.. names.Select(name => Sub("masks", name) ?? Sub(name)).OfType<string>()];
        if (references.Count == 0 && lesion == "HE")
            references = [.. new[] { Sub("masks", Hemohedge) ?? Sub(Hemohedge) }.OfType<string>()];
        // FGADR as released: the folder's odd name tells it, and its edges are anti-aliased.
        bool fgadr = references.Any(path => Path.GetFileName(path).Equals(Hemohedge, StringComparison.OrdinalIgnoreCase));
        bool own = options.Rules.GroundTruthForeground != new SampleRules().GroundTruthForeground;
        return new()
        {
            Output = Output,
            GroundTruth = references,
            Predictions = options.Predictions ?? Sub("predictions_test") ?? NnUnetPredictions(),
            Probabilities = options.Probabilities ?? Sub("probabilities_test"),
            Images = options.Images ?? Sub("images"),
            Regions = options.Regions ?? Sub("regions") ?? Sub("fov"),
            Pairing = options.Pairing,
            Layout = fgadr ? "FGADR" : null,
            Rules = fgadr && !own ? options.Rules with { GroundTruthForeground = ">=128" } : options.Rules,
        };
    }

    /// <summary>
    /// The lesion from the end of the run's name, the JSON files, or the names of the predictions. The run's name wins where
    /// they disagree, which is said: the lab's notebooks leave HE in the files of MA runs.
    /// </summary>
    public string? GuessLesion(string name, ReadNotes notes)
    {
        string? byName = LesionFolders.Codes.FirstOrDefault(code => name.EndsWith(code, StringComparison.OrdinalIgnoreCase));
        (string Lesion, string Where)? byFiles = InFiles(notes);
        if (byName is not null && byFiles is { } files && files.Lesion != byName && LesionFolders.Codes.Contains(files.Lesion))
            notes.Say(
                $"Run {name}: its name says lesion {byName}, {files.Where} says {files.Lesion}. {byName} is taken; "
                    + $"decide with -Lesion."
            );
        string? lesion =
            byName is not null && byFiles is { } other && LesionFolders.Codes.Contains(other.Lesion)
                ? byName
                : byFiles?.Lesion ?? byName;
        if (lesion is null && Predicted() is { Count: > 1 } several)
            notes.Say(
                $"Run {name}: its predictions are of several lesions ({string.Join(", ", several)}), and nothing says which one "
                    + "its table is of. Name it with -Lesion."
            );
        return lesion;
    }

    /// <summary>The lesion code at the end of a file's stem, or null.</summary>
    public static string? SuffixOf(string stem) =>
        LesionFolders.Codes.FirstOrDefault(code => stem.EndsWith("_" + code, StringComparison.OrdinalIgnoreCase));

    private (string, string)? InFiles(ReadNotes notes)
    {
        foreach (RunFileKind kind in new[] { RunFileKind.Summary, RunFileKind.Snapshot })
            if (
                Tables.TryGetValue(kind, out string? json)
                && Optional.Read(() => SummaryFile.Lesion(json, notes), notes) is { } written
            )
                return (written, Path.GetFileName(json));
        if (Predicted() is [var only])
            return (only, "the name of its predictions");
        if (LesionInNames is not null)
            return (LesionInNames, "the name of its tables");
        return NnUnetFolder.OnlyLabel(Folder) is { } label && (Scores ?? Epochs)?.Format is NnUnetSummary or NnUnetLog
            ? (label, "dataset.json")
            : null;
    }

    /// <summary>The lesions that names of predictions, or of maps where there are none, end with.</summary>
    private List<string> Predicted() =>
        (Sub("predictions_test") ?? Sub("probabilities_test")) is { } predictions
            ?
            [
                .. Directory
                    .EnumerateFiles(predictions)
                    .Take(MostNames)
                    .Select(file => SuffixOf(Path.GetFileNameWithoutExtension(file)))
                    .OfType<string>()
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    private string? NnUnetPredictions() =>
        Scores?.Format is NnUnetSummary && Directory.EnumerateFiles(Scores.Head.Folder, "*.png").Any()
            ? Scores.Head.Folder
            : null;

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

    /// <summary>A file by its name, also gzipped.</summary>
    public static string? Existing(string folder, string name)
    {
        string path = Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
        if (File.Exists(path))
            return path;
        return File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    [GeneratedRegex(@"^metrics_\d{8}_\d{6}\.json$", RegexOptions.IgnoreCase)]
    private static partial Regex SnapshotName();
}

/// <summary>Reads what a run can do without: a fault of it becomes a note.</summary>
internal static class Optional
{
    /// <summary>The value, or null after a fault.</summary>
    public static T? Read<T>(Func<T?> read, ReadNotes notes)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException exception)
        {
            notes.Say($"{exception.Message} The file is left out.");
            return null;
        }
    }
}
