namespace HybridNet.Protocols;

/// <summary>The figures of probability maps under one protocol: of one image, or of all images together.</summary>
public sealed record ProtocolCurve : IFromRun
{
    /// <summary>Name of the run; empty for loose files.</summary>
    public required string Run { get; init; }

    /// <summary>The image; null for all together.</summary>
    public string? ImageId { get; init; }

    /// <summary>The protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>Images in the figures.</summary>
    public int Images { get; init; } = 1;

    /// <summary>Figures for which the tool stops with an exception, as "figure: exception"; null for none.</summary>
    public string? Raised => FigureValue.Exceptions(Values);

    /// <summary>The figures under the tool's names.</summary>
    internal IReadOnlyList<KeyValuePair<string, FigureValue>> Values { get; init; } = [];

    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The value of a figure; null when the protocol has none of that name, or the tool gives no number.</summary>
    /// <param name="figure">The tool's name.</param>
    public double? Value(string figure) => FigureValue.Find(Values, figure);
}
