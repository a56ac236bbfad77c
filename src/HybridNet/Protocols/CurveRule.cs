namespace HybridNet.Protocols;

/// <summary>In which precision a probability is compared with a threshold.</summary>
internal enum SampleArithmetic
{
    /// <summary>Both in double.</summary>
    Double,

    /// <summary>Both rounded to single.</summary>
    Single,

    /// <summary>The probability rounded to single, the threshold in double.</summary>
    SingleInDouble,
}

/// <summary>One figure of probability maps: a measure of <see cref="CurveFigures"/> and the conventions it is taken
/// with.</summary>
internal sealed record CurveRule
{
    /// <summary>The tool's name of the figure.</summary>
    public required string Name { get; init; }

    /// <summary>Name of a measure.</summary>
    public required string Measure { get; init; }

    /// <summary>Equally spaced thresholds from 0 to 1; 0 for every probability that occurs.</summary>
    public int Thresholds { get; init; }

    /// <summary>A pixel is positive above the threshold only, not at it.</summary>
    public bool Above { get; init; }

    /// <summary>Precision of a curve's point where nothing is predicted; NaN leaves the point out.</summary>
    public double EmptyPrecision { get; init; } = 1;

    /// <summary>Recall of a curve's point where nothing is marked.</summary>
    public double EmptyRecall { get; init; }

    /// <summary>Adds the point recall 0, precision 1 behind the last.</summary>
    public bool Anchor { get; init; }

    /// <summary>How probabilities are compared with thresholds.</summary>
    public SampleArithmetic Samples { get; init; }

    /// <summary>Probability from which the figures of one threshold take a pixel for positive.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Temperature of a softmin.</summary>
    public double Temperature { get; init; } = 0.1;

    /// <summary>Value when nothing, or everything, is marked; null when the measure itself says.</summary>
    public FigureValue? OneClass { get; init; }

    /// <summary>Value when the measure is not a number otherwise; null to leave it.</summary>
    public FigureValue? Undefined { get; init; }
}
