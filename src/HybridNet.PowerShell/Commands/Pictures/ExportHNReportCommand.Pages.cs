using System.Management.Automation;
using HybridNet.Charts;
using HybridNet.Diagnosis;
using HybridNet.Pairing;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.PowerShell.Values;
using HybridNet.Protocols;
using HybridNet.Reports;
using HybridNet.Reports.Comparing;
using HybridNet.Reports.Why;

namespace HybridNet.PowerShell.Commands;

/// <content>What is on a page, and where the page is written.</content>
public sealed partial class ExportHNReportCommand
{
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

    private bool WithPictures => !NoThumbnail && ImageCount > 0 && Written == ReportFormat.Html;

    private IEnumerable<PSObject> WhatIfs => PostProcess ?? [];

    private void WriteRun(Run run)
    {
        if (!MayWrite(PathOf(run.Name), $"run {run.Name}"))
            return;
        using ProgressMeter reading = Reading(run.Name);
        RunEvidence evidence = Evidence(run, reading);
        PictureChoice? pictures = WithPictures ? PictureChoice.Worst([evidence], ImageCount) : null;
        Write(ReportBuilder.Of(Input(evidence, pictures, reading)), PathOf(run.Name), $"run {run.Name}", [evidence]);
    }

    private void WriteCombined(IReadOnlyList<Run> runs)
    {
        CombinedReport.RequireNames([.. runs.Select(run => run.Name)]);
        string path = PathOf("combined"),
            what = "runs " + string.Join(", ", runs.Select(run => run.Name));
        if (!MayWrite(path, what))
            return;
        using ProgressMeter reading = Reading(what);
        RunEvidence[] evidence = [.. runs.Select(run => Evidence(run, reading))];
        PictureChoice? pictures = WithPictures ? PictureChoice.Worst(evidence, ImageCount) : null;
        ReportInput[] inputs = [.. evidence.Select(one => Input(one, pictures, reading))];
        Write(CombinedReport.Of([.. inputs.Select(input => (input, ReportBuilder.Of(input)))]), path, what, evidence);
    }

    private void WriteComparison(IReadOnlyList<Comparison> comparisons)
    {
        Comparison first = comparisons[0];
        string path = PathOf($"{first.BaselineRun}_to_{first.CandidateRun}"),
            what = $"the comparison of {first.BaselineRun} and {first.CandidateRun}";
        if (!MayWrite(path, what))
            return;
        using ProgressMeter reading = Reading(what);
        RunEvidence? Of(Run? run) => run is null ? null : Evidence(run, reading);
        RunEvidence? baseline = Of(first.BaselineOrigin.Run),
            candidate = Of(first.CandidateOrigin.Run);
        ReportDocument report = ComparisonReport.Of(
            new()
            {
                Comparisons = comparisons,
                Baseline = baseline,
                Candidate = candidate,
                MissingGroundTruth = MissingGroundTruth,
                ImageCount = WithPictures ? ImageCount : 0,
                WhyBaseline = Why(first.BaselineOrigin.Run, reading),
                WhyCandidate = Why(first.CandidateOrigin.Run, reading),
                Cancel = CancelToken,
            }
        );
        Write(report, path, what, [.. new[] { baseline, candidate }.OfType<RunEvidence>()]);
    }

    private ProgressMeter Reading(string what) => new(this, 1, $"Reading the images of {what}", ProgressMeter.Unknown);

    private RunEvidence Evidence(Run run, ProgressMeter reading) =>
        new(
            run,
            Adapters.Images,
            new(MissingGroundTruth, ThrottleLimit),
            (done, total) => reading.Report(done, total),
            CancelToken
        );

