namespace HybridNet.Protocols;

/// <summary>How far one figure of the same masks spreads over protocols.</summary>
public sealed record ProtocolSpread : IFromRun
{
    /// <summary>Name of the run; empty for loose files.</summary>
    public required string Run { get; init; }

    /// <summary>The figure, in words that all tools share.</summary>
    public required string Figure { get; init; }

    /// <summary>Images that were measured.</summary>
    public int Images { get; init; }

    /// <summary>Smallest mean.</summary>
    public double Least { get; init; }

    /// <summary>Whose it is: protocol and its name of the figure.</summary>
    public required string LeastBy { get; init; }

    /// <summary>Largest mean.</summary>
    public double Most { get; init; }

    /// <summary>Whose it is.</summary>
    public required string MostBy { get; init; }

    /// <summary>Largest less smallest.</summary>
    public double Span => Most - Least;

    /// <summary>The convention that moves the mean most on the way from the smallest to the largest.</summary>
    public string? Cause { get; init; }

    /// <summary>What each convention adds to the mean on the way, in order; the sum is the span.</summary>
    public IReadOnlyList<ConventionStep> Steps { get; init; } = [];

    /// <summary>Images whose values lie furthest apart, widest first, at most five.</summary>
    public IReadOnlyList<string> ImageId { get; init; } = [];

    /// <summary>The mean of every protocol.</summary>
    public IReadOnlyList<ProtocolMean> Means { get; init; } = [];

    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;
}

/// <summary>What one convention adds to a mean.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Change">Mean with it less mean without it.</param>
public sealed record ConventionStep(string Convention, double Change)
{
    /// <inheritdoc/>
    public override string ToString() => InvariantText.Invariant($"{Convention} {Change:+0.0000;-0.0000;0}");
}

/// <summary>The mean of one figure under one protocol, with what is not in it.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Figure">The figure, in words that all tools share.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Name">The tool's name of the figure.</param>
/// <param name="Mean">Mean of the finite values; NaN for none.</param>
/// <param name="Images">Images in the mean.</param>
/// <param name="Undefined">Images whose value is not a number, or not reported.</param>
/// <param name="Infinite">Images whose value is infinite.</param>
/// <param name="Raised">Images for which the tool stops with an exception.</param>
public sealed record ProtocolMean(
    string Run,
    string Figure,
    string Protocol,
    string Name,
    double Mean,
    int Images,
    int Undefined,
    int Infinite,
    int Raised
)
{
    /// <inheritdoc/>
    public override string ToString() => InvariantText.Invariant($"{Protocol} {Name} {Mean:0.0000} (n = {Images})");
}
