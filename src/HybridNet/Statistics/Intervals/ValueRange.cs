namespace HybridNet.Statistics;

/// <summary>Where the values of a quantity can lie, by its definition and not by what a sample shows.</summary>
/// <param name="Least">Smallest possible value; minus infinity where there is none that matters.</param>
/// <param name="Most">Largest possible value; infinity likewise.</param>
internal readonly record struct ValueRange(double Least, double Most)
{
    /// <summary>Shares: overlap metrics, precision, recall and their like.</summary>
    public static readonly ValueRange Unit = new(0, 1);

    /// <summary>Correlations.</summary>
    public static readonly ValueRange Correlation = new(-1, 1);

    /// <summary>Distances, areas and everything of which no bound is known.</summary>
    public static readonly ValueRange Open = new(double.NegativeInfinity, double.PositiveInfinity);

    private static readonly HashSet<string> s_unit = new(StringComparer.OrdinalIgnoreCase)
    {
        "Dice",
        "Iou",
        "Precision",
        "Recall",
        "Specificity",
        "Accuracy",
        "F2",
        "Nsd",
        "Auroc",
        "AveragePrecision",
        "Auprc",
    };

    private static readonly HashSet<string> s_correlation = new(StringComparer.OrdinalIgnoreCase) { "Pearson", "Kappa", "Mcc" };

    /// <summary>Both ends are finite.</summary>
    public bool IsBounded => double.IsFinite(Least) && double.IsFinite(Most);

    /// <summary>The range of a property of this module's records; open when the values themselves contradict it.</summary>
    /// <param name="property">Name of the property.</param>
    /// <param name="sorted">Its values, ascending.</param>
    public static ValueRange Of(string property, double[] sorted)
    {
        ValueRange range =
            s_unit.Contains(property) ? Unit
            : s_correlation.Contains(property) ? Correlation
            : Open;
        return sorted.Length > 0 && (sorted[0] < range.Least || sorted[^1] > range.Most) ? Open : range;
    }
}
