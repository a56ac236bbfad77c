using System.Globalization;
using HybridNet.Metrics;

namespace HybridNet.Panels;

/// <summary>The words on a panel.</summary>
internal static class PanelCaption
{
    /// <summary>The parts of a panel's head line: id, Dice, case, pixels.</summary>
    /// <param name="image">The image.</param>
    /// <param name="counts">Pixel counts of its masks.</param>
    public static IReadOnlyList<string> Parts(PanelImage image, in Confusion counts)
    {
        double dice = OverlapMetrics.Dice(counts);
        var parts = new List<string> { IdOf(image), DiceOf(dice) };
        if (image.Lesion is { } lesion)
        {
            parts[1] = $"{Short(lesion.Side)} lesion {lesion.Label}: {Fate(lesion)}";
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{lesion.Area} px"));
            if (lesion.Hit)
                parts.Add($"best IoU {Short(lesion.BestIou)}");
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"at {lesion.Centroid.X:0}, {lesion.Centroid.Y:0}"));
            parts.Add($"image: {DiceOf(dice)}");
            return parts;
        }
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

    /// <summary>The parts of the head line of a panel of several masks: id, and Dice or case of each.</summary>
    /// <param name="image">The image.</param>
    /// <param name="counts">Pixel counts of each mask; null for a reference or a prediction alone.</param>
    public static IReadOnlyList<string> Parts(PanelImage image, IReadOnlyList<Confusion?> counts)
    {
        if (image.Masks.Count == 0)
            return Parts(image, counts[0]!.Value);
        var parts = new List<string> { image.Work.ImageId };
        parts.AddRange(
            image.Masks.Zip(
                counts,
                (mask, count) =>
                    count is { } known
                        ? $"{mask.Name} {CaseOf(known) ?? DiceOf(OverlapMetrics.Dice(known))}"
                        : $"{mask.Name} {(mask.HasReference ? "reference" : "prediction")} only"
            )
        );
        return parts;
    }

    /// <summary>The letter of an image without overlap, E for both masks empty; null for one with overlap.</summary>
    /// <param name="counts">Pixel counts.</param>
    public static string? LetterOf(in Confusion counts) =>
        counts.State switch
        {
            MetricState.BothEmpty => "E",
            MetricState.GtEmpty => "A",
            MetricState.PredEmpty => "B",
            MetricState.Disjoint => "C",
            _ => null,
        };

    /// <summary>GT or prediction.</summary>
    internal static string Short(LesionSide side) => side == LesionSide.GroundTruth ? "GT" : "pred";

    /// <summary>hit, missed, or false for a prediction that hits nothing.</summary>
    internal static string Fate(Lesion lesion)
    {
        if (lesion.Hit)
            return "hit";
        return lesion.Side == LesionSide.GroundTruth ? "missed" : "false";
    }

    private static string IdOf(PanelImage image) =>
        image.Work.Class is { } one ? $"{image.Work.ImageId} {one}" : image.Work.ImageId;

    private static string DiceOf(double dice) => $"Dice {(double.IsNaN(dice) ? "undefined" : Short(dice))}";

    private static string Short(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Score(double value) =>
        value is > 0 and < 0.0005 ? value.ToString("0.0e+00", CultureInfo.InvariantCulture) : Short(value);
}
