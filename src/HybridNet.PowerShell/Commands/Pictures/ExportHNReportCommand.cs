using System.Management.Automation;
using HybridNet.Panels;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Protocols;
using HybridNet.Reports;
using HybridNet.Statistics;

namespace HybridNet.PowerShell.Commands;

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>One self-contained HTML page.</summary>
    Html,

    /// <summary>Markdown.</summary>
    Markdown,
}

/// <summary>Writes the report of a run.</summary>
[Cmdlet(VerbsData.Export, "HNReport", DefaultParameterSetName = ByRun, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed partial class ExportHNReportCommand : RunExportCommand
{
    private const string ByComparison = "Comparison";

    /// <summary>Comparisons of two runs.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByComparison,
        HelpMessage = "Comparisons, as Compare-HNRun emits them; those of the same two runs are the metrics of one page."
    )]
    [GivenTransformation]
    [ComparisonTransformation]
    [ValidateNotNull]
    public Comparison[] Comparison { get; set; } = [];

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
        Expected = "runs, as Import-HNRun emits them, run folders, and what Compare-HNRun emits"
    )]
    [ArgumentCompleter(typeof(RunFolderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[] Path { get; set; } = [];

    /// <summary>File or folder to write to.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByRun,
        HelpMessage = "File to write, .html or .md; or a folder (with / at the end, or without an ending), where each run gets a "
            + "file of its name."
    )]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByComparison)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string Destination
    {
        get => Goal;
        set => Goal = value;
    }

    /// <summary>File format.</summary>
    [Parameter(
        HelpMessage = "Html (one file, no network) or Markdown; the ending of the destination decides when left out, Html for a "
            + "folder."
    )]
    public ReportFormat? Format { get; set; }

    /// <summary>One page of all runs.</summary>
    [Parameter(
        ParameterSetName = ByRun,
        HelpMessage = "One page of all runs: a table of them, the same images side by side, then the report of each."
    )]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    public SwitchParameter Combined { get; set; }

    /// <summary>Most images with pictures.</summary>
    [Parameter(
        HelpMessage = "Most images whose pictures are in a page, 1,000 when left out: those with the lowest Dice, of a "
            + "comparison those that changed most. The page says what was left out."
    )]
    [ValidateRange(0, 100_000)]
    public int ImageCount { get; set; } = PictureChoice.Usual;

    /// <summary>No pictures.</summary>
    [Parameter(HelpMessage = "Leaves out the pictures of the images.")]
    public SwitchParameter NoThumbnail { get; set; }

    /// <summary>What-ifs of post-processing.</summary>
    [Parameter(
        HelpMessage = "What-ifs of post-processing, as Optimize-HNPostProcess emits them; any objects give a table of their "
            + "properties."
    )]
    [ValidateNotNull]
    public PSObject[]? PostProcess { get; set; }

    /// <summary>The spread over other tools.</summary>
    [Parameter(HelpMessage = "The spread over the figures of other tools, as Compare-HNProtocol emits it; adds a section.")]
    [ValidateNotNull]
    public ProtocolSpread[] Protocol { get; set; } = [];

    /// <summary>Folders of further readers.</summary>
    [Parameter(
        HelpMessage = "Folders of masks of further readers, one folder each; the section Why then says how far readers agree."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Reader { get; set; } = [];

    /// <summary>What the id in a reader's mask's name is.</summary>
    [Parameter(
        HelpMessage = "With -Reader: regular expression that takes the image's id out of the name of a reader's mask: its "
            + "group 'id', else its first group, else the match."
    )]
    [ValidateNotNullOrEmpty]
    [Idle(Without = nameof(Reader))]
    public string? ReaderIdPattern { get; set; }

    /// <summary>Colors of the pictures.</summary>
    [Parameter(HelpMessage = "Colors of the masks in pictures: ColorBlindSafe (the default) or Report (green and red).")]
    public PanelColors Palette { get; set; }

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that no mask folder has a file of an image: Error (missing, the default) or Empty (the data "
            + "set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>Bootstrap resamples.</summary>
    [Parameter(HelpMessage = "Bootstrap resamples for the intervals of the means; 10,000 when left out, 0 for none.")]
    [ValidateRange(0, 1_000_000)]
    public int Resamples { get; set; } = Bootstrap.DefaultResamples;

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the resampling: the same seed gives the same report.")]
    public ulong Seed { get; set; } = 1;

    /// <summary>Images at a time.</summary>
    [Parameter(
        HelpMessage = "Images worked on at a time; the number of processors when left out. The report is the same for any value."
    )]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Existing files are replaced.</summary>
    [Parameter(HelpMessage = "Replaces files that exist.")]
    public SwitchParameter Force { get; set; }

    private readonly List<Run> _together = [];
    private readonly List<Comparison> _comparisons = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        TryOrFail(() => _target = Destination<ReportFormat>.Of(Destination, NewPath(Destination), s_endings, Format));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByComparison)
            _comparisons.AddRange(Comparison);
        else
            base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_together.Count > 0)
            TryItem(() => WriteCombined(_together));
        // Metrics that were compared together arrive one by one; they are rows of one page.
        foreach (
            IGrouping<(string, string, EmptyPolicy), Comparison> pair in _comparisons.GroupBy(one =>
                (one.BaselineRun, one.CandidateRun, one.EmptyPolicy)
            )
        )
            TryItem(() => WriteComparison([.. pair]), pair.First().ToString());
    }

    private protected override void ProcessRun(Run run)
    {
        if (Combined)
            _together.Add(Stoppable(run));
        else
            WriteRun(Stoppable(run));
    }

    /// <summary>A page of a million rows goes through them many times: each time looks whether it shall stop.</summary>
    private Run Stoppable(Run run) =>
        run with
        {
            Log = run.Log with { Scores = new StoppableList<ImageScore>(run.Log.Scores, CancelToken) },
        };
}
