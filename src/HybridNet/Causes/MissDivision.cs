namespace HybridNet;

/// <summary>How the missed lesions of a run were missed.</summary>
public sealed record MissDivision : IFromRun
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Class of the lesions where the set has several; null where there is one kind only.</summary>
    public string? Class => OwnClass ?? Origin.Run?.Class;

    /// <summary>The kind of miss.</summary>
    public MissKind Kind { get; init; }

    /// <summary>With the kind OtherClass: the class that was predicted there; else null.</summary>
    public string? FoundAs { get; init; }

    /// <summary>Missed lesions of this kind.</summary>
    public int Lesions { get; init; }

    /// <summary>Their share of all missed lesions.</summary>
    public double Share { get; init; }

    /// <summary>Median area, pixels.</summary>
    public double MedianArea { get; init; }

    /// <summary>For responses below the threshold: the threshold that would find half of them; else NaN.</summary>
    public double HalfFoundAt { get; init; } = double.NaN;

    /// <summary>The same for nine of ten.</summary>
    public double MostFoundAt { get; init; } = double.NaN;

    /// <summary>Class of loose files.</summary>
    internal string? OwnClass { get; init; }

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>Divides missed lesions.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="lesions">Lesions with their attributes.</param>
    /// <param name="threshold">Threshold of the run.</param>
    /// <param name="floor">Probability up to which the map shows nothing.</param>
    public static IReadOnlyList<MissDivision> Of(string run, IReadOnlyList<Lesion> lesions, double threshold, double floor)
    {
        Lesion[] missed = [.. lesions.Where(lesion => lesion is { Side: LesionSide.GroundTruth, Hit: false })];
        return
        [
            .. missed
                .GroupBy(lesion =>
                    Causes.CauseFinder.KindOf(lesion, threshold, floor) is var kind && kind == MissKind.OtherClass
                        ? (kind, lesion.FoundAs)
                        : (kind, null)
                )
                .OrderBy(group => group.Key.kind)
                .ThenBy(group => group.Key.Item2, StringComparer.Ordinal)
                .Select(group => new MissDivision
                {
                    Run = run,
                    Kind = group.Key.kind,
                    FoundAs = group.Key.Item2,
                    Lesions = group.Count(),
                    Share = (double)group.Count() / missed.Length,
                    MedianArea = At([.. group.Select(lesion => (double)lesion.Area).Order()], 0.5),
                    HalfFoundAt = group.Key.kind == MissKind.BelowThreshold ? At(Peaks(group), 0.5) : double.NaN,
                    MostFoundAt = group.Key.kind == MissKind.BelowThreshold ? At(Peaks(group), 0.1) : double.NaN,
                    OwnClass = missed[0].OwnClass,
                    Origin = missed[0].Origin,
                }),
        ];
    }

    private static double[] Peaks(IEnumerable<Lesion> lesions) =>
        [.. lesions.Select(lesion => lesion.PeakProbability!.Value).Order()];

    private static double At(double[] sorted, double share) => Statistics.Quantile.OfSorted(sorted, share);
}
