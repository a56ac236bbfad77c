using System.Text.Json;
using HybridNet.Data.Runs;
using HybridNet.Data.Sampling;
using HybridNet.Data.Storage;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Sampling;
using HybridNet.Storage;

namespace HybridNet.Data.Tables;

/// <summary>Image scores and measurements as Parquet files.</summary>
internal sealed class TableFiles : ITableFiles
{
    /// <summary>Where in a file's metadata stands what its measurements were made with.</summary>
    private const string PartKey = "HybridNet.Part";

    private static readonly ParquetColumn<ImageScore>[] s_scores =
    [
        new("Run", typeof(string), false, score => score.Run),
        new("ImageId", typeof(string), false, score => score.ImageId),
        new("Rank", typeof(int), false, score => score.Rank),
        new("Dice", typeof(double), false, score => score.Dice),
        new("Iou", typeof(double), false, score => score.Iou),
        new("Precision", typeof(double), false, score => score.Precision),
        new("Recall", typeof(double), false, score => score.Recall),
        new("Pearson", typeof(double), false, score => score.Pearson),
        new("GtPixels", typeof(long), true, score => score.GtPixels),
        new("PredPixels", typeof(long), true, score => score.PredPixels),
        new("TotalPixels", typeof(long), true, score => score.TotalPixels),
        new("Band", typeof(string), false, score => score.Band.ToString()),
        new("State", typeof(string), false, score => score.State.ToString()),
    ];

    private static readonly ParquetColumn<MaskMeasurement>[] s_measurements =
    [
        new("Run", typeof(string), false, measurement => measurement.Run),
        new("ImageId", typeof(string), false, measurement => measurement.ImageId),
        .. MeasurementColumns.All.Select(column =>
            column.Type.IsEnum
                ? new ParquetColumn<MaskMeasurement>(
                    column.Name,
                    typeof(string),
                    column.IsOptional,
                    measurement => column.Get(measurement)?.ToString()
                )
                : new ParquetColumn<MaskMeasurement>(column.Name, column.Type, column.IsOptional, column.Get)
        ),
    ];

    /// <inheritdoc/>
    public void WriteScores(string path, IReadOnlyList<Run> runs, CancellationToken cancel) =>
        ParquetTable.Write(path, s_scores, runs.SelectMany(run => run.Log.Scores), [], cancel);

    /// <inheritdoc/>
    public void WriteMeasurements(string path, MeasurementSet set, CancellationToken cancel)
    {
        var part = new Part(
            set.Run.Name,
            ContentHash.Of(set.Run, cancel),
            set.Options,
            set.Shard,
            set.ShardCount,
            set.ImageIds,
            set.Failed,
            set.Complete,
            set.Version,
            set.Masks,
            MeasurementTables.Hash(set)
        );
        ParquetTable.Write(path, s_measurements, set.Measurements, new() { [PartKey] = StoredJson.Write(part) }, cancel);
    }

    /// <inheritdoc/>
    public MeasurementSet ReadMeasurements(string path, Func<string, string, Run> runOf)
    {
        ParquetRows rows = ParquetRows.Read(path);
        try
        {
            Part part = StoredJson.Read<Part>(rows.Metadata[PartKey]);
            Run run = runOf(part.Run, part.Content);
            var origin = new Origin(run);
            var measurements = new MaskMeasurement[rows.Count];
            for (int i = 0; i < measurements.Length; i++)
                measurements[i] = MeasurementColumns.Make(
                    (string)rows["Run"][i]!,
                    (string)rows["ImageId"][i]!,
                    origin,
                    new(name => rows.Find(name)?[i])
                );
            var set = new MeasurementSet
            {
                Run = run,
                Options = part.Options,
                Shard = part.Shard,
                ShardCount = part.ShardCount,
                ImageIds = part.ImageIds,
                Failed = part.Failed,
                Complete = part.Complete,
                Version = part.Version,
                Masks = part.Masks,
                Measurements = measurements,
            };
            if (part.Hash is not null && part.Version == ModuleVersion.Text && MeasurementTables.Hash(set) != part.Hash)
                throw new InputException(
                    InputError.ShardMismatch,
                    $"{path} is not what was written: a figure in it, or the number of its rows, was changed.",
                    path,
                    "Measure this shard again."
                );
            return set;
        }
        catch (Exception exception)
            when (exception is KeyNotFoundException or JsonException or ArgumentException or InvalidOperationException)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path} is a Parquet file, but not one that Save-HNRun wrote measurements to.",
                path,
                "Give what Measure-HNMask -Shard was saved to.",
                exception
            );
        }
    }

    /// <inheritdoc/>
    public void WriteScores(string path, ScoreFileFormat format, IReadOnlyList<ExportedScore> scores, bool overwrite) =>
        new ScoreFiles().Write(path, format, scores, overwrite);

    /// <inheritdoc/>
    public (IReadOnlyList<ImageMark> Marks, IReadOnlyList<RunNote> Notes) ReadMarks(string path, CancellationToken cancel) =>
        new MarkFiles().Read(path, cancel);

    /// <inheritdoc/>
    public IReadOnlyList<Patch> ReadPatches(string path, int? size, CancellationToken cancel) =>
        new SampleWeightFiles().ReadPatches(path, size, cancel);

    /// <inheritdoc/>
    public void WriteWeights(string path, IReadOnlyList<SampleWeight> weights, bool overwrite) =>
        new SampleWeightFiles().WriteWeights(path, weights, overwrite);

    /// <summary>What stands in the metadata.</summary>
    private sealed record Part(
        string Run,
        string Content,
        MeasurementOptions Options,
        int Shard,
        int ShardCount,
        IReadOnlyList<string> ImageIds,
        IReadOnlyList<string> Failed,
        bool Complete,
        string Version,
        string? Masks = null,
        string? Hash = null
    );
}
