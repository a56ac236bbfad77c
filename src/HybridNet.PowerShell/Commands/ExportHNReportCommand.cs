using System.Management.Automation;
using HybridNet.Charts;
using HybridNet.Diagnosis;
using HybridNet.Panels;
using HybridNet.Ports;
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
public sealed class ExportHNReportCommand : RunInputCommand
{
    /// <summary>File or folder to write to.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByRun,
        HelpMessage = "File to write, .html or .md; or a folder (with / at the end, or without an ending), where each run gets a "
            + "file of its name."
    )]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>File format.</summary>
    [Parameter(
        HelpMessage = "Html (one file, no network) or Markdown; the ending of the destination decides when left out, Html for a "
            + "folder."
    )]
    public ReportFormat? Format { get; set; }

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

    private static readonly Dictionary<string, ReportFormat> s_endings = new()
    {
        [".html"] = ReportFormat.Html,
        [".htm"] = ReportFormat.Html,
        [".md"] = ReportFormat.Markdown,
        [".markdown"] = ReportFormat.Markdown,
    };

    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private Destination<ReportFormat> _target = null!;

    private ReportFormat Written => _target.Format ?? Format ?? ReportFormat.Html;

    private IEnumerable<PSObject> WhatIfs => PostProcess ?? [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        TryOrFail(() => _target = Destination<ReportFormat>.Of(Destination, NewPath(Destination), s_endings, Format));
    }

    private protected override void ProcessRun(Run run)
    {
        string path = PathOf(run);
        if (_written.TryGetValue(path, out string? other))
            throw new InputException(
                InputError.DestinationExists,
                $"The report of run {run.Name} would replace the one of {other}, which this command has just written to {path}.",
                run.Name,
                "Give a folder, with / at the end: each run gets a file of its name."
            );
        if (!ShouldProcess(path, $"Write the report of run {run.Name}"))
            return;
        AtomicFile.RequireFree(path, Force);
        using var reading = new ProgressMeter(this, 1, $"Reading the images of {run.Name}", ProgressMeter.Unknown);
        var evidence = new RunEvidence(
            run,
            Adapters.Images,
            new(MissingGroundTruth, ThrottleLimit),
            (done, total) => reading.Report(done, total),
            CancelToken
        );
        var silent = new List<(string, string)>();
        var options = new AuditOptions
        {
            MissingGroundTruth = MissingGroundTruth,
            Protocols = ProtocolChoice.Shipped(Adapters.Protocols),
            Workers = ThrottleLimit,
        };
        ProtocolSpread[] spreads = [.. Protocol.Where(spread => spread.Run == run.Name)];
        if (Protocol.Length > 0 && spreads.Length == 0)
            WriteWarning($"-Protocol has nothing of run {run.Name}: its report gets no section about other tools.");
        Finding[] findings =
        [
            .. Audit.Evaluate(
                run,
                [],
                Adapters.Images,
                options,
                null,
                (rule, why) => silent.Add((rule, why.Reason)),
                CancelToken
            ),
        ];
        ReportDocument report = ReportBuilder.Of(
            new()
            {
                Evidence = evidence,
                Findings = findings,
                SilentRules = silent,
                PostProcess = [.. WhatIfs.Select(row => row.BaseObject).OfType<PostProcessResult>()],
                OtherWhatIfs = WhatIfs.Where(row => row.BaseObject is not PostProcessResult).ToArray() is { Length: > 0 } others
                    ? ObjectTable.Of("Other experiments", others)
                    : null,
                Protocols = spreads,
                MissingGroundTruth = MissingGroundTruth,
                Resamples = Resamples,
                Seed = Seed,
                Thumbnails = !NoThumbnail && Written == ReportFormat.Html,
                Cancel = CancelToken,
            }
        );
        byte[] bytes =
            Written == ReportFormat.Html ? Adapters.Reports.Html(report, Pictures(report)) : Adapters.Reports.Markdown(report);
        CancelToken.ThrowIfCancellationRequested();
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder)
            AtomicFile.MakeFolder(folder);
        AtomicFile.Write(path, bytes, Force);
        foreach (InputException exception in evidence.Faults)
            WriteError(Errors.From(exception));
        _written[path] = run.Name;
        WriteFile(path);
    }

    private IReadOnlyDictionary<string, ReportPicture> Pictures(ReportDocument report)
    {
        using var drawing = new ProgressMeter(this, 1, "Drawing pictures", ProgressMeter.Unknown);
        return ReportPictures.Of(
            report,
            Adapters.Panels,
            PanelPalette.Of(Palette),
            ThrottleLimit,
            (done, total, notes) =>
            {
                drawing.Report(done, total);
                foreach (string note in notes)
                    WriteWarning(note);
            },
            CancelToken
        );
    }

    private string PathOf(Run run)
    {
        if (!_target.IsFolder)
            return _target.Path;
        string name = string.Concat(run.Name.Split(System.IO.Path.GetInvalidFileNameChars()));
        return System.IO.Path.Combine(_target.Path, name + (Written == ReportFormat.Html ? ".html" : ".md"));
    }
}
