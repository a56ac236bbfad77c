using System.Globalization;
using HybridNet.Metrics;

namespace HybridNet.Panels;

/// <summary>The words on a panel.</summary>
public static class PanelCaption
{
    /// <summary>The parts of a panel's head line: id, Dice, case, pixels.</summary>
    /// <param name="image">The image.</param>
    /// <param name="counts">Pixel counts of its masks.</param>
    public static IReadOnlyList<string> Parts(PanelImage image, in Confusion counts)
    {
        double dice = OverlapMetrics.Dice(counts);
        var parts = new List<string> { image.Work.ImageId, $"Dice {(double.IsNaN(dice) ? "undefined" : Short(dice))}" };
        if (image.Dice is { } logged && !double.IsNaN(logged) && Short(logged) != Short(dice))
            parts.Add($"recorded {Score(logged)}");
        if (CaseOf(counts) is { } word)
            parts.Add(word);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"GT {counts.GtPixels} px"));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"prediction {counts.PredPixels} px"));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"overlap {counts.TruePositive} px"));
        return parts;
    }

    /// <summary>Case of an image without overlap; null for one with.</summary>
    /// <param name="counts">Pixel counts.</param>
    public static string? CaseOf(in Confusion counts) =>
        counts.State switch
        {
            MetricState.BothEmpty => "both empty",
            MetricState.GtEmpty => "case A: GT empty",
            MetricState.PredEmpty => "case B: prediction empty",
            MetricState.Disjoint => "case C: disjoint",
            _ => null,
        };

    /// <summary>The name that a field carries.</summary>
    /// <param name="field">The field.</param>
    /// <param name="photo">There is a photograph.</param>
    public static string Label(PanelField field, bool photo) =>
        field switch
        {
            PanelField.Photo => photo ? "image" : "image missing",
            PanelField.Gt => "GT",
            PanelField.Prediction => "prediction",
            PanelField.GtOverlay => "GT overlay",
            PanelField.PredictionOverlay => "prediction overlay",
            PanelField.BothOutlines => "GT and prediction",
            _ => "agreement",
        };

    private static string Short(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Score(double value) =>
        value is > 0 and < 0.0005 ? value.ToString("0.0e+00", CultureInfo.InvariantCulture) : Short(value);
}
