namespace HybridNet;

/// <summary>How a run was read from files.</summary>
/// <remarks>It takes no part in equality: two runs are equal when their content is, however it was read.</remarks>
internal readonly struct RunReading : IEquatable<RunReading>
{
    /// <summary>What the files were recognised as.</summary>
    public string? Format { get; init; }

    /// <summary>What was changed, guessed or left out.</summary>
    public FlatList<RunNote>? Notes { get; init; }

    /// <summary>With what it was read.</summary>
    public ReadSettings? Settings { get; init; }

    public bool Equals(RunReading other) => true;

    public override bool Equals(object? obj) => obj is RunReading;

    public override int GetHashCode() => 0;
}
