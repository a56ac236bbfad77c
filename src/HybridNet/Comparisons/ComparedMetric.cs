using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>The logged metrics that two runs can be compared by; more is better in all of them.</summary>
internal static class ComparedMetric
{
    /// <summary>Names, as properties of an image score.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(ImageScore.Dice),
        nameof(ImageScore.Iou),
        nameof(ImageScore.Precision),
        nameof(ImageScore.Recall),
        nameof(ImageScore.Pearson),
    ];

    /// <summary>The name as this module writes it.</summary>
    /// <exception cref="InputException">There is no such metric.</exception>
    public static string Named(string name) =>
        Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException(
            InputError.InvalidArgument,
            $"Runs cannot be compared by '{name}'.",
            name,
            $"Choose from {string.Join(", ", Names)}."
        );

    /// <summary>The value under a policy; NaN when it is left out, when none was logged, or when Strict refuses it.</summary>
    /// <remarks>
    /// Without a marked lesion there is no correlation to speak of, and the log's 0 stands for that: the Pearson
    /// correlation of such an image is left out under every policy. Without overlap there still is one.
    /// </remarks>
    public static double Value(RowView score, string metric, EmptyPolicy policy)
    {
        double logged = Logged(score, metric);
        if (metric == nameof(ImageScore.Pearson))
            return score.State is MetricState.BothEmpty or MetricState.GtEmpty ? double.NaN : logged;
        return PolicyMean.ValueUnder(policy, logged, score.State) ?? double.NaN;
    }

    /// <summary>The value as it was logged; NaN when none was.</summary>
    public static double Logged(RowView score, string metric) =>
        metric switch
        {
            nameof(ImageScore.Dice) => score.Dice,
            nameof(ImageScore.Iou) => score.Iou,
            nameof(ImageScore.Precision) => score.Precision,
            nameof(ImageScore.Recall) => score.Recall,
            _ => score.Pearson,
        };

    /// <summary>Smallest value that the metric can have; the largest is 1 in all.</summary>
    public static double Least(string metric) => metric == nameof(ImageScore.Pearson) ? -1 : 0;

    /// <summary>True when Strict refuses the image: nothing is marked on it.</summary>
    public static bool Refused(RowView score, string metric) =>
        metric != nameof(ImageScore.Pearson) && score.State is (MetricState.BothEmpty or MetricState.GtEmpty);
}
