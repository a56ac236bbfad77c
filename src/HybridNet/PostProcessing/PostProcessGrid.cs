namespace HybridNet.PostProcessing;

/// <summary>One combination of a grid.</summary>
/// <param name="Threshold">Probability at and above which a pixel is positive; NaN for the predicted masks as they are.</param>
/// <param name="Open">Radius of the opening; 0 for none.</param>
/// <param name="Close">Radius of the closing; 0 for none.</param>
/// <param name="FillHole">Holes are filled.</param>
/// <param name="MinimumArea">Smallest component that stays, pixels; 0 for all.</param>
internal readonly record struct PostProcessCombination(double Threshold, int Open, int Close, bool FillHole, long MinimumArea)
{
    /// <summary>Steps that are done; a threshold is one when it is not the run's own.</summary>
    /// <param name="ownThreshold">Threshold of the run as it is.</param>
    public int Steps(double ownThreshold) =>
        (double.IsNaN(Threshold) || Threshold == ownThreshold ? 0 : 1)
        + (Open > 0 ? 1 : 0)
        + (Close > 0 ? 1 : 0)
        + (FillHole ? 1 : 0)
        + (MinimumArea > 1 ? 1 : 0);

    /// <summary>Orders combinations: fewer steps first, then smaller radii, smaller areas, a threshold nearer to the run's
    /// own.</summary>
    /// <param name="ownThreshold">Threshold of the run as it is.</param>
    public (int Steps, int Radii, long Area, double Away) Simplicity(double ownThreshold) =>
        (Steps(ownThreshold), Open + Close, MinimumArea, double.IsNaN(Threshold) ? 0 : Math.Abs(Threshold - ownThreshold));
}

/// <summary>
/// Every combination of a number of values for each step, in the order of a tree: combinations that begin alike stand
/// together, so that each step is done once for all that follow it.
/// </summary>
internal sealed record PostProcessGrid
{
    /// <summary>Thresholds; null for the predicted masks as they are.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>Radii of the opening.</summary>
    public IReadOnlyList<int> Opens { get; init; } = [0];

    /// <summary>Radii of the closing.</summary>
    public IReadOnlyList<int> Closes { get; init; } = [0];

    /// <summary>Shape of the element of opening and closing.</summary>
    public ElementShape Element { get; init; } = ElementShape.Disk;

    /// <summary>Whether holes are filled.</summary>
    public IReadOnlyList<bool> FillHoles { get; init; } = [false];

    /// <summary>Smallest components that stay, pixels.</summary>
    public IReadOnlyList<long> MinimumAreas { get; init; } = [0];

    /// <summary>Leaves the lesion figures out; a grid of thresholds alone then needs no more than a histogram.</summary>
    public bool OverlapOnly { get; init; }

    /// <summary>Number of combinations.</summary>
    public int Count => (Thresholds?.Count ?? 1) * Opens.Count * Closes.Count * FillHoles.Count * MinimumAreas.Count;

    /// <summary>True when nothing but the threshold changes a pixel.</summary>
    public bool ThresholdsAlone =>
        Thresholds is not null && Opens is [0] && Closes is [0] && FillHoles is [false] && MinimumAreas is [<= 1];

    /// <summary>The combinations in the order of the tree.</summary>
    public IReadOnlyList<PostProcessCombination> Combinations() =>
        [
            .. from threshold in Thresholds ?? [double.NaN]
            from open in Opens
            from close in Closes
            from fill in FillHoles
            from area in MinimumAreas
            select new PostProcessCombination(threshold, open, close, fill, area),
        ];
}
