using HybridNet.Diagnosis;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.Storage;

namespace HybridNet.Nightly;

/// <summary>What looking at a run showed: images that cannot be read, and rules that warn.</summary>
/// <param name="Unreadable">Ids of images whose files cannot be read or paired.</param>
/// <param name="FirstFault">What was wrong with the first of them, a sentence; empty without any.</param>
/// <param name="Doubts">Ids of the rules that warn.</param>
internal sealed record RunInspection(IReadOnlyList<string> Unreadable, string FirstFault, IReadOnlyList<string> Doubts)
{
    /// <summary>True for a run that has masks, and references to judge them by.</summary>
    /// <param name="run">The run.</param>
    public static bool HasMasks(Run run) =>
        (run.Files.Predictions ?? run.Files.Probabilities) is not null && run.Files.GroundTruth.Count > 0;

    /// <summary>Rules that warn.</summary>
    /// <param name="findings">Findings of an audit.</param>
    public static IReadOnlyList<string> Warning(IEnumerable<Finding> findings) =>
        [.. findings.Where(finding => finding.Severity >= Severity.Warning).Select(finding => finding.Id).Distinct()];

    /// <summary>Every rule of the audit; faults of rules go to the log.</summary>
    /// <param name="run">The run.</param>
    /// <param name="images">Decodes masks.</param>
    /// <param name="options">How runs are judged.</param>
    /// <param name="cancel">Stops the work.</param>
    public static (IReadOnlyList<Finding> Findings, IReadOnlyList<string> Faults) Audit(
        Run run,
        IImageFiles images,
        NightlyOptions options,
        CancellationToken cancel
    )
    {
        var faults = new List<string>();
        Finding[] findings =
        [
            .. Diagnosis.Audit.Evaluate(
                run,
                [],
                images,
                options.Audit,
                null,
                (rule, why) =>
                {
                    if (why.Fault is { } fault)
                        faults.Add($"{rule} could not look: {fault.Message}");
                },
                cancel
            ),
        ];
        return (findings, faults);
    }

    /// <summary>Measures every image of a run.</summary>
    /// <param name="run">A run with masks.</param>
    /// <param name="metrics">What is measured.</param>
    /// <param name="images">Decodes masks.</param>
    /// <param name="options">How runs are judged.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The measurements, and a sentence for each image that could not be measured.</returns>
    /// <exception cref="InputException">A whole side fits no image.</exception>
    public static (MeasurementSet Set, IReadOnlyList<string> Faults) Measure(
        Run run,
        MetricSet metrics,
        IImageFiles images,
        NightlyOptions options,
        CancellationToken cancel
    )
    {
        PairingResult paired = ImageCases.Pair(run, options.MissingGroundTruth);
        if (paired.SideFault is { } fault)
            throw fault;
        var rows = new List<MaskMeasurement>();
        var failed = new List<string>();
        var faults = new List<string>();
        foreach (ImageFiles image in paired.Images)
            if (image.Fault is { } unpaired)
                Fail(image.ImageId, unpaired);
        ImageCase[] work = [.. paired.Images.Where(image => image.Fault is null).Select(image => image.ToCase())];
        var wanted = new MeasurementOptions { Metrics = metrics };
        int done = 0;
        foreach (ImageOutcome<MaskMeasurement> outcome in MaskMeasurements.Measure(work, images, wanted, options.Workers, cancel))
        {
            options.Progress(run.Name, ++done, work.Length);
            if (outcome.Result is { } row)
                rows.Add(row);
            else
                Fail(outcome.Work.ImageId, outcome.Fault!);
        }
        var set = new MeasurementSet
        {
            Run = run,
            Options = wanted,
            ImageIds = [.. paired.Images.Select(image => image.ImageId)],
            Failed = failed,
            Complete = true,
            Version = ModuleVersion.Text,
            Measurements = rows,
        };
        return (set, faults);

        void Fail(string id, InputException why)
        {
            failed.Add(id);
            faults.Add(why.Message);
        }
    }
}
