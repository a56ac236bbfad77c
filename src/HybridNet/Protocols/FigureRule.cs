using HybridNet.Distances;
using HybridNet.Lesions;

namespace HybridNet.Protocols;

/// <summary>Which points of a mask stand for its outline.</summary>
internal enum PointSet
{
    /// <summary>Pixels with a 4-neighbour outside the mask; outside the image is outside the mask.</summary>
    Border4,

    /// <summary>Pixels with an 8-neighbour outside the mask; outside the image is outside the mask.</summary>
    Border8,

    /// <summary>Pixels with a 4-neighbour outside the mask; the edge of the image makes no border.</summary>
    Inner4,

    /// <summary>Pixels with an 8-neighbour outside the mask; the edge of the image makes no border.</summary>
    Inner8,

    /// <summary>Corners of pixels where 1 to 3 of the 4 pixels are set, each with the length of outline it stands for.</summary>
    Corners,

    /// <summary>
    /// Corners where 1 to 4 of the 4 pixels are set, on both faces of a slice one unit thick, each with the area of
    /// surface it stands for.
    /// </summary>
    SliceCorners,

    /// <summary>Every pixel of the mask.</summary>
    Pixels,
}

/// <summary>Which of the two directions count.</summary>
internal enum DistanceDirection
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>From each point of the prediction to the nearest of the reference.</summary>
    PredToGt,

    /// <summary>From each point of the reference to the nearest of the prediction.</summary>
    GtToPred,
}

/// <summary>How a percentile is read off sorted distances.</summary>
internal enum PercentileRank
{
    /// <summary>Linear interpolation at rank p(n - 1), in double.</summary>
    Linear,

    /// <summary>The same in single precision: the rank is a rounded product, the last step is rounded once.</summary>
    LinearSingle,

    /// <summary>The first distance at which the share of outline length reaches p; no interpolation.</summary>
    LengthShare,
}

/// <summary>Which spacing a figure is measured with.</summary>
internal enum SpacingUse
{
    /// <summary>The caller's.</summary>
    Given,

    /// <summary>The caller's, rounded to single precision first.</summary>
    GivenSingle,

    /// <summary>The caller's; coordinates are multiplied by it and rounded to single precision before they are
    /// subtracted.</summary>
    SingleCoordinates,

    /// <summary>One for rows and columns, whatever the caller says.</summary>
    Pixels,
}

/// <summary>Where the tolerance of a figure comes from whose name does not hold it.</summary>
internal enum ToleranceUse
{
    /// <summary>A number of the protocol.</summary>
    Fixed,

    /// <summary>The smaller of the two spacings.</summary>
    SmallestSpacing,
}

/// <summary>Against which set a distance is measured when a mask has no points.</summary>
internal enum EmptyTarget
{
    /// <summary>There is no distance: infinity.</summary>
    Infinite,

    /// <summary>The point just above the first pixel of the image: a distance transform without a target leaves that
    /// behind.</summary>
    AboveFirstPixel,

    /// <summary>Every distance is the root of the largest single-precision number: a distance map that was never
    /// filled.</summary>
    LargestSingle,
}

/// <summary>Which number a lesion pair, an image or a division ends in.</summary>
internal enum Arithmetic
{
    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>32-bit floating point in every step.</summary>
    Single,

    /// <summary>Distances of 32 bits, sums and division in 64, the result rounded to 32.</summary>
    SingleResult,

    /// <summary>Distances of 32 bits; figures of them in 64 as soon as one of them is 0.</summary>
    SingleUnlessZero,
}

/// <summary>Over which classes an overlap is averaged.</summary>
internal enum ClassAverage
{
    /// <summary>The lesion alone.</summary>
    Foreground,

    /// <summary>The background alone.</summary>
    Background,

    /// <summary>Mean of lesion and background.</summary>
    Macro,

    /// <summary>One figure of the summed counts of lesion and background.</summary>
    Micro,

    /// <summary>Mean of lesion and background, weighted by their pixels in the reference.</summary>
    Weighted,
}

/// <summary>How predicted lesions are given to reference lesions.</summary>
internal enum LesionAssignment
{
    /// <summary>Any shared pixel, many to many.</summary>
    AnyOverlap,

    /// <summary>One to one, pairs in falling order of IoU; equal ones by predicted, then by reference label.</summary>
    Greedy,

    /// <summary>One to one, the largest sum of IoU.</summary>
    Optimal,

    /// <summary>One to one by any overlap, each reference lesion choosing: single partners first in order of label, then those
    /// with the fewest choices.</summary>
    OneToOne,

    /// <summary>The same, but each predicted lesion chooses.</summary>
    OneToOneByPrediction,

    /// <summary>A predicted lesion belongs to every reference lesion whose dilation it touches.</summary>
    Dilated,
}