    private WhyFacts? Why(Run? run, ProgressMeter reading)
    {
        if (run is null)
            return null;
        return WhyFacts.Read(
            run,
            Adapters.Images,
            new()
            {
                MissingGroundTruth = MissingGroundTruth,
                Readers = CompanionsOf(ImageSide.Reader, Reader),
                ReaderIdPattern = ReaderIdPattern,
                Warn = WriteWarning,
                Workers = ThrottleLimit,
                Seed = Seed,
            },
            (done, total) => reading.Report(done, total),
            CancelToken
        );
    }

    private ReportInput Input(RunEvidence evidence, PictureChoice? pictures, ProgressMeter reading)
    {
        Run run = evidence.Run;
        var silent = new List<(string, string)>();
        WhyFacts? why = Why(run, reading);
        var options = new AuditOptions
        {
            Lesions = why?.Lesions,
            MissingGroundTruth = MissingGroundTruth,
            Protocols = ProtocolChoice.Shipped(),
            Workers = ThrottleLimit,
        };
        ProtocolSpread[] spreads = [.. Protocol.Where(spread => spread.Run == run.Name)];
        if (Protocol.Length > 0 && spreads.Length == 0)
            WriteWarning($"-Protocol has nothing of run {run.Name}: its report gets no section about other tools.");
        return new()
        {
            Evidence = evidence,
            Findings =
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
            ],
            SilentRules = silent,
            PostProcess = [.. WhatIfs.Select(row => row.BaseObject).OfType<PostProcessResult>()],
            OtherWhatIfs = WhatIfs.Where(row => row.BaseObject is not PostProcessResult).ToArray() is { Length: > 0 } others
                ? ObjectTable.Of("Other experiments", others)
                : null,
            Protocols = spreads,
            MissingGroundTruth = MissingGroundTruth,
            Resamples = Resamples,
            Seed = Seed,
            Thumbnails = WithPictures,
            Pictures = pictures,
            Why = why,
            Cancel = CancelToken,
        };
    }

    /// <summary>
    /// False with -WhatIf; a page that this command has written, or that is there without -Force, is never replaced.
    /// </summary>
    private bool MayWrite(string path, string what)
    {
        if (_written.TryGetValue(path, out string? other))
            throw new InputException(
                InputError.DestinationExists,
                $"The report of {what} would replace the one of {other}, which this command has just written to {path}.",
                what,
                "Give a folder, with / at the end: each run gets a file of its name. Or put all runs on one page with -Combined."
            );
        if (!ShouldProcess(path, $"Write the report of {what}"))
            return false;
        AtomicFile.RequireFree(path, Force);
        return true;
    }

    private void Write(ReportDocument report, string path, string what, IReadOnlyList<RunEvidence> evidence)
    {
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder)
            AtomicFile.MakeFolder(folder);
        if (Written == ReportFormat.Html)
        {
            IReadOnlyDictionary<ReportImage, ReportPicture> pictures = Pictures(report);
            AtomicFile.Write(
                path,
                file =>
                {
                    Adapters.Pictures.Html(new StoppableStream(file, CancelToken), report, pictures);
                    CancelToken.ThrowIfCancellationRequested();
                },
                Force
            );
        }
        else
        {
            AtomicFile.Write(path, Adapters.Pictures.Markdown(report), Force);
        }
        foreach (InputException exception in evidence.SelectMany(one => one.Faults))
            WriteError(Errors.From(exception));
        _written[path] = what;
        WriteFile(path);
    }

    private IReadOnlyDictionary<ReportImage, ReportPicture> Pictures(ReportDocument report)
    {
        using var drawing = new ProgressMeter(this, 1, "Drawing pictures", ProgressMeter.Unknown);
        return ReportPictures.Of(
            report,
            Adapters.Pictures,
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

    private string PathOf(string page)
    {
        if (!_target.IsFolder)
            return _target.Path;
        string name = string.Concat(page.Split(System.IO.Path.GetInvalidFileNameChars()));
        return System.IO.Path.Combine(_target.Path, name + (Written == ReportFormat.Html ? ".html" : ".md"));
    }
}
