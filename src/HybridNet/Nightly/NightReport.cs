using HybridNet.Charts;
using HybridNet.Diagnosis;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.Reports;
using HybridNet.Reports.Why;

namespace HybridNet.Nightly;

/// <summary>The report of one run, as Export-HNReport writes it when nothing is said.</summary>
internal static class NightReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="run">The run.</param>
    /// <param name="adapters">The ports.</param>
    /// <param name="options">How runs are judged.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>A sentence for each image that cannot be shown.</returns>
    /// <exception cref="InputException">The page cannot be made or written.</exception>
    public static IReadOnlyList<string> Write(
        string path,
        Run run,
        IAdapters adapters,
        NightlyOptions options,
        CancellationToken cancel
    )
    {
        var evidence = new RunEvidence(
            run,
            adapters.Images,
            new(options.MissingGroundTruth, options.Workers),
            (done, total) => options.Progress(run.Name, done, total),
            cancel
        );
        var why = WhyFacts.Read(
            run,
            adapters.Images,
            new() { MissingGroundTruth = options.MissingGroundTruth, Workers = options.Workers },
            (done, total) => options.Progress(run.Name, done, total),
            cancel
        );
        var silent = new List<(string, string)>();
        Finding[] findings =
        [
            .. Audit.Evaluate(
                run,
                [],
                adapters.Images,
                options.Audit with
                {
                    Lesions = why.Lesions,
                },
                null,
                (rule, reason) => silent.Add((rule, reason.Reason)),
                cancel
            ),
        ];
        ReportDocument report = ReportBuilder.Of(
            new()
            {
                Evidence = evidence,
                Findings = findings,
                SilentRules = silent,
                Why = why,
                MissingGroundTruth = options.MissingGroundTruth,
                Pictures = PictureChoice.Worst([evidence], PictureChoice.Usual),
                Cancel = cancel,
            }
        );
        IReadOnlyDictionary<ReportImage, ReportPicture> pictures = ReportPictures.Of(
            report,
            adapters.Pictures,
            PanelPalette.Of(PanelColors.ColorBlindSafe),
            options.Workers,
            (done, total, _) => options.Progress(run.Name, done, total),
            cancel
        );
        AtomicFile.Write(
            path,
            file =>
            {
                adapters.Pictures.Html(file, report, pictures);
                cancel.ThrowIfCancellationRequested();
            },
            force: true
        );
        return [.. evidence.Faults.Select(fault => fault.Message)];
    }
}
