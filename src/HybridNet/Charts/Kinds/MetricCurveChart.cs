using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Loss, Dice, IoU and Pearson correlation over the epochs, over the bands of quality, the best epochs marked.</summary>
internal static class MetricCurveChart
{
    public static IReadOnlyList<Chart> Of(Run run)
    {
        IReadOnlyList<Epoch> epochs = run.Log.Epochs;
        if (epochs.Count == 0)
            throw ChartBuilder.Lacks(run, ChartKind.MetricCurve, "epochs (metrics_expanded.csv)");
        Chart?[] charts =
        [
            Draw(run, "loss", "Loss", run.Bands.Loss, epoch => epoch.TrainLoss, epoch => epoch.ValLoss, lowestIsBest: true),
            Draw(run, "dice", "Dice", run.Bands.Dice, epoch => epoch.TrainDice, epoch => epoch.ValDice, lowestIsBest: false),
            Draw(run, "iou", "IoU", run.Bands.Iou, epoch => epoch.TrainIou, epoch => epoch.ValIou, lowestIsBest: false),
            Draw(
                run,
                "pearson",
                "Pearson correlation",
                run.Bands.Pearson,
                epoch => epoch.TrainPearson,
                epoch => epoch.ValPearson,
                lowestIsBest: false
            ),
        ];
        return [.. charts.OfType<Chart>()];
    }

    private static Chart? Draw(
        Run run,
        string part,
        string word,
        Limits limits,
        Func<Epoch, double> train,
        Func<Epoch, double> validation,
        bool lowestIsBest
    )
    {
        Epoch[] scored = [.. run.Log.Epochs.Where(epoch => double.IsFinite(validation(epoch)))];
        ChartPoint[] trainPoints = Points(run, train),
            validationPoints = Points(run, validation);
        if (trainPoints.Length + validationPoints.Length == 0)
            return null;
        double[] values = [.. trainPoints.Concat(validationPoints).Select(point => point.Y)];
        Epoch? best = lowestIsBest ? scored.MinBy(validation) : scored.MaxBy(validation);
        string said = best is null
            ? "no validation values"
            : Invariant(
                $"validation {word} is {(lowestIsBest ? "lowest" : "highest")} at epoch {best.Number}: {validation(best):0.000}"
            );
        Epoch? loss = run.Log.Epochs.Where(epoch => double.IsFinite(epoch.ValLoss)).MinBy(epoch => epoch.ValLoss);
        var rules = new List<ChartRule>();
        if (best is not null)
            rules.Add(new(best.Number, $"best: {best.Number}", ChartColor.Ink) { Vertical = true });
        if (loss is not null && loss.Number != best?.Number)
            rules.Add(new(loss.Number, $"lowest loss: {loss.Number}") { Vertical = true, TextAt = 0 });
        (double low, double high) = Range(values, limits, lowestIsBest);
        return new()
        {
            Kind = ChartKind.MetricCurve,
            Run = run.Name,
            Part = part,
            Title = $"{run.Name}: {word} over {run.Log.Epochs.Count} epochs",
            Subtitle = said,
            Description = Invariant(
                $"{word} of training and validation over {run.Log.Epochs.Count} epochs; {said}. Values range from "
                    + $"{values.Min():0.000} to {values.Max():0.000}."
            ),
            X = new("epoch", run.Log.Epochs.Min(epoch => epoch.Number) - 0.5, LastEpoch(run)),
            Y = new(word, low, high),
            Series =
            [
                new("train", SeriesShape.MarkedLine, ChartColor.Second, trainPoints) { Mark = SeriesMark.Square, Size = 5 },
                new("validation", SeriesShape.MarkedLine, ChartColor.First, validationPoints) { Size = 5 },
            ],
            Bands = lowestIsBest
                ?
                [
                    new(double.NegativeInfinity, limits.Lower, ChartColor.Good, Invariant($"good: below {limits.Lower:0.00}")),
                    new(limits.Lower, limits.Upper, ChartColor.Middling, "middling"),
                    new(limits.Upper, double.PositiveInfinity, ChartColor.Bad, Invariant($"bad: above {limits.Upper:0.00}")),
                ]
                :
                [
                    new(double.NegativeInfinity, limits.Lower, ChartColor.Bad, Invariant($"bad: below {limits.Lower:0.00}")),
                    new(limits.Lower, limits.Upper, ChartColor.Middling, "middling"),
                    new(limits.Upper, double.PositiveInfinity, ChartColor.Good, Invariant($"good: above {limits.Upper:0.00}")),
                ],
            Rules = rules,
            Legend = LegendPlace.Below,
        };
    }

    /// <summary>A seventh more than the epochs take: there stand the names of the bands, clear of the curves.</summary>
    private static double LastEpoch(Run run) =>
        run.Log.Epochs.Max(epoch => epoch.Number)
        + 0.5
        + 0.14 * (run.Log.Epochs.Max(epoch => epoch.Number) - run.Log.Epochs.Min(epoch => epoch.Number) + 1);

    private static ChartPoint[] Points(Run run, Func<Epoch, double> value) =>
        [
            .. run
                .Log.Epochs.Where(epoch => double.IsFinite(value(epoch)))
                .Select(epoch => new ChartPoint(epoch.Number, value(epoch))),
        ];

    /// <summary>All values and both limits, with room on either side; a score never leaves 0 to 1 without reason.</summary>
    private static (double, double) Range(double[] values, Limits limits, bool loss)
    {
        double low = Math.Min(values.Min(), limits.Lower),
            high = Math.Max(values.Max(), limits.Upper),
            room = Math.Max(0.08 * (high - low), 0.02);
        return loss ? (Math.Max(0, low - room), high + room) : (Math.Min(low, 0), Math.Max(1, high) + 0.02);
    }
}
