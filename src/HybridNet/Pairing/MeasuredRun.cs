using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Storage;

namespace HybridNet.Pairing;

/// <summary>
/// A run without a table: masks and references alone. Its scores are those of the masks, measured when somebody first looks.
/// </summary>
internal static class MeasuredRun
{
    /// <summary>Makes a run of files.</summary>
    /// <param name="run">Name, class, files; no log.</param>
    /// <param name="reader">Decodes masks.</param>
    /// <param name="missing">What a missing reference means.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="warn">Told what pairing has to say.</param>
    /// <exception cref="InputException">A side fits no image.</exception>
    public static Run Of(Run run, IImageFiles reader, MissingGroundTruth missing, int workers, Action<string> warn)
    {
        PairingResult paired = ImageCases.Pair(run, missing);
        foreach (string sentence in paired.Warnings)
            warn($"Run {run.Name}: {sentence}");
        if (paired.SideFault is not null)
            throw paired.SideFault;
        var cell = new RunCell();
        ImageFiles[] images = [.. paired.Images.Where(image => image.Fault is null)];
        foreach (ImageFiles faulty in paired.Images.Where(image => image.Fault is not null))
            warn($"Run {run.Name}: {faulty.Fault!.Message} It is not scored.");
        var scores = new LazyList<ImageScore>(images.Length, () => Measure(run, images, reader, workers, cell));
        Run made = run with
        {
            Log = new RunLog { Scores = scores },
            Figures = new(() => RunFigures.Summarise(cell.Run! with { Figures = null })),
        };
        cell.Run = made;
        return made;
    }

    /// <summary>One score for each image; one that cannot be read has no value, and the audit says why.</summary>
    private static ImageScore[] Measure(Run run, ImageFiles[] images, IImageFiles reader, int workers, RunCell cell)
    {
        var origin = new Origin(cell);
        ImageScore[] scores =
        [
            .. MaskMeasurements
                .Measure(
                    images.Select(image => image.ToCase()),
                    reader,
                    new MeasurementOptions { Metrics = MetricSet.Overlap | MetricSet.Pearson },
                    workers,
                    CancellationToken.None
                )
                .Select(outcome => Score(run, outcome, origin)),
        ];
        int rank = 0;
        foreach (ImageScore score in scores.OrderBy(score => double.IsNaN(score.Dice) ? double.MaxValue : score.Dice))
            score.Rank = ++rank;
        return scores;
    }

    private static ImageScore Score(Run run, ImageOutcome<MaskMeasurement> outcome, Origin origin)
    {
        MaskMeasurement? mask = outcome.Result;
        return new ImageScore
        {
            Run = run.Name,
            ImageId = outcome.Work.ImageId,
            Class = outcome.Work.Class ?? run.Class,
            Dice = mask?.Dice ?? double.NaN,
            Iou = mask?.Iou ?? double.NaN,
            Precision = mask?.Precision ?? double.NaN,
            Recall = mask?.Recall ?? double.NaN,
            Pearson = mask?.Pearson ?? double.NaN,
            GtPixels = mask?.GtPixels,
            PredPixels = mask?.PredPixels,
            TotalPixels = mask is null ? null : mask.GtPixels + mask.PredPixels,
            Band = run.Bands.OfImage(mask?.Dice ?? double.NaN),
            State = mask?.State ?? MetricState.Defined,
            Origin = origin,
        };
    }
}
