using HybridNet.Data.Runs.Formats;
using HybridNet.Ports;

namespace HybridNet.Data.Runs;

/// <summary>Reads a run folder: finds its files, recognises and reads each table, and puts the runs together.</summary>
internal sealed class RunFolderReader : IRunFolders
{
    /// <inheritdoc/>
    public void WriteSample(string folder, SampleRunOptions options, Action<int> written, CancellationToken cancel) =>
        new SampleRunWriter().Write(folder, options, written, cancel);

    /// <inheritdoc/>
    public Run Read(string folder, RunReadOptions options, CancellationToken cancel)
    {
        IReadOnlyList<Run> runs = ReadAll(folder, options, cancel);
        if (runs.Count == 1)
            return runs[0];
        throw new InputException(
            InputError.SeveralRuns,
            $"{folder} holds {runs.Count} runs where one is needed: {string.Join(", ", runs.Select(run => run.Name))}.",
            folder,
            "Give one of their folders, or choose a class, fold or model with Import-HNRun -Class and hand the run over."
        );
    }

    /// <inheritdoc/>
    public IReadOnlyList<Run> ReadAll(string folder, RunReadOptions options, CancellationToken cancel)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Check(folder, options);
        var notes = new ReadNotes();
        List<Run> runs = [];
        foreach (RunLayout layout in Layouts(folder, options, notes))
            runs.AddRange(new RunAssembly(folder, layout, options, notes, cancel).Runs());
        return Chosen(folder, [.. ClassFamily.Join(runs)], options);
    }

    private static List<RunLayout> Layouts(string folder, RunReadOptions options, ReadNotes notes)
    {
        try
        {
            if (options.Scores is not null || options.Epochs is not null)
                return [Named(folder, options)];
            List<RunLayout> lab = LabLayout.Find(folder, notes);
            if (lab.Count > 1 || lab is [{ Scores: not null, Epochs: not null }])
                return lab;
            FolderScan scan = FolderScan.Of(lab.Count == 1 ? lab[0].Output : folder, notes, options.Columns);
            List<RunLayout> found = scan.Layouts(lab.FirstOrDefault());
            if (lab.Count == 0 && found.Count == 0 && ErrorAnalysis(folder) is { } analysis)
                return [analysis];
            if (lab.Count == 0 && found.Count == 0)
                return [OtherTables(folder) ?? throw NotARun(folder, scan)];
            return lab.Count == 0 ? found : [Completed(lab[0], found)];
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unlistable(folder, exception);
        }
    }

    private static void Check(string folder, RunReadOptions options)
    {
        if (File.Exists(folder))
            throw new InputException(
                InputError.NotARun,
                $"{folder} is a file; a run is a folder.",
                folder,
                "Give the folder that the file is in, or name the file with -ScorePath or -EpochPath."
            );
        if (!Directory.Exists(folder))
            throw new InputException(InputError.PathNotFound, $"There is no folder {folder}.", folder, "Check the path.");
        foreach (string? file in new[] { options.Scores, options.Epochs })
            if (file is not null && !File.Exists(file))
                throw new InputException(InputError.PathNotFound, $"There is no file {file}.", file, "Check the path.");
    }

    /// <summary>The tables that the caller named, in the shape they are recognised as, or the general one.</summary>
    private static RunLayout Named(string folder, RunReadOptions options)
    {
        string output = LabLayout.Outputs(folder).First();
        List<RunLayout> lab = LabLayout.Find(folder, new ReadNotes());
        RunLayout? usual = lab.Count == 1 ? lab[0] : null;
        var layout = new RunLayout { Folder = LabLayout.Outer(folder, output), Output = output };
        if (options.Scores is { } scores)
        {
            var head = new FileHead(scores);
            layout.Scores = new(head, FormatRegistry.Of(head) as ScoreFormat ?? new ScoreCsv());
        }
        if (options.Epochs is { } epochs)
        {
            var head = new FileHead(epochs);
            layout.Epochs = new(head, FormatRegistry.Of(head) as EpochFormat ?? new EpochTable());
        }
        layout.Scores ??= usual?.Scores;
        layout.Epochs ??= usual?.Epochs;
        layout.FindOthers();
        return layout;
    }

    /// <summary>The lab's run with the table that its own names did not give.</summary>
    private static RunLayout Completed(RunLayout lab, List<RunLayout> found)
    {
        RunLayout? own = found.Find(layout => layout.Folder == lab.Output);
        lab.Epochs ??= own?.Epochs;
        lab.Scores ??= own?.Scores;
        if (lab.Scores is null && LabLayout.NewestErrorAnalysis(lab.Output) is { } analysis)
        {
            lab.Scores = new(new FileHead(analysis), new ScoreCsv());
            lab.ScoresAreErrorAnalysis = true;
        }
        return lab;
    }

    private static RunLayout? ErrorAnalysis(string folder)
    {
        foreach (string output in LabLayout.Outputs(folder))
            if (LabLayout.NewestErrorAnalysis(output) is { } path)
            {
                var layout = new RunLayout
                {
                    Folder = LabLayout.Outer(folder, output),
                    Output = output,
                    Scores = new(new FileHead(path), new ScoreCsv()),
                    ScoresAreErrorAnalysis = true,
                };
                layout.FindOthers();
                return layout;
            }
        return null;
    }

    /// <summary>A folder with nothing but splits or a breakdown.</summary>
    private static RunLayout? OtherTables(string folder)
    {
        foreach (string output in LabLayout.Outputs(folder))
        {
            var layout = new RunLayout { Folder = LabLayout.Outer(folder, output), Output = output };
            layout.FindOthers();
            if (
                layout.Tables.Keys.Any(kind =>
                    kind is RunFileKind.SplitSummary or RunFileKind.SplitAssignments or RunFileKind.ZeroDiceBreakdown
                )
            )
                return layout;
        }
        return null;
    }

    private static InputException NotARun(string folder, FolderScan scan) =>
        new(
            InputError.NotARun,
            $"{folder} is no run: neither it nor its output folder holds a per-image table (such as test_per_image_metrics.csv) "
                + $"or an epoch table (such as metrics_expanded.csv) of any known shape.{scan.Seen()}",
            folder,
            "Give the folder that a training wrote, name a table with -ScorePath or -EpochPath, or its columns with -Column."
        );

    private static List<Run> Chosen(string folder, List<Run> runs, RunReadOptions options)
    {
        if (options.Classes.Count == 0)
            return runs;
        List<Run> chosen = [.. runs.Where(run => options.Classes.Any(wanted => IsCalled(run, wanted)))];
        if (chosen.Count > 0)
            return chosen;
        string[] there = [.. runs.Select(run => run.ReadWith?.Part).OfType<string>().Distinct()];
        throw new InputException(
            InputError.RunNotFound,
            there.Length == 0
                ? $"{folder} holds one run and tells no classes, folds or models apart: there is no "
                    + $"'{string.Join(", ", options.Classes)}'."
                : $"{folder} has no class, fold or model '{string.Join(", ", options.Classes)}'. There are: "
                    + $"{string.Join(", ", there)}.",
            folder,
            "Leave -Class out, or give one of these names."
        );
    }

    private static bool IsCalled(Run run, string wanted) =>
        wanted.Equals(run.Class, StringComparison.OrdinalIgnoreCase)
        || wanted.Equals(run.ReadWith?.Part, StringComparison.OrdinalIgnoreCase)
        || wanted.Equals(run.Name, StringComparison.OrdinalIgnoreCase)
        || (run.ReadWith?.Part is null && wanted.Equals(run.Lesion, StringComparison.OrdinalIgnoreCase));
}
