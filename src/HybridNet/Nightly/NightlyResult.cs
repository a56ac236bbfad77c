namespace HybridNet;

/// <summary>What a night came to.</summary>
public sealed record NightlyResult
{
    private readonly FlatList<NightlyVerdict> _runs = FlatList<NightlyVerdict>.Empty;

    private readonly FlatList<string> _faults = FlatList<string>.Empty;

    /// <summary>
    /// The worst of the verdicts that count: 0 passed, 1 regressed, 2 something could not be judged, 3 inconclusive. 2 is
    /// the worst, then 1, then 3.
    /// </summary>
    public required int ExitCode { get; init; }

    /// <summary>Name of the accepted run.</summary>
    public required string Baseline { get; init; }

    /// <summary>The runs, oldest in the store first.</summary>
    public IReadOnlyList<NightlyVerdict> Runs
    {
        get => _runs;
        init => _runs = FlatList<NightlyVerdict>.Of(value);
    }

    /// <summary>What could not be done, a sentence each: folders that cannot be read, pages that cannot be written.</summary>
    public IReadOnlyList<string> Faults
    {
        get => _faults;
        init => _faults = FlatList<string>.Of(value);
    }

    /// <summary>The worse of two exit codes: 2 before 1 before 3 before 0.</summary>
    /// <param name="one">An exit code.</param>
    /// <param name="other">Another.</param>
    public static int Worse(int one, int other) => Weight(one) >= Weight(other) ? one : other;

    /// <summary>Exit code and the number of runs.</summary>
    public override string ToString() => $"exit code {ExitCode}, {Runs.Count} runs";

    private static int Weight(int code) =>
        code switch
        {
            0 => 0,
            3 => 1,
            1 => 2,
            _ => 3,
        };
}
