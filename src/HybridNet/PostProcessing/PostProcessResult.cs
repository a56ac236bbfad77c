namespace HybridNet;

/// <summary>
/// What one combination of post-processing steps would bring on a run, as a paired experiment against the run as it is.
/// </summary>
/// <remarks>
/// <para>
/// The steps always come in one order: threshold, open, close, fill holes, minimum area. A step that is 0 or false is not
/// done. <see cref="Best"/>, <see cref="Simplest"/> and <see cref="ParetoFront"/> are choices, made on the images of
/// <see cref="TunedOn"/>; every other figure is measured on the images of <see cref="ReportedOn"/>. Where the two share
/// images the row is <see cref="Optimistic"/>.
/// </para>
/// <para>NaN stands for a figure that is not defined on these images, such as the recall of no lesions.</para>
/// </remarks>
public sealed record PostProcessResult
{
    private readonly FlatList<CaseChange> _caseChanges = FlatList<CaseChange>.Empty;

    /// <summary>Name of the run; empty for loose files.</summary>
    public required string Run { get; init; }

    /// <summary>What the row is: one combination, or what choosing one achieves on images that had no say in the
    /// choice.</summary>
    public PostProcessRole Role { get; init; }

    /// <summary>
    /// Size of the lesions, in pixels (50-199), or All. In a size stratum recall and false lesions count lesions of that
    /// size; Dice and cases are of the images whose median reference lesion has it.
    /// </summary>
    public string Stratum { get; init; } = PostProcessStratum.All;

    /// <summary>Probability at and above which a pixel is positive; NaN where the predicted masks are taken as they
    /// are.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Radius of the opening, pixels; 0 for none.</summary>
    public int Open { get; init; }

    /// <summary>Radius of the closing, pixels; 0 for none.</summary>
    public int Close { get; init; }

    /// <summary>Shape of the element of opening and closing.</summary>
    public PostProcessing.ElementShape Element { get; init; }

    /// <summary>Holes are filled.</summary>
    public bool FillHole { get; init; }

    /// <summary>Smallest component that stays, pixels; 0 for all.</summary>
    public long MinimumArea { get; init; }

    /// <summary>Steps that are done, the threshold not counted when it is the run's own.</summary>
    public int Steps { get; init; }

    /// <summary>Rule for undefined values in the means.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>Images that Dice and cases are of.</summary>
    public int Images { get; init; }

    /// <summary>Mean Dice with these steps, under the policy.</summary>
    public double MeanDice { get; init; } = double.NaN;

    /// <summary>Mean Dice of the run as it is, on the same images under the same policy.</summary>
    public double BaselineDice { get; init; } = double.NaN;

    /// <summary><see cref="MeanDice"/> less <see cref="BaselineDice"/>: above 0 is better.</summary>
    public double Difference { get; init; } = double.NaN;

    /// <summary>Lower end of the difference's 95 % BCa bootstrap interval over images.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the difference's 95 % BCa bootstrap interval over images.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Share of the reference lesions that are found (any overlap), all images together, 0 to 1.</summary>
    public double LesionRecall { get; init; } = double.NaN;

    /// <summary>The same of the run as it is.</summary>
    public double BaselineLesionRecall { get; init; } = double.NaN;

    /// <summary>Predicted lesions without any overlap, mean per image.</summary>
    public double FalseLesionsPerImage { get; init; } = double.NaN;

    /// <summary>The same of the run as it is.</summary>
    public double BaselineFalseLesionsPerImage { get; init; } = double.NaN;

    /// <summary>Images with a higher Dice than before.</summary>
    public int Better { get; init; }

    /// <summary>Images with a lower Dice than before.</summary>
    public int Worse { get; init; }

    /// <summary>Images whose case changes, such as from a false alarm to a trivial image.</summary>
    public int CaseChanged { get; init; }

    /// <summary>How many images go from which case to which.</summary>
    public IReadOnlyList<CaseChange> CaseChanges
    {
        get => _caseChanges;
        init => _caseChanges = FlatList<CaseChange>.Of(value);
    }

    /// <summary>The highest mean Dice on the images of <see cref="TunedOn"/>.</summary>
    public bool Best { get; init; }

    /// <summary>The fewest and smallest steps that are within one standard error of the best on these images.</summary>
    public bool Simplest { get; init; }

    /// <summary>No other combination finds more lesions at no more false ones on these images.</summary>
    public bool ParetoFront { get; init; }

    /// <summary>Mean Dice on the images that the choice was made on.</summary>
    public double TunedDice { get; init; } = double.NaN;

    /// <summary>Images that the choice was made on: a split, a number of folds, or all images.</summary>
    public string TunedOn { get; init; } = "";

    /// <summary>Images that the figures are measured on.</summary>
    public string ReportedOn { get; init; } = "";

    /// <summary>Folds whose own choice was the one that is shown; 0 in rows that are not cross-fitted.</summary>
    public int FoldsAgreeing { get; init; }

    /// <summary>The choice and the figures share images, so the best of the rows looks better than it is.</summary>
    public bool Optimistic { get; init; }

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }

    /// <summary>The steps in words.</summary>
    public override string ToString() =>
        PostProcessing.PostProcess.Describe(Threshold, Open, Close, Element, FillHole, MinimumArea);
}

/// <summary>What a row of an experiment stands for.</summary>
public enum PostProcessRole
{
    /// <summary>One combination of steps on all images that are reported on.</summary>
    Combination,

    /// <summary>The best combination, chosen for each fold from the images outside it.</summary>
    CrossFittedBest,

    /// <summary>The simplest combination within one standard error of the best, chosen for each fold from the images outside
    /// it.</summary>
    CrossFittedSimplest,
}

/// <summary>How many images go from one case to another.</summary>
/// <param name="From">The case of the run as it is.</param>
/// <param name="To">The case with the steps done.</param>
/// <param name="Images">Number of images.</param>
public sealed record CaseChange(MetricState From, MetricState To, int Images)
{
    /// <summary>From -> To: images.</summary>
    public override string ToString() => $"{From} -> {To}: {Images}";
}

/// <summary>Names of strata that are no interval of pixels.</summary>
internal static class PostProcessStratum
{
    /// <summary>Every image and lesion.</summary>
    public const string All = "All";
}
