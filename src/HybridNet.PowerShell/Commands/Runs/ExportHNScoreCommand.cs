using System.Management.Automation;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Writes scores in the forms that other programs read.</summary>
[Cmdlet(VerbsData.Export, "HNScore", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHNScoreCommand : HNCommand
{
    private readonly List<ExportedScore> _scores = [];

    /// <summary>What is written.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        HelpMessage = "Measurements (Measure-HNMask), image scores (Get-HNImageScore), runs, or rows with ImageId and Dice."
    )]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>File to write.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        HelpMessage = "File to write. Its ending decides the form when -Format is left out."
    )]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>The form.</summary>
    [Parameter(
        HelpMessage = "NnUnet (summary.json; the form of *.json), GrandChallenge (metrics.json), Panoptica (the form of *.tsv) "
            + "or Long (a row for each image and metric; the form of *.csv)."
    )]
    public ScoreFileFormat? Format { get; set; }

    /// <summary>Replaces the file.</summary>
    [Parameter(HelpMessage = "Replaces a file that is there already.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject)
            TryItem(() => Take(item));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_scores.Count == 0)
            return;
        string path = NewPath(Destination);
        TryItem(() =>
        {
            ScoreFileFormat format = Format ?? FormatOf(path);
            if (!ShouldProcess(path, $"Write {_scores.Count} scores as {format}"))
                return;
            if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder)
                AtomicFile.MakeFolder(folder);
            Adapters.Tables.WriteScores(path, format, _scores, Force);
            WriteFile(path);
        });
    }

    private static ScoreFileFormat FormatOf(string path) =>
        System.IO.Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" when System.IO.Path.GetFileName(path).Equals("metrics.json", StringComparison.OrdinalIgnoreCase) =>
                ScoreFileFormat.GrandChallenge,
            ".json" => ScoreFileFormat.NnUnet,
            ".tsv" => ScoreFileFormat.Panoptica,
            ".csv" => ScoreFileFormat.Long,
            _ => throw new InputException(
                InputError.InvalidArgument,
                $"The ending of {path} tells no form of scores.",
                path,
                "Let it end in .json, .tsv or .csv, or give -Format."
            ),
        };

    private void Take(PSObject item)
    {
        if (RunObject.IsRun(item))
        {
            Run run = RunObject.Of(item, CancelToken);
            foreach (ImageScore score in run.Log.Scores)
                Take(PSObject.AsPSObject(score));
            return;
        }
        string id = item.Properties["ImageId"]?.Value?.ToString() is { Length: > 0 } text
            ? text
            : throw new InputException(
                InputError.InvalidArgument,
                $"'{item}' has no ImageId.",
                item.ToString(),
                "Pipe measurements, image scores, or rows with ImageId and Dice."
            );
        MetricState? state = ObjectValue.NameOf<MetricState>(item, "State");
        _scores.Add(
            new(item.Properties["Run"]?.Value?.ToString() ?? "", id)
            {
                Class = item.Properties["Class"]?.Value?.ToString() is { Length: > 0 } kind ? kind : null,
                Dice = Of(item, "Dice", state),
                Iou = Of(item, "Iou", state),
                Precision = Of(item, "Precision", state),
                Recall = Of(item, "Recall", state),
                Tp = Count(item, "TruePositive", "Tp"),
                Fp = Count(item, "FalsePositive", "Fp"),
                Fn = Count(item, "FalseNegative", "Fn"),
                Tn = Count(item, "TrueNegative", "Tn"),
                GtLesions = (int?)ObjectValue.CountOrNull(item, "GtLesions"),
                PredLesions = (int?)ObjectValue.CountOrNull(item, "PredLesions"),
            }
        );
    }

    /// <summary>The score; undefined where both masks are empty, and 0 where no pixel is in both, whatever a log's smoothing
    /// made of it.</summary>
    private static double Of(PSObject item, string property, MetricState? state)
    {
        if (item.Properties[property] is null)
            return double.NaN;
        double value = ObjectValue.Number(item, property);
        bool overlap = property is "Dice" or "Iou";
        if (state == MetricState.BothEmpty)
            return double.NaN;
        return overlap && state is { } known && known.HasNoOverlap() ? 0 : value;
    }

    private static long? Count(PSObject item, string property, string other) =>
        ObjectValue.CountOrNull(item, property) ?? ObjectValue.CountOrNull(item, other);
}
