using System.Globalization;
using HybridNet.Comparisons;

namespace HybridNet;

/// <summary>What one run is against the accepted one.</summary>
public sealed record NightlyVerdict
{
    private readonly FlatList<string> _newZeroDice = FlatList<string>.Empty;

    private readonly FlatList<string> _newFalseAlarm = FlatList<string>.Empty;

    private readonly FlatList<string> _unreadable = FlatList<string>.Empty;

    private readonly FlatList<string> _doubts = FlatList<string>.Empty;

    /// <summary>Name of the run that is judged.</summary>
    public required string Run { get; init; }

    /// <summary>Its revision in the store; null for a run that does not come from one.</summary>
    public int? Revision { get; init; }

    /// <summary>Name of the accepted run.</summary>
    public required string Baseline { get; init; }

    /// <summary>Its revision in the store.</summary>
    public int? BaselineRevision { get; init; }

    /// <summary>
    /// What the gate says. NotComparable too when images of the run cannot be read, unless it has regressed: nobody can say
    /// then whether its logged scores are those of its masks.
    /// </summary>
    public required RegressionOutcome Outcome { get; init; }

    /// <summary>
    /// For scripts: 0 passed, 1 regressed, 2 not comparable or not judged, 3 inconclusive (0 or 1 if the caller says so).
    /// </summary>
    public int ExitCode =>
        (Outcome, Limits.Inconclusive) switch
        {
            (RegressionOutcome.Inconclusive, InconclusiveAs.Pass) => (int)RegressionOutcome.Passed,
            (RegressionOutcome.Inconclusive, InconclusiveAs.Fail) => (int)RegressionOutcome.Regressed,
            _ => (int)Outcome,
        };

    /// <summary>What decided, in sentences, with the images concerned.</summary>
    public required string Reason { get; init; }

    /// <summary>When the verdict was found, and whether it counts in this night's exit code.</summary>
    public VerdictStanding Standing { get; init; }

    /// <summary>Mean Dice of the accepted run over the compared images; NaN where nothing could be compared.</summary>
    public double BaselineMean { get; init; } = double.NaN;

    /// <summary>Mean Dice of the run over the compared images.</summary>
    public double Mean { get; init; } = double.NaN;

    /// <summary>Run less accepted run.</summary>
    public double Difference { get; init; } = double.NaN;

    /// <summary>Lower end of the interval of the difference.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the interval of the difference.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Images that were compared.</summary>
    public int Images { get; init; }

    /// <summary>Images that are newly without overlap.</summary>
    public IReadOnlyList<string> NewZeroDice
    {
        get => _newZeroDice;
        init => _newZeroDice = FlatList<string>.Of(value);
    }

    /// <summary>Images without a lesion that newly have a false alarm.</summary>
    public IReadOnlyList<string> NewFalseAlarm
    {
        get => _newFalseAlarm;
        init => _newFalseAlarm = FlatList<string>.Of(value);
    }

    /// <summary>Images whose files cannot be read or paired.</summary>
    public IReadOnlyList<string> Unreadable
    {
        get => _unreadable;
        init => _unreadable = FlatList<string>.Of(value);
    }

    /// <summary>Ids of the audit's rules that warn about this run.</summary>
    public IReadOnlyList<string> Doubts
    {
        get => _doubts;
        init => _doubts = FlatList<string>.Of(value);
    }

    /// <summary>Loss that these images would have shown four times in five; NaN where nothing could be compared.</summary>
    public double DetectableLoss { get; init; } = double.NaN;

    /// <summary>Images that a firm answer takes; null when no number is enough.</summary>
    public long? ImagesNeeded { get; init; }

    /// <summary>The limits.</summary>
    public required RegressionLimits Limits { get; init; }

    /// <summary>Absolute path of the run's report; null when none was written.</summary>
    public string? Report { get; init; }

    /// <summary>The answer for a person: verdict, scores, lost and alarmed images, doubts, what to do; one line each.</summary>
    public IReadOnlyList<string> Answer => Nightly.NightlyText.Answer(this);

    /// <summary>Run and outcome.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run}: {Outcome}");

    /// <summary>Hash of the content of both runs; null where it is not known.</summary>
    internal string? Content { get; init; }
}

/// <summary>When a verdict was found.</summary>
public enum VerdictStanding
{
    /// <summary>Found now; it counts.</summary>
    Judged,

    /// <summary>Found in a night that was cut short before it gave its exit code; it counts now.</summary>
    MadeUp,

    /// <summary>Counted in the exit code of an earlier night.</summary>
    Earlier,

    /// <summary>The run could not be judged; the next night tries again.</summary>
    NotJudged,
}
