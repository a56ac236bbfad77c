namespace HybridNet.Protocols;

/// <summary>
/// How one tool, challenge or paper turns two masks into figures: a list of figures, each a combination of conventions
/// that the engine knows.
/// </summary>
internal sealed record Protocol
{
    /// <summary>Name, as -As takes it.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that it goes by.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The tool with version and state of its source, or the paper.</summary>
    public string Tool { get; init; } = "";

    /// <summary>What a user should know before the figures are quoted.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The figures, in the order of the output.</summary>
    public IReadOnlyList<FigureRule> Figures { get; init; } = [];

    /// <summary>The figures of probability maps, in the order of the output; empty when the protocol has none.</summary>
    public IReadOnlyList<CurveRule> Curves { get; init; } = [];

    /// <summary>The file that the protocol was read from; null when it was made in memory.</summary>
    public string? Path { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What is chosen by the caller and not by the protocol.</summary>
internal sealed record ProtocolSettings
{
    /// <summary>Distance of neighbouring rows.</summary>
    public double RowSpacing { get; init; } = 1;

    /// <summary>Distance of neighbouring columns.</summary>
    public double ColumnSpacing { get; init; } = 1;

    /// <summary>Tolerances of the surface Dice, in units of the spacing; a figure that needs one appears once for each.</summary>
    public IReadOnlyList<double> Tolerances { get; init; } = [1];
}
