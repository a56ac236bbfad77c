namespace HybridNet;

/// <summary>What is explained.</summary>
public enum CauseTarget
{
    /// <summary>Why lesions of the reference are missed.</summary>
    Miss,

    /// <summary>Why predicted lesions are false.</summary>
    FalseAlarm,
}

/// <summary>How a missed lesion was missed.</summary>
public enum MissKind
{
    /// <summary>The map has nothing in it.</summary>
    NoResponse,

    /// <summary>The map has a response below the threshold.</summary>
    BelowThreshold,

    /// <summary>The map is at or above the threshold, but the mask has nothing: it was removed afterwards.</summary>
    Removed,

    /// <summary>Predicted at its place, but not enough for the criterion of a match.</summary>
    TooSmall,

    /// <summary>Predicted as another class: the right lesion under the wrong name.</summary>
    OtherClass,

    /// <summary>There is no map: it cannot be told.</summary>
    Unknown,
}

/// <summary>A rule that explains failures: a condition, the share of failures where it holds, and where it does not.</summary>
public sealed record CauseRule : IFromRun
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Class of the lesions where the set has several; null where there is one kind only.</summary>
    public string? Class => OwnClass ?? Origin.Run?.Class;

    /// <summary>What is explained.</summary>
    public CauseTarget Target { get; init; }

    /// <summary>Place in the order of explained failures, from 1; 0 for the statement that nothing was found.</summary>
    public int Rank { get; init; }

    /// <summary>The attribute; null when nothing was found.</summary>
    public string? Attribute { get; init; }

    /// <summary>Unit of the attribute.</summary>
    public string? Unit { get; init; }

    /// <summary>The condition, as Area &lt; 60.</summary>
    public string? Condition { get; init; }

    /// <summary>The limit of the condition.</summary>
    public double Limit { get; init; }

    /// <summary>The condition holds below the limit; otherwise at it and above.</summary>
    public bool Below { get; init; }

    /// <summary>Lesions for which the condition holds.</summary>
    public int Lesions { get; init; }

    /// <summary>Those of them that failed.</summary>
    public int Failures { get; init; }

    /// <summary>Share that failed where the condition holds.</summary>
    public double Rate { get; init; }

    /// <summary>Lower end of the rate's interval.</summary>
    public double Low { get; init; }

    /// <summary>Upper end of the rate's interval.</summary>
    public double High { get; init; }

    /// <summary>Share that failed among the others.</summary>
    public double OtherRate { get; init; }

    /// <summary>Lesions among the others.</summary>
    public int OtherLesions { get; init; }

    /// <summary>Share of all failures that the condition covers beyond what the others' rate would give.</summary>
    public double Explained { get; init; }

    /// <summary>Probability of so strong a rule among all that were tried, if nothing were the cause.</summary>
    public double P { get; init; }

    /// <summary>Conditions that were tried.</summary>
    public int Tried { get; init; }

    /// <summary>The rule in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Class of loose files.</summary>
    internal string? OwnClass { get; init; }

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}
