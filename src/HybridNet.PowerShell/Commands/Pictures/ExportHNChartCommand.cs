using System.Management.Automation;
using System.Text;
using HybridNet.Charts;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Writes charts of runs.</summary>
[Cmdlet(VerbsData.Export, "HNChart", DefaultParameterSetName = ByRun, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed partial class ExportHNChartCommand : RunExportCommand
{
    private const string ByComparison = "Comparison",
        ByFroc = "Froc",
        ByRanking = "Ranking";

    /// <summary>Comparisons of two runs.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByComparison,
        HelpMessage = "Comparisons, as Compare-HNRun emits them; each gives the chart of its images' changes."
    )]
    [GivenTransformation]
    [ValidateNotNull]
    [ComparisonTransformation]
    public Comparison[] Comparison { get; set; } = [];

    /// <summary>FROC results.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByFroc,
        HelpMessage = "Results of Measure-HNFroc; all of them become one chart, a curve each."
    )]
    [GivenTransformation]
    [ValidateNotNull]
    public FrocResult[] Froc { get; set; } = [];

    /// <summary>A ranking.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByRanking,
        HelpMessage = "Ranked runs, as Measure-HNRanking emits them; all of them become one chart."
    )]
    [GivenTransformation]
    [ValidateNotNull]
    public RankedRun[] Ranking { get; set; } = [];

    /// <inheritdoc/>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders to read; wildcards are allowed."
    )]
    [PathTransformation(
        typeof(Comparison),
        typeof(FrocResult),
        typeof(RankedRun),
        Expected = "runs, as Import-HNRun emits them, run folders, and what Compare-HNRun, Measure-HNFroc "
            + "and Measure-HNRanking emit"
    )]
    [ArgumentCompleter(typeof(RunFolderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[] Path { get; set; } = [];

    /// <summary>Kinds of chart.</summary>
    [Parameter(
        HelpMessage = "Kinds of chart: DiceScatter, MetricCurve, SplitBar, ZeroDice, Histogram, LesionSize, PrecisionRecall, "
            + "ThresholdSweep, Reliability, DiceByArea, Box, Violin, Roc, TrainingGrid; Comparison, Froc and Ranking for what "
            + "those cmdlets emit. All that the run has data for when left out."
    )]
    public ChartKind[]? Kind { get; set; }

    /// <summary>Folder to write to.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByRun,
        HelpMessage = "Folder that the files go to, made when it is not there; or one file, .svg, .png or .pdf, for one chart."
    )]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByComparison)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByFroc)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByRanking)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string Destination
    {
        get => Goal;
        set => Goal = value;
    }

    /// <summary>File formats.</summary>
    [Parameter(
        HelpMessage = "Svg with real text, Png, Pdf, or several; the ending of the destination decides when left out, "
            + "Svg for a folder."
    )]
    public ChartFormat[]? Format { get; set; }

    /// <summary>Colors.</summary>
    [Parameter(HelpMessage = "Light (the default), Dark, or both; dark files have _dark in their name.")]
    public ChartColors[] Theme { get; set; } = [ChartColors.Light];

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
        [".pdf"] = ChartFormat.Pdf,
    };

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly List<RunEvidence> _together = [];
    private readonly List<FrocResult> _froc = [];
    private readonly List<RankedRun> _ranking = [];
    private Destination<ChartFormat> _target = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        TryOrFail(() =>
        {
            ChartFormat? named = Format is [{ } only] ? only : null;
            _target = Destination<ChartFormat>.Of(Destination, NewPath(Destination), s_endings, named);
        });
        foreach (string sentence in IdleSentences())
            WriteWarning(sentence);
    }

    private bool IsOfRuns => ParameterSetName is not (ByComparison or ByFroc or ByRanking);

    /// <summary>One file holds one chart; what comes by the pipeline is known with its first object only.</summary>
    private void RequireOne()
    {
        bool several = Format is { Length: > 1 } || Theme.Length > 1 || IsOfRuns && Kind is not { Length: 1 };
        if (!_target.IsFolder && several)
            Fail(
                new InputException(
                    InputError.InvalidArgument,
                    $"'{Destination}' is one file, and this would draw several charts.",
                    Destination,
                    "Name one -Kind (and one -Format and -Theme), or give a folder with / at the end."
                )
            );
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RequireOne();
        if (IsOfRuns)
            base.ProcessRecord();
        else if (ParameterSetName == ByFroc)
            _froc.AddRange(Froc);
        else if (ParameterSetName == ByRanking)
            _ranking.AddRange(Ranking);
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

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_froc.Count > 0)
            TryItem(() => Write(ChartBuilder.Of(_froc)));
        if (_ranking.Count > 0)
            TryItem(() => Write(ChartBuilder.Of(_ranking)));
        if (_together.Count == 0)
            return;
        foreach (ChartKind kind in Kind?.Distinct() ?? [ChartKind.MetricCurve, ChartKind.Histogram])
            TryItem(() =>
            {
                WriteAll(ChartBuilder.Together(kind, _together));
            });
        foreach (InputException exception in _together.SelectMany(evidence => evidence.Faults))
            WriteError(Errors.From(exception));
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
        if (Combined)
        {
            _together.Add(evidence);
            return;
        }
        foreach (ChartKind kind in Kind?.Distinct() ?? Enum.GetValues<ChartKind>().Where(IsOfOneRun))
            WriteAll(Charts(kind, evidence));
        foreach (InputException exception in evidence.Faults)
            WriteError(Errors.From(exception));
    }

    /// <summary>A kind that was asked for and cannot be drawn is an error; one of all kinds is passed over.</summary>
    private IReadOnlyList<Chart> Charts(ChartKind kind, RunEvidence evidence)
    {
        if (Kind is not null)
            return TryItem(() => Drawn(kind, evidence), out IReadOnlyList<Chart> charts) ? charts : [];
        try
        {
            return Drawn(kind, evidence);
        }
        catch (InputException exception) when (exception.Error == InputError.MissingFile)
        {
            WriteVerbose(exception.Message);
            return [];
        }
    }

    /// <summary>
    /// Kinds that a run gives by itself; the training as two by two repeats its curves, and violins what boxes say.
    /// </summary>
    private static bool IsOfOneRun(ChartKind kind) =>
        kind is not (ChartKind.Comparison or ChartKind.Froc or ChartKind.Ranking or ChartKind.TrainingGrid or ChartKind.Violin);

    private IReadOnlyList<Chart> Drawn(ChartKind kind, RunEvidence evidence) =>
        kind is ChartKind.Box or ChartKind.Violin
            ? [ChartBuilder.ByGroup(kind, evidence.Run, IdPattern.Compile(GroupPattern)!)]
            : ChartBuilder.Of(kind, evidence);

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
                AtomicFile.Write(path, FileOf(chart, format, theme), Force);
                WriteFile(path);
            });
        }
    }
}
