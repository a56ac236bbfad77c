using System.Reflection;
using System.Security.Cryptography;
using HybridNet.Charts;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>How every number was made: versions, options, definitions, and hashes of the files behind them.</summary>
internal static class ProvenanceSection
{
    /// <summary>Name and version of what made the page.</summary>
    public static string Software { get; } =
        "HybridNet.PowerShell "
        + (
            typeof(Run).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "of an unknown version"
        );

    public static ReportSection? Of(ReportInput input)
    {
        Run run = input.Evidence.Run;
        var facts = new List<(string, string)>
        {
            ("Software", Software),
            (
                "Missing references",
                input.MissingGroundTruth == MissingGroundTruth.Error
                    ? "are errors"
                    : "are empty masks: the data set writes no file where nothing is marked"
            ),
            (
                "Intervals",
                $"95 %, bias-corrected and accelerated bootstrap over images, {Count(input.Resamples)} resamples, "
                    + $"seed {input.Seed}"
            ),
            ("Dice", "2TP/(2TP + FP + FN); as logged it is smoothed, of masks it is not; undefined when both masks are empty"),
            ("Empty policies", "named with every mean; an image without overlap counts 0 in each, not what smoothing made of it"),
            ("Lesions", "8-connected components; found when they share a pixel with the other mask"),
            (
                "Threshold",
                run.Threshold is { } threshold
                    ? $"{Score(threshold)}, from the run's summary"
                    : "not recorded; 0.5 where a map is made a mask"
            ),
            (
                "Bands",
                InvariantText.Invariant(
                    $"per image {run.Bands.ImageDice.Lower} and {run.Bands.ImageDice.Upper}; curves: Dice "
                        + $"{run.Bands.Dice.Lower} and {run.Bands.Dice.Upper}, IoU {run.Bands.Iou.Lower} and "
                        + $"{run.Bands.Iou.Upper}, Pearson {run.Bands.Pearson.Lower} and {run.Bands.Pearson.Upper}, loss "
                        + $"{run.Bands.Loss.Lower} and {run.Bands.Loss.Upper}"
                )
            ),
        };
        string[] lacking = [.. Lacking(input.Evidence)];
        if (lacking.Length > 0)
            facts.Add(("Not in this run", string.Join(", ", lacking) + "; what needs them is left out"));
        return new(
            "provenance",
            "How every number was made",
            [new ReportFacts(facts), Files(run, "Files behind these numbers", input.Cancel)]
        );
    }

    private static IEnumerable<string> Lacking(RunEvidence evidence)
    {
        (RunFileKind Kind, string Name)[] tables =
        [
            (RunFileKind.ImageScores, "test_per_image_metrics.csv"),
            (RunFileKind.Epochs, "metrics_expanded.csv"),
            (RunFileKind.SplitSummary, "metrics_logs/split_summary.csv"),
            (RunFileKind.ZeroDiceBreakdown, "zero_dice_breakdown.csv"),
        ];
        foreach ((RunFileKind kind, string name) in tables)
            if (!evidence.Run.Log.Sources.ContainsKey(kind))
                yield return name;
        if (!evidence.HasMasks)
            yield return "predicted masks with references";
        else if (!evidence.HasMaps)
            yield return "probability maps";
    }

    /// <summary>The files of a run with their hashes.</summary>
    public static ReportTable Files(Run run, string caption, CancellationToken cancel)
    {
        List<IReadOnlyList<ReportCell>> rows =
        [
            .. run
                .Log.Sources.OrderBy(source => source.Key)
                .Select(source => File(Path.GetRelativePath(run.Path, source.Value).Replace('\\', '/'), source.Value)),
        ];
        (string Name, IEnumerable<string> Folders)[] folders =
        [
            ("predicted masks", Existing(run.Files.Predictions)),
            ("probability maps", Existing(run.Files.Probabilities)),
            ("reference masks", run.Files.GroundTruth.Where(Directory.Exists)),
        ];
        foreach ((string name, IEnumerable<string> paths) in folders)
        {
            cancel.ThrowIfCancellationRequested();
            string[] files = [.. paths.SelectMany(folder => new ImageFolder(folder).Files)];
            if (files.Length > 0)
                rows.Add(Folder($"{files.Length} {name}", files));
        }
        return new(
            $"{caption}; a set's hash is that of its files' names and hashes, in order",
            [new("File"), new("Bytes", true), new("SHA-256")],
            rows
        );
    }

    private static IEnumerable<string> Existing(string? folder) => folder is not null && Directory.Exists(folder) ? [folder] : [];

    private static IReadOnlyList<ReportCell> File(string name, string path) =>
        System.IO.File.Exists(path)
            ? [new(name), CountCell(new FileInfo(path).Length), new(Convert.ToHexStringLower(Hash(path)))]
            : [new(name), new("–"), new("no longer there")];

    private static IReadOnlyList<ReportCell> Folder(string name, string[] files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        foreach (string file in files)
        {
            all.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            all.AppendData(Hash(file));
            bytes += new FileInfo(file).Length;
        }
        return [new(name), CountCell(bytes), new(Convert.ToHexStringLower(all.GetHashAndReset()))];
    }

    private static byte[] Hash(string path)
    {
        try
        {
            using FileStream stream = System.IO.File.OpenRead(path);
            return SHA256.HashData(stream);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unreadable(path, exception);
        }
    }
}
