namespace HybridNet.Protocols;

/// <summary>One image under one protocol.</summary>
public sealed record ProtocolResult : IImageRecord, IFromRun
{
    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Class of the lesion where the set has several; null where there is one kind only.</summary>
    public string? Class => OwnClass ?? Origin.Run?.Class;

    /// <summary>The protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>Figures for which the tool stops with an exception, as "figure: exception"; null for none.</summary>
    public string? Raised => FigureValue.Exceptions(Values);

    /// <summary>The figures under the tool's names, in the protocol's order.</summary>
    internal IReadOnlyList<KeyValuePair<string, FigureValue>> Values { get; init; } = [];

    /// <summary>Class of loose files, which belong to no run.</summary>
    internal string? OwnClass { get; init; }

    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The value of a figure; null when the protocol has none of that name, or the tool gives no number.</summary>
    /// <param name="figure">The tool's name.</param>
    public double? Value(string figure) => FigureValue.Find(Values, figure);
}
