using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Comparisons;

/// <summary>Counts of the images of one run at every threshold, read from its probability maps once.</summary>
internal sealed class ThresholdCurves
{
    /// <summary>Levels of an 8-bit map: as many thresholds as can differ there.</summary>
    private const int Levels = 256;

    private readonly Dictionary<(string, string?), Confusion[]> _images = [];

    private ThresholdCurves(double used)
    {
        Used = used;
        Thresholds = [.. Enumerable.Range(1, Levels - 1).Select(level => level / (Levels - 1.0)).Append(used)];
    }

    /// <summary>Threshold that the run was cut at; the last of <see cref="Thresholds"/>.</summary>
    public double Used { get; }

    /// <summary>All thresholds: 1/255 to 1, then the one that was used.</summary>
    public double[] Thresholds { get; }

    /// <summary>Counts of every image at each threshold.</summary>
    public IReadOnlyDictionary<(string ImageId, string? Class), Confusion[]> Images => _images;

    /// <summary>What could not be read, with one example.</summary>
    public string? Faults { get; private set; }

    /// <summary>Reads the maps of a run.</summary>
    /// <param name="run">A run with maps and references.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="report">Told after every image how many are done, of how many.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The run has no maps, or no references.</exception>
    public static ThresholdCurves Of(Run run, IImageFiles reader, int workers, Action<int, int>? report, CancellationToken cancel)
    {
        if (run.Files.Probabilities is null)
            throw ImageMasks.MissingMaps(
                run,
                "Name their folder with Import-HNRun -ProbabilityPath, or leave -AtBestThreshold out."
            );
        var curves = new ThresholdCurves(run.Threshold ?? 0.5);
        var faults = new List<InputException>();
        var cases = new List<ImageCase>();
        foreach (ImageCases.Entry entry in ImageCases.Of(run, MissingGroundTruth.Error))
            if (entry.Work is { Probability: not null } work)
                cases.Add(work);
            else if (entry.Fault is { } fault)
                faults.Add(fault);
        int done = 0;
        foreach (
            ImageOutcome<ProbabilityHistogram> outcome in SweepRunner.Histograms(
                cases,
                reader,
                workers,
                cancel,
                curves.Thresholds
            )
        )
        {
            report?.Invoke(++done, cases.Count);
            if (outcome.Result is { } histogram)
                curves._images[(outcome.Work.ImageId, outcome.Work.Class)] = Array.ConvertAll(curves.Thresholds, histogram.At);
            else
                faults.Add(outcome.Fault!);
        }
        if (faults.Count > 0)
            curves.Faults = $"{faults.Count} images of {run.Name} could not be read: {faults[0].Message}";
        return curves;
    }

    /// <summary>Values of a metric under a policy, for some images at every threshold; NaN where one is left out.</summary>
    public double[][] Values(IReadOnlyList<(string, string?)> images, string metric, EmptyPolicy policy) =>
        [
            .. images.Select(image =>
                Array.ConvertAll(
                    _images[image],
                    c =>
                        PolicyMean.ValueUnder(
                            policy,
                            metric == nameof(ImageScore.Iou) ? OverlapMetrics.Iou(c) : OverlapMetrics.Dice(c),
                            c.State
                        ) ?? double.NaN
                )
            ),
        ];
}