/// <summary>One figure: a measure and the conventions it is taken with.</summary>
internal sealed record FigureRule
{
    /// <summary>The tool's name of the figure; {Tolerance} stands for the tolerance.</summary>
    public required string Name { get; init; }

    /// <summary>Name of a measure of <see cref="Measures"/>.</summary>
    public required string Measure { get; init; }

    /// <summary>Outline points.</summary>
    public PointSet Points { get; init; }

    /// <summary>Points that distances are measured to; null for the same as <see cref="Points"/>.</summary>
    public PointSet? Targets { get; init; }

    /// <summary>Direction of distances.</summary>
    public DistanceDirection Direction { get; init; }

    /// <summary>Percentile of distances, 0 to 100; 100 is the maximum.</summary>
    public double Percentile { get; init; } = 95;

    /// <summary>How a percentile joins its directions.</summary>
    public PercentileMode Join { get; init; }

    /// <summary>How a percentile is read off.</summary>
    public PercentileRank Rank { get; init; }

    /// <summary>Spacing.</summary>
    public SpacingUse Spacing { get; init; }

    /// <summary>Where the tolerance comes from.</summary>
    public ToleranceUse ToleranceUse { get; init; }

    /// <summary>The protocol's own tolerance.</summary>
    public double Tolerance { get; init; } = 1;

    /// <summary>Against what a distance is measured when the other mask has no points.</summary>
    public EmptyTarget EmptyTarget { get; init; }

    /// <summary>Arithmetic.</summary>
    public Arithmetic Arithmetic { get; init; }

    /// <summary>Classes of an overlap.</summary>
    public ClassAverage Average { get; init; }

    /// <summary>Width of the band of a boundary IoU: pixels nearer to the border than this belong to it.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Which neighbours make a lesion.</summary>
    public Connectivity Connectivity { get; init; } = Connectivity.Eight;

    /// <summary>How lesions are matched.</summary>
    public LesionAssignment Assignment { get; init; }

    /// <summary>Least IoU of a match.</summary>
    public double MatchIou { get; init; }

    /// <summary>Dilations by a 3 x 3 square within which reference lesions are one, and a prediction belongs to them.</summary>
    public int Dilations { get; init; }

    /// <summary>Reference lesions of at most this size, in pixels times the area of one, are left out.</summary>
    public double IgnoreUpTo { get; init; }

    /// <summary>What a lesion that has no distance, or was invented, counts.</summary>
    public double Penalty { get; init; } = double.NaN;

    /// <summary>What is taken of each matched pair of lesions.</summary>
    public string? Of { get; init; }

    /// <summary>Value when both masks are empty; null when the measure itself says.</summary>
    public FigureValue? BothEmpty { get; init; }

    /// <summary>Value when only the reference is empty; null when the measure itself says.</summary>
    public FigureValue? GtEmpty { get; init; }

    /// <summary>Value when only the prediction is empty; null when the measure itself says.</summary>
    public FigureValue? PredEmpty { get; init; }

    /// <summary>Value when both masks have pixels but share none; null when the measure itself says.</summary>
    public FigureValue? Disjoint { get; init; }

    /// <summary>Value when both masks fill the image; null when the measure itself says.</summary>
    public FigureValue? BothFull { get; init; }

    /// <summary>Value when the measure is not a number otherwise; null to leave it.</summary>
    public FigureValue? Undefined { get; init; }

    /// <summary>Value when no pair of lesions matches; null when the measure itself says.</summary>
    public FigureValue? Unmatched { get; init; }

    /// <summary>The rule without its name and its values for empty masks: what decides the figure of a pair that has
    /// both.</summary>
    internal FigureRule Conventions =>
        (Name, BothEmpty, GtEmpty, PredEmpty, Disjoint, BothFull, Undefined, Unmatched)
            is ("", null, null, null, null, null, null, null)
            ? this
            : this with
            {
                Name = "",
                BothEmpty = null,
                GtEmpty = null,
                PredEmpty = null,
                Disjoint = null,
                BothFull = null,
                Undefined = null,
                Unmatched = null,
            };

    /// <summary>The same conventions for the measure that is taken of each lesion; what an image says of empty masks stays
    /// out.</summary>
    internal FigureRule ForEachLesion() =>
        this with
        {
            Name = "",
            Measure = Of ?? throw new InvalidOperationException($"{Name} does not say what is taken of each lesion."),
            BothEmpty = null,
            GtEmpty = null,
            PredEmpty = null,
            Disjoint = null,
            BothFull = null,
            Undefined = null,
            Unmatched = null,
            // These choose and count lesions: what is taken of one is the same for all challenges that share its pair.
            Of = null,
            Penalty = 0,
            Dilations = 0,
            IgnoreUpTo = 0,
        };
}
