namespace HybridNet.Charts.Kinds;

/// <summary>The curves of a training as one picture of two by two.</summary>
internal static class TrainingGridChart
{
    public static Chart Of(Run run)
    {
        IReadOnlyList<Chart> curves = MetricCurveChart.Of(run);
        return new()
        {
            Kind = ChartKind.TrainingGrid,
            Run = run.Name,
            Title = $"{run.Name}: training over {run.Log.Epochs.Count} epochs",
            Description = string.Join(" ", curves.Select(curve => curve.Description)),
            X = new("epoch"),
            Y = new(""),
            Cells =
            [
                .. curves.Select(curve =>
                    curve with
                    {
                        Part = "grid_" + curve.Part,
                        Title = curve.Y.Title,
                        // Cells are small: the colours of the bands stay, their words would lie over the curves.
                        Bands = [.. curve.Bands.Select(band => band with { Text = "" })],
                        X = curve.X with { Maximum = run.Log.Epochs.Max(epoch => epoch.Number) + 0.5 },
                    }
                ),
            ],
            Legend = LegendPlace.None,
        };
    }
}
