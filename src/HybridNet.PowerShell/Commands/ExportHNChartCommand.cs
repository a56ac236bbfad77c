using System.Management.Automation;
using System.Text;
using HybridNet.Charts;
using HybridNet.Ports;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>File format of a chart.</summary>
public enum ChartFormat
{
    /// <summary>SVG with real text.</summary>
    Svg,

    /// <summary>PNG.</summary>
    Png,
}

/// <summary>Colors of a chart.</summary>
public enum ChartColors
{
    /// <summary>On white.</summary>
    Light,

    /// <summary>On near black.</summary>
    Dark,
}

/// <summary>Writes charts of runs.</summary>
[Cmdlet(VerbsData.Export, "HNChart", DefaultParameterSetName = ByRun, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHNChartCommand : RunInputCommand
{
    private const string ByComparison = "Comparison";

    /// <summary>Comparisons of two runs.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByComparison,
        HelpMessage = "Comparisons, as Compare-HNRun emits them; each gives the chart of its images' changes."
    )]
    [ValidateNotNull]
    [ComparisonTransformation]
    public Comparison[] Comparison { get; set; } = [];

    /// <summary>Kinds of chart.</summary>
    [Parameter(
        HelpMessage = "Kinds of chart: DiceScatter, MetricCurve, SplitBar, ZeroDice, Histogram, LesionSize, PrecisionRecall, "
            + "ThresholdSweep, Reliability; Comparison for comparisons. All that the run has data for when left out."
    )]
    public ChartKind[]? Kind { get; set; }

    /// <summary>Folder to write to.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByRun,
        HelpMessage = "Folder that the files go to, made when it is not there; or one file, .svg or .png, for one chart."
    )]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByComparison)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>File formats.</summary>
    [Parameter(
        HelpMessage = "Svg with real text, Png, or both; the ending of the destination decides when left out, Svg for a folder."
    )]
    public ChartFormat[]? Format { get; set; }

    /// <summary>Colors.</summary>
    [Parameter(HelpMessage = "Light (the default), Dark, or both; dark files have _dark in their name.")]
    public ChartColors[] Theme { get; set; } = [ChartColors.Light];

    /// <summary>Width.</summary>
    [Parameter(HelpMessage = "Width in pixels; 860 when left out.")]
    [ValidateRange(200, 8000)]
    public int Width { get; set; } = 860;

    /// <summary>Height.</summary>
    [Parameter(HelpMessage = "Height in pixels; 480 when left out.")]
    [ValidateRange(150, 8000)]
    public int Height { get; set; } = 480;

    /// <summary>Pixels of a PNG.</summary>
    [Parameter(HelpMessage = "Pixels of a PNG for each pixel of width and height; 2 when left out.")]
    [ValidateRange(0.5, 8.0)]
    public double Scale { get; set; } = 2;

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that no mask folder has a file of an image: Error (missing, the default) or Empty (the data "
            + "set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>Images at a time.</summary>
    [Parameter(
        HelpMessage = "Images read at a time for the kinds that need masks or maps; the number of processors when left out."
    )]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Existing files are replaced.</summary>
    [Parameter(HelpMessage = "Replaces files that exist.")]
    public SwitchParameter Force { get; set; }

    private static readonly Dictionary<string, ChartFormat> s_endings = new()
    {
        [".svg"] = ChartFormat.Svg,
        [".png"] = ChartFormat.Png,
    };

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private Destination<ChartFormat> _target = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        TryOrFail(() =>
        {
            ChartFormat? named = Format is [{ } only] ? only : null;
            _target = Destination<ChartFormat>.Of(Destination, NewPath(Destination), s_endings, named);
            bool several =
                Format is { Length: > 1 } || Theme.Length > 1 || ParameterSetName != ByComparison && Kind is not { Length: 1 };
            if (!_target.IsFolder && several)
                throw new InputException(
                    InputError.InvalidArgument,
                    $"'{Destination}' is one file, and this would draw several charts.",
                    Destination,
                    "Name one -Kind (and one -Format and -Theme), or give a folder with / at the end."
                );
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != ByComparison)
            base.ProcessRecord();
        else if (Kind is not null && !Kind.Contains(ChartKind.Comparison))
            WriteError(
                Errors.From(
                    new InputException(
                        InputError.InvalidArgument,
                        $"A comparison has no chart {Kind[0]}.",
                        Kind[0].ToString(),
                        "Leave -Kind out, or pipe runs."
                    )
                )
            );
        else
            foreach (Comparison comparison in Comparison)
                TryItem(() => Write(ChartBuilder.Of(comparison)));
    }

    private protected override void ProcessRun(Run run)
    {
        using var progress = new ProgressMeter(this, 1, $"Reading the images of {run.Name}", ProgressMeter.Unknown);
        var evidence = new RunEvidence(
            run,
            Adapters.Images,
            new(MissingGroundTruth, ThrottleLimit),
            (done, total) => progress.Report(done, total),
            CancelToken
        );
        foreach (ChartKind kind in Kind?.Distinct() ?? Enum.GetValues<ChartKind>().Where(kind => kind != ChartKind.Comparison))
        foreach (Chart chart in Charts(kind, evidence))
            Write(chart);
        foreach (InputException exception in evidence.Faults)
            WriteError(Errors.From(exception));
    }

    /// <summary>A kind that was asked for and cannot be drawn is an error; one of all kinds is passed over.</summary>
    private IReadOnlyList<Chart> Charts(ChartKind kind, RunEvidence evidence)
    {
        if (Kind is not null)
            return TryItem(() => ChartBuilder.Of(kind, evidence), out IReadOnlyList<Chart> charts) ? charts : [];
        try
        {
            return ChartBuilder.Of(kind, evidence);
        }
        catch (InputException exception) when (exception.Error == InputError.MissingFile)
        {
            WriteVerbose(exception.Message);
            return [];
        }
    }

    private void Write(Chart chart)
    {
        foreach (ChartColors colors in Theme.Distinct())
        foreach (ChartFormat format in Format?.Distinct() ?? [_target.Format ?? ChartFormat.Svg])
        {
            string path = PathOf(chart, colors, format);
            if (!ShouldProcess(path, "Write a chart"))
                continue;
            CancelToken.ThrowIfCancellationRequested();
            TryItem(() =>
            {
                AtomicFile.RequireFree(path, Force);
                if (!_target.IsFolder && !_written.Add(path))
                    throw new InputException(
                        InputError.DestinationExists,
                        $"{chart.Name} would replace the chart that this command has just written to {path}.",
                        path,
                        "Give a folder, with / at the end: each chart gets a file of its name."
                    );
                AtomicFile.MakeFolder(System.IO.Path.GetDirectoryName(path)!);
                ChartTheme theme = colors == ChartColors.Dark ? ChartTheme.Dark : ChartTheme.Light;
                var size = new ChartSize(Width, Height, Scale);
                AtomicFile.Write(
                    path,
                    format == ChartFormat.Svg
                        ? Encoding.UTF8.GetBytes(Adapters.Charts.Svg(chart, size, theme))
                        : Adapters.Charts.Png(chart, size, theme),
                    Force
                );
                WriteFile(path);
            });
        }
    }

    private string PathOf(Chart chart, ChartColors colors, ChartFormat format)
    {
        if (!_target.IsFolder)
            return _target.Path;
        string end = (colors == ChartColors.Dark ? "_dark" : "") + (format == ChartFormat.Svg ? ".svg" : ".png");
        return System.IO.Path.Combine(
            _target.Path,
            string.Concat(chart.Name.Split(System.IO.Path.GetInvalidFileNameChars())) + end
        );
    }
}
