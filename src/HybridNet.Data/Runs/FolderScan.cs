using System.Globalization;
using System.Text.RegularExpressions;
using HybridNet.Data.Runs.Formats;

namespace HybridNet.Data.Runs;

/// <summary>Looks through a folder for files of any known shape and sorts them into runs.</summary>
/// <remarks>
/// A file belongs to the nearest folder above it that is not one of a trainer's own sub-folders (validation, vis_data,
/// lightning_logs ...). Folders of images are passed over.
/// </remarks>
internal sealed partial class FolderScan
{
    private const int Deepest = 7,
        MostFiles = 5000;

    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".csv",
        ".tsv",
        ".txt",
        ".json",
        ".jsonl",
        ".log",
        ".gz",
    };

    private readonly string _root;
    private readonly ReadNotes _notes;
    private readonly List<FoundFile> _found = [];
    private readonly StrangeFiles _strange;
    private readonly IReadOnlyDictionary<string, string> _columns;
    private int _looked;
    private RunLayout? _lab;

    private FolderScan(string root, ReadNotes notes, IReadOnlyDictionary<string, string> columns) =>
        (_root, _notes, _columns, _strange) = (root, notes, columns, new(root));

    /// <summary>Looks through a folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="notes">Told what is left out.</param>
    /// <param name="columns">Columns that the caller named, by role: a table that has them all may be meant.</param>
    public static FolderScan Of(string root, ReadNotes notes, IReadOnlyDictionary<string, string> columns)
    {
        var scan = new FolderScan(root, notes, columns);
        scan.Visit(root, 0);
        if (scan._looked > MostFiles)
            notes.Say($"{root} holds more than {MostFiles} files that could be tables; only these were looked at.");
        return scan;
    }

    /// <summary>What was seen and is no table of a run, for an error message.</summary>
    public string Seen() =>
        _found.Find(file => file.Format is OtherFormat) is { Format: OtherFormat format } other
            ? $" {other.Head.Path} is {format.Explanation}."
            : _strange.Sentence();

    /// <summary>The runs, by folder.</summary>
    /// <param name="lab">What the lab's own names gave: one run, which another table of the folder may complete.</param>
    public List<RunLayout> Layouts(RunLayout? lab = null)
    {
        _lab = lab;
        var homes = _found
            .Where(file => file.Format is ScoreFormat or EpochFormat)
            .GroupBy(file => HomeOf(file))
            .OrderBy(home => home.Key, StringComparer.Ordinal)
            .ToList();
        List<RunLayout> layouts = [.. homes.SelectMany(home => LayoutsOf(home.Key, [.. home]))];
        if (Merged(layouts) is { } one)
            return [one];
        if (layouts.Count == 1)
            layouts[0].Part = null;
        RunLayout? main = layouts.Find(layout => layout.Folder == _root);
        if (main is null || layouts.Count == 1)
            return Shortened(layouts);
        IEnumerable<string> others = layouts
            .Where(layout => layout.Folder != _root)
            .Select(layout => Path.GetRelativePath(_root, layout.Folder))
            .Distinct();
        if (others.Any())
            _notes.Say(
                $"{_root} holds a run itself; what lies in its folders {string.Join(", ", others)} "
                    + $"is left out. Give one of them to read it."
            );
        return [.. layouts.Where(layout => layout.Folder == _root)];
    }

    /// <summary>Parts without the folders that all of them have in common.</summary>
    private static List<RunLayout> Shortened(List<RunLayout> layouts)
    {
        if (layouts.Count < 2 || layouts.Exists(layout => layout.Part is null))
            return layouts;
        string[] parents = [.. layouts.Select(layout => Path.GetDirectoryName(layout.Folder)!)];
        if (Array.TrueForAll(parents, parent => parent == parents[0]))
            foreach (RunLayout layout in layouts)
                if (layout.Part!.IndexOf(Path.GetFileName(layout.Folder), StringComparison.Ordinal) is > 0 and var start)
                    layout.Part = layout.Part[start..];
        return layouts;
    }

    /// <summary>Scores in one folder and epochs in another are one run, when there is one of each.</summary>
    private RunLayout? Merged(List<RunLayout> layouts)
    {
        if (layouts.Count != 2)
            return null;
        RunLayout? scores = layouts.Find(layout => layout.Scores is not null),
            epochs = layouts.Find(layout => layout.Epochs is not null);
        if (scores is null || epochs is null || scores == epochs || scores.Epochs is not null || epochs.Scores is not null)
            return null;
        bool nested = scores.Folder == _root || epochs.Folder == _root;
        if (!nested)
            return null;
        var merged = new RunLayout
        {
            Folder = _root,
            Output = scores.Output,
            Scores = scores.Scores,
            Epochs = epochs.Epochs,
        };
        merged.FindOthers();
        return merged;
    }

    private void Visit(string folder, int depth)
    {
        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            bool table = s_extensions.Contains(Path.GetExtension(name)) || (name == "meta.yaml");
            if (!table)
                _strange.AddOther(file);
            if (!table || name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal) || ++_looked > MostFiles)
                continue;
            var head = new FileHead(file);
            RunFormat? format = Optional.Read(() => FormatRegistry.Of(head, _columns), _notes);
            if (format is not null)
                _found.Add(new FoundFile(head, format));
            else
                _strange.AddText(head);
        }
        if (depth >= Deepest)
            return;
        foreach (string inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            if (!PassedOver().IsMatch(Path.GetFileName(inner)))
                Visit(inner, depth + 1);
    }

    private string HomeOf(FoundFile file)
    {
        if (file.Format is MlflowRun)
            return file.Head.Folder;
        string home = file.Format is DvcLive ? DvcLive.Root(file.Head.Path) : file.Head.Folder;
        while (home.Length > _root.Length && BelongsAbove().IsMatch(Path.GetFileName(home)))
            home = Path.GetDirectoryName(home)!;
        return home;
    }

    private IEnumerable<RunLayout> LayoutsOf(string home, List<FoundFile> files)
    {
        List<FoundFile> scores = Distinct(files.Where(file => file.Format is ScoreFormat)),
            epochs = Distinct(files.Where(file => file.Format is EpochFormat));
        FoundFile? curve = epochs.OrderBy(Order).ThenByDescending(file => file.Head.Header.Count).FirstOrDefault();
        RunLayout? lab = home == _root ? _lab : null;
        if (epochs.Count > 1 && lab?.Epochs is null)
            _notes.Say(
                $"{home} holds several logs of a training; {Show(curve!)} is read and left out are "
                    + $"{string.Join(", ", epochs.Where(file => file != curve).Select(Show))}. Name one with -EpochPath."
            );
        if (scores.Count > 1 && lab is null)
            _notes.Say(
                $"{home} holds {scores.Count} per-image tables: {string.Join(", ", scores.Select(Show))}. Each is "
                    + $"read as a run of its own."
            );
        else if (scores.Count > 1)
        {
            FoundFile read = scores.Find(file => file.Head.Path == lab?.Scores?.Head.Path) ?? scores[0];
            _notes.Say(
                $"{home} holds {scores.Count} per-image tables; {Show(read)} is read and left out are "
                    + $"{string.Join(", ", scores.Where(file => file != read).Select(Show))}. Name one with -ScorePath."
            );
        }
        if (scores.Count == 0)
            yield return Layout(home, null, curve, null);
        foreach (FoundFile table in scores)
            yield return Layout(
                home,
                table,
                scores.Count > 1 ? null : curve,
                scores.Count > 1 ? table.Head.Name.Split('.')[0] : null
            );

        string Show(FoundFile file) => Path.GetRelativePath(home, file.Head.Path);
    }

    private RunLayout Layout(string home, FoundFile? scores, FoundFile? epochs, string? part)
    {
        string output = Path.GetDirectoryName((scores ?? epochs)!.Head.Path)!;
        var layout = new RunLayout
        {
            Folder = home,
            Output = IsInside(output) ? output : home,
            Part = PartOf(home, part),
            Scores = scores,
            Epochs = epochs,
        };
        layout.FindOthers();
        return layout;
    }

    private bool IsInside(string output) => output.Length >= _root.Length && LabLayout.IsOutput(Path.GetFileName(output));

    /// <summary>What is added to the name: nothing for the folder itself, fold_0 for its fold; other folders have names of
    /// their own.</summary>
    private string? PartOf(string home, string? table)
    {
        string? inside = home == _root ? null : Path.GetRelativePath(_root, home).Replace(Path.DirectorySeparatorChar, '_');
        return table is null ? inside
            : inside is null ? table
            : $"{inside}_{table}";
    }

    /// <summary>One file of a format that reads whole folders; of checkpoints the newest.</summary>
    private static List<FoundFile> Distinct(IEnumerable<FoundFile> files)
    {
        var distinct = new List<FoundFile>();
        foreach (IGrouping<string, FoundFile> format in files.GroupBy(file => file.Format.Name))
        {
            FoundFile[] all = [.. format];
            if (all[0].Format is HuggingFaceState)
                distinct.Add(all.MaxBy(file => StepOf(file.Head.Folder))!);
            else if (all[0].Format.IsFolder)
                distinct.Add(all[0]);
            else if (all[0].Format is MmSegScalars or MmSegLog)
                distinct.Add(all.FirstOrDefault(file => file.Head.Name == "scalars.json") ?? all[0]);
            else
                distinct.AddRange(all);
        }
        return distinct;
    }

    private static int StepOf(string folder) =>
        Step().Match(Path.GetFileName(folder)) is { Success: true } step
            ? int.Parse(step.Groups[1].Value, CultureInfo.InvariantCulture)
            : int.MaxValue;

    /// <summary>Whole histories before excerpts of them.</summary>
    private static int Order(FoundFile file) =>
        file.Format switch
        {
            WandbChart => 2,
            TensorBoardCsv => 1,
            _ => 0,
        };

    [GeneratedRegex(
        @"^(\..*|images?.*|masks?|.*_masks|predictions?.*|probabilit.*|regions?|fov|worst.*|best.*|panels?|weights|images(Tr|Ts)"
            + "|labels(Tr|Ts)|imagesTr|gt_segmentations|artifacts|__pycache__|node_modules|error_analysis.*|per_image_analysis"
            + "|metrics_logs)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PassedOver();

    [GeneratedRegex(
        @"^(output(_\w+)?|results?|validation|vis_data|logs?|eval|evaluation|metrics|plots|files|lightning_logs|csv|history|wandb"
            + @"|tables|dvclive|checkpoint-\d+|\d{8}_\d{6}|run-\d{8}_\d{6}-\w+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex BelongsAbove();

    [GeneratedRegex(@"^checkpoint-(\d+)$")]
    private static partial Regex Step();
}
