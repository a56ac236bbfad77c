namespace HybridNet.Probabilities;

/// <summary>What a probability map is worth before any threshold.</summary>
/// <param name="Correlation">Moments, with the Pearson correlation.</param>
/// <param name="Auroc">Area under the receiver operating curve; NaN when a class is empty.</param>
/// <param name="AveragePrecision">Step sum of precision over recall; NaN when nothing is marked.</param>
/// <param name="Auprc">The same curve by trapezoids; NaN when nothing is marked.</param>
/// <param name="Brier">Mean squared difference of probability and reference.</param>
/// <param name="Ece">Expected calibration error, 15 equal-width bins.</param>
/// <param name="Mce">Largest calibration error of a bin.</param>
internal sealed record ProbabilityMetrics(
    Correlation Correlation,
    double Auroc,
    double AveragePrecision,
    double Auprc,
    double Brier,
    double Ece,
    double Mce
);
