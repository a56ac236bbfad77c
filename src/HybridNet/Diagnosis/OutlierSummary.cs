using HybridNet.Diagnosis;
using HybridNet.Statistics;

namespace HybridNet;

/// <summary>What an outlier filter does to a run: how many images it removes, of which kind, and what that does to the
/// mean.</summary>
public sealed record OutlierSummary
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>The score that was filtered.</summary>
    public required string Property { get; init; }

    /// <summary>How the bounds were found.</summary>
    public OutlierMethod Method { get; init; }

    /// <summary>Lower bound.</summary>
    public double Lower { get; init; }

    /// <summary>Upper bound.</summary>
    public double Upper { get; init; }

    /// <summary>Images in all.</summary>
    public int Images { get; init; }

    /// <summary>Images kept.</summary>
    public int Kept { get; init; }

    /// <summary>Images removed.</summary>
    public int Removed { get; init; }

    /// <summary>Removed because both masks are empty.</summary>
    public int Trivial { get; init; }

    /// <summary>Removed because nothing overlaps.</summary>
    public int ZeroOverlap { get; init; }

    /// <summary>Removed because the value is at or below the lower bound.</summary>
    public int BelowMinimum { get; init; }

    /// <summary>Removed because the value is at or above the upper bound.</summary>
    public int AboveMaximum { get; init; }

    /// <summary>Removed by a statistical bound.</summary>
    public int Statistical { get; init; }

    /// <summary>Removed because there is no value.</summary>
    public int Undefined { get; init; }

    /// <summary>Mean of all values, as logged.</summary>
    public double MeanBefore { get; init; }

    /// <summary>Mean of the kept values.</summary>
    public double MeanAfter { get; init; }

    /// <summary>Removed / Images.</summary>
    public double ShareRemoved { get; init; }

    /// <summary>Lower end of the share's 95 % Wilson interval.</summary>
    public double ShareLow { get; init; }

    /// <summary>Upper end of the share's 95 % Wilson interval.</summary>
    public double ShareHigh { get; init; }

    /// <summary>Size of the population that the share is projected to, or null.</summary>
    public int? PopulationSize { get; init; }

    /// <summary>Images of the population that the filter would remove: share x size.</summary>
    public double? Projected { get; init; }

    /// <summary>Lower end of the projection.</summary>
    public double? ProjectedLow { get; init; }

    /// <summary>Upper end of the projection.</summary>
    public double? ProjectedHigh { get; init; }

    /// <summary>Draws up the ledger of one run.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="property">Name of the score.</param>
    /// <param name="filter">The bounds.</param>
    /// <param name="judged">Value and verdict of every image; at least one.</param>
    /// <param name="populationSize">Population to project to, or null.</param>
    internal static OutlierSummary Of(
        string run,
        string property,
        OutlierFilter filter,
        IReadOnlyCollection<(double Value, OutlierReason Reason)> judged,
        int? populationSize
    )
    {
        int n = judged.Count,
            kept = Number(OutlierReason.Kept);
        Interval share = n == 0 ? Interval.None : WilsonInterval.Of(n - kept, n);
        return new()
        {
            Run = run,
            Property = property,
            Method = filter.Method,
            Lower = filter.Lower,
            Upper = filter.Upper,
            Images = n,
            Kept = kept,
            Removed = n - kept,
            Trivial = Number(OutlierReason.Trivial),
            ZeroOverlap = Number(OutlierReason.ZeroOverlap),
            BelowMinimum = Number(OutlierReason.BelowMinimum),
            AboveMaximum = Number(OutlierReason.AboveMaximum),
            Statistical = Number(OutlierReason.Statistical),
            Undefined = Number(OutlierReason.Undefined),
            MeanBefore = Moments.Mean([.. judged.Select(row => row.Value).Where(value => !double.IsNaN(value))]),
            MeanAfter = Moments.Mean([.. judged.Where(row => row.Reason == OutlierReason.Kept).Select(row => row.Value)]),
            ShareRemoved = n == 0 ? double.NaN : (double)(n - kept) / n,
            ShareLow = share.Low,
            ShareHigh = share.High,
            PopulationSize = populationSize,
            Projected = populationSize * (double)(n - kept) / n,
            ProjectedLow = populationSize * share.Low,
            ProjectedHigh = populationSize * share.High,
        };

        int Number(OutlierReason reason) => judged.Count(row => row.Reason == reason);
    }
}
