using HybridNet.Ensembling;

namespace HybridNet;

/// <summary>One merged probability map.</summary>
public sealed record MergeResult
{
    private readonly FlatList<string> _suspect = FlatList<string>.Empty;

    private readonly FlatList<MemberCorrelation> _correlations = FlatList<MemberCorrelation>.Empty;

    /// <summary>Image id.</summary>
    public required string ImageId { get; init; }

    /// <summary>Class where the members have several; else null.</summary>
    public string? Class { get; init; }

    /// <summary>Absolute path of the merged map.</summary>
    public required string Path { get; init; }

    /// <summary>Members that went into it.</summary>
    public int Members { get; init; }

    /// <summary>How the maps became one.</summary>
    public MergeMethod Method { get; init; }

    /// <summary>Width, pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height, pixels.</summary>
    public int Height { get; init; }

    /// <summary>Pearson correlation of each member with the mean of the others, in the order of the members; NaN where a map is
    /// flat.</summary>
    public IReadOnlyList<MemberCorrelation> Correlations
    {
        get => _correlations;
        init => _correlations = FlatList<MemberCorrelation>.Of(value);
    }

    /// <summary>The lowest of the correlations that are defined; NaN when none is.</summary>
    public double LowestCorrelation { get; init; } = double.NaN;

    /// <summary>Member with the lowest correlation; null when none is defined.</summary>
    public string? LowestMember { get; init; }

    /// <summary>Mean over all pixels of the members' standard deviation; NaN when no disagreement map was asked for.</summary>
    public double Disagreement { get; init; } = double.NaN;

    /// <summary>Absolute path of the disagreement map, or null.</summary>
    public string? DisagreementPath { get; init; }

    /// <summary>Members that look as if their geometric inverse was forgotten, and which.</summary>
    public IReadOnlyList<string> Suspect
    {
        get => _suspect;
        init => _suspect = FlatList<string>.Of(value);
    }

    /// <summary>The image id.</summary>
    public override string ToString() => ImageId;
}

/// <summary>How far one member agrees with the others.</summary>
/// <param name="Member">Name of the member.</param>
/// <param name="Correlation">Pearson correlation with the mean of the others over all pixels, -1 to 1; NaN where one is
/// flat.</param>
public sealed record MemberCorrelation(string Member, double Correlation)
{
    /// <summary>Name and correlation.</summary>
    public override string ToString() => InvariantText.Invariant($"{Member} {Correlation:0.0000}");
}

/// <summary>What one member brings to an ensemble, as a paired experiment: all members against all but this one.</summary>
public sealed record MemberContribution
{
    /// <summary>Name of the member.</summary>
    public required string Member { get; init; }

    /// <summary>Images in the comparison.</summary>
    public int Images { get; init; }

    /// <summary>Rule for undefined values in the means.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>Probability at and above which a pixel is positive.</summary>
    public double Threshold { get; init; }

    /// <summary>Mean Dice of all members together.</summary>
    public double MeanDice { get; init; } = double.NaN;

    /// <summary>Mean Dice without this member.</summary>
    public double DiceWithout { get; init; } = double.NaN;

    /// <summary><see cref="MeanDice"/> less <see cref="DiceWithout"/>: above 0 the member helps.</summary>
    public double Contribution { get; init; } = double.NaN;

    /// <summary>Lower end of the contribution's 95 % BCa bootstrap interval over images.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the contribution's 95 % BCa bootstrap interval over images.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Images whose Dice the member raises.</summary>
    public int Better { get; init; }

    /// <summary>Images whose Dice the member lowers.</summary>
    public int Worse { get; init; }

    /// <summary>The member's name.</summary>
    public override string ToString() => Member;
}
