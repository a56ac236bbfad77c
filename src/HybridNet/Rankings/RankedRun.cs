namespace HybridNet;

/// <summary>One run, or one method with several trainings, in a ranking.</summary>
public sealed record RankedRun
{
    /// <summary>Name of the run; with replicates the key that they share.</summary>
    public required string Run { get; init; }

    /// <summary>Place, 1 for the best; equal figures share the better place.</summary>
    public int Place { get; init; }

    /// <summary>Mean of the metric over the ranked images.</summary>
    public double Mean { get; init; }

    /// <summary>Mean of the ranks within each image, 1 for the best; ties share the mean place.</summary>
    public double MeanRank { get; init; }

    /// <summary>Best place in all but the extreme resamples.</summary>
    public int RankLow { get; init; }

    /// <summary>Worst place in all but the extreme resamples.</summary>
    public int RankHigh { get; init; }

    /// <summary>Share of the resamples in which it is first; a shared first place counts for each.</summary>
    public double BestProbability { get; init; }

    /// <summary>
    /// Letters of the groups that it belongs to: two that no test tells apart share one, and two that share none
    /// are told apart.
    /// </summary>
    public string Group { get; init; } = "";

    /// <summary>P against every other, adjusted by Holm's method over all pairs; a row of the matrix.</summary>
    public IReadOnlyDictionary<string, double> AdjustedP { get; init; } = new Dictionary<string, double>();

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>Images that are ranked: those with a value in all runs.</summary>
    public int Images { get; init; }

    /// <summary>Subjects of these images, which are drawn as a whole; null when no id has one.</summary>
    public int? Subjects { get; init; }

    /// <summary>Images of all runs that the empty policy leaves out in at least one.</summary>
    public int LeftOut { get; init; }

    /// <summary>Images on which nothing is marked and this run predicts something; the mean over replicates.</summary>
    public double FalseAlarms { get; init; }

    /// <summary>Names of the trainings of this method.</summary>
    public IReadOnlyList<string> Replicates { get; init; } = [];

    /// <summary>How the variance of a single value splits; null with one training.</summary>
    public VarianceSplit? Variance { get; init; }

    /// <summary>Place, interval and name.</summary>
    public override string ToString() => $"{Place} [{RankLow}, {RankHigh}] {Run}";
}

/// <summary>
/// Where the values of a method with several trainings vary: variance components of the two-way layout of images and
/// trainings, by the method of moments (S. R. Searle, G. Casella and C. E. McCulloch, Variance Components, 1992, chapter 4).
/// </summary>
/// <param name="Subjects">Between subjects; 0 where every image is a subject.</param>
/// <param name="Images">Between images (of one subject).</param>
/// <param name="Replicates">Between trainings: what another seed changes in the mean.</param>
/// <param name="Residual">Between trainings on one image, beyond that.</param>
public sealed record VarianceSplit(double Subjects, double Images, double Replicates, double Residual)
{
    /// <summary>All four as shares.</summary>
    public override string ToString()
    {
        double all = Subjects + Images + Replicates + Residual;
        return all == 0
            ? "none"
            : InvariantText.Invariant(
                $"subjects {Subjects / all:P0}, images {Images / all:P0}, trainings {Replicates / all:P0}, rest "
                    + $"{Residual / all:P0}"
            );
    }
}
