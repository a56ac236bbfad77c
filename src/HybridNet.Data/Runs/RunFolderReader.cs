using HybridNet.Ports;

namespace HybridNet.Data.Runs;

/// <summary>Reads a run folder: finds its files, reads each table, and puts the run together.</summary>
public sealed class RunFolderReader : IRunReader
{
    /// <inheritdoc/>
    public Run Read(string folder, RunReadOptions options, CancellationToken cancel)
    {
        RunLayout layout = RunLayout.Find(folder);
        string name = options.Name ?? Path.GetFileName(layout.Folder);
        var cell = new RunCell();
        IReadOnlyDictionary<RunFileKind, string> sources = layout.Tables;

        List<ImageScore> scores = sources.TryGetValue(RunFileKind.ImageScores, out string? path)
            ? ScoreTable.Read(path, name, options.Bands, cell, cancel)
            : [];
        IReadOnlyList<Epoch> epochs = sources.TryGetValue(RunFileKind.Epochs, out path) ? EpochTable.Read(path, name, cell) : [];
        var log = new RunLog
        {
            Scores = scores,
            Epochs = epochs,
            Splits = sources.TryGetValue(RunFileKind.SplitSummary, out path) ? SplitTables.ReadSummary(path, name, cell) : [],
            Assignments = sources.TryGetValue(RunFileKind.SplitAssignments, out path)
                ? SplitTables.ReadAssignments(path, cancel)
                : [],
            ZeroDice = sources.TryGetValue(RunFileKind.ZeroDiceBreakdown, out path) ? ZeroDiceTable.Read(path) : [],
            Summary = sources.TryGetValue(RunFileKind.Summary, out path) ? SummaryFile.Read(path) : null,
            Sources = sources,
        };
        string? lesion = options.Lesion ?? layout.GuessLesion(name);
        Run run = RunFigures.Summarise(
            new Run
            {
                Name = name,
                Lesion = lesion,
                Path = layout.Folder,
                Threshold = options.Threshold ?? log.Summary?.Threshold,
                MinimumArea = log.Summary?.MinimumArea,
                Log = log,
                Files = layout.Images(lesion, options),
                Bands = options.Bands,
            }
        );
        cell.Run = run;
        return run;
    }
}
