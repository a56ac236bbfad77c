using HybridNet.Masks;
using HybridNet.Ports;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN018: the scores were made against another reference than the breakdown counted. P+T recovered from the smoothing,
/// on the inferred grid, agrees with one mask folder but not with the union; without masks, with fewer pixels than the
/// breakdown counted. Where the union gives no grid, because most images have lesions in several folders, one folder may: then
/// that is the reference. Silent without recovered totals and counts on a known grid.
/// </summary>
internal sealed class OtherReference : AuditRule
{
    private const double Tolerance = 0.1,
        Most = 0.9;
    private const int Fewest = 3,
        FewestAlone = 5;

    public override string Id => "HN018";

    public override string Title => "Scored against another reference";

    public override IReadOnlyList<string> Tags => ["zero-dice", "masks"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        ZeroDice[] counted =
        [
            .. (context.ZeroDice?.Rows ?? []).Where(row => row is { GtPixels: > 0, PredPixels: not null, TotalPixels: not null }),
        ];
        if (context.ZeroDice?.Grid is not { } grid)
            return WithoutGrid(context, counted);
        if (counted.Length < Fewest)
            return Skip("three such images with a marked lesion");
        bool Agrees(long pixels, ZeroDice row) => Math.Abs(pixels / (grid.Ratio * row.TotalPixels!.Value) - 1) <= Tolerance;
        ZeroDice[] apart = [.. counted.Where(row => !Agrees(row.GtPixels!.Value + row.PredPixels!.Value, row))];
        if (apart.Length < Fewest)
            return Pass(context, $"The pixel counts of {counted.Length} images agree with the totals behind their scores.");
        (string? folder, int agreeing, int read) = SingleFolder(context, counted, Agrees);
        string which = folder is null
            ? ""
            : InvariantText.Invariant($" {Path.GetFileName(folder)} alone agrees in {agreeing} of {read}.");
        return Report(
            context,
            Severity.Warning,
            $"In {apart.Length} of {counted.Length} images the counted pixels are not those that were scored, "
                + $"{apart.Max(row => (double)(row.GtPixels! + row.PredPixels!) / (grid.Ratio * row.TotalPixels!)):0.0} "
                + $"times as many at most.{which} The scores come from another reference than the breakdown.",
            apart.Length,
            apart.Select(row => row.ImageId),
            new()
            {
                ["Apart"] = apart.Length,
                ["Counted"] = counted.Length,
                ["Ratio"] = grid.Ratio,
                ["Folder"] = folder is null ? "" : Path.GetFileName(folder),
                ["FolderAgrees"] = agreeing,
                ["FolderRead"] = read,
            },
            "Score and break down against one reference, and name it in the report."
        );
    }

    /// <summary>
    /// The union of the folders stands in no one ratio to the scored totals. Of one folder alone, nearly all images may: the
    /// scores were made against it.
    /// </summary>
    private RuleOutcome WithoutGrid(AuditContext context, ZeroDice[] counted)
    {
        IReadOnlyList<string> folders = context.Run.Files.GroundTruth;
        if (counted.Length >= FewestAlone && folders.Count > 1)
            foreach (string path in folders)
                if (Alone(context, path, counted) is { } found)
                    return found;
        return Skip("images without overlap whose totals and pixel counts give one grid");
    }

    private RuleOutcome? Alone(AuditContext context, string path, ZeroDice[] counted)
    {
        var totals = new List<(long Counted, long Recovered)>();
        (int Width, int Height) size = default;
        foreach ((ZeroDice row, Mask mask) in MasksOf(context, path, counted))
        {
            size = (mask.Width, mask.Height);
            totals.Add((mask.Count() + row.PredPixels!.Value, row.TotalPixels!.Value));
        }
        // An image that this folder marks nowhere was scored on its prediction alone, and counts as any other.
        ScoredGrid? grid = totals.Count < FewestAlone ? null : ScoredGrid.Find(totals, size.Width, size.Height);
        if (grid is null || grid.Matching < Math.Max(FewestAlone, Most * counted.Length))
            return null;
        return Report(
            context,
            Severity.Warning,
            $"The pixels that the breakdown counted stand in no one ratio to those that were scored. "
                + $"{Path.GetFileName(path)} alone agrees in {grid.Matching} of {counted.Length}. The scores come from another "
                + $"reference than the breakdown.",
            grid.Matching,
            counted.Select(row => row.ImageId),
            new()
            {
                ["Counted"] = counted.Length,
                ["Ratio"] = grid.Ratio,
                ["Folder"] = Path.GetFileName(path),
                ["FolderAgrees"] = grid.Matching,
                ["FolderRead"] = totals.Count,
            },
            "Score and break down against one reference, and name it in the report."
        );
    }

    /// <summary>The masks that one folder has of these images; each is valid until the next.</summary>
    private static IEnumerable<(ZeroDice Row, Mask Mask)> MasksOf(AuditContext context, string path, ZeroDice[] rows)
    {
        var folder = new RunImages(
            new RunFiles
            {
                Output = context.Run.Files.Output,
                GroundTruth = [path],
                Pairing = context.Run.Files.Pairing,
            },
            context.Run.Lesion,
            rows.Select(row => row.ImageId)
        );
        foreach (ZeroDice row in rows)
        {
            context.Cancel.ThrowIfCancellationRequested();
            if (folder.GroundTruth(row.ImageId) is not [var file])
                continue;
            using MaskFile mask = context.Reader.ReadMask(file, context.Cancel);
            yield return (row, mask.Mask);
        }
    }

    /// <summary>The one mask folder that agrees with nearly all scores, where masks can be read.</summary>
    private static (string? Folder, int Agreeing, int Read) SingleFolder(
        AuditContext context,
        ZeroDice[] rows,
        Func<long, ZeroDice, bool> agrees
    )
    {
        if (context.Run.Files.GroundTruth.Count < 2)
            return (null, 0, 0);
        foreach (string path in context.Run.Files.GroundTruth)
        {
            int agreeing = 0,
                read = 0;
            foreach ((ZeroDice row, Mask mask) in MasksOf(context, path, rows))
            {
                read++;
                if (agrees(mask.Count() + row.PredPixels!.Value, row))
                    agreeing++;
            }
            if (read >= Fewest && agreeing >= Most * read && read >= Most * rows.Length)
                return (path, agreeing, read);
        }
        return (null, 0, 0);
    }
}
