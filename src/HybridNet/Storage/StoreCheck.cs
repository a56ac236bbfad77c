namespace HybridNet;

/// <summary>One thing in a store, and whether it is what was saved.</summary>
public sealed record StoreCheck
{
    /// <summary>Absolute path of the store.</summary>
    public required string Store { get; init; }

    /// <summary>What was looked at.</summary>
    public required StorePart Part { get; init; }

    /// <summary>Name of the run; null for the file as a whole.</summary>
    public string? Run { get; init; }

    /// <summary>Revision of the run; null for the file as a whole.</summary>
    public int? Revision { get; init; }

    /// <summary>Rows that were read and are what was saved; runs for the file as a whole.</summary>
    public long Rows { get; init; }

    /// <summary>It is what was saved.</summary>
    public bool Sound => Fault is null;

    /// <summary>What is wrong, in a sentence; null when nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>What saves what is left; null when nothing is wrong.</summary>
    public string? Advice { get; init; }

    /// <summary>What was looked at, and whether it is sound.</summary>
    public override string ToString() => $"{Run ?? Store} {Part}: {(Sound ? "sound" : Fault)}";
}

/// <summary>A part of a store.</summary>
public enum StorePart
{
    /// <summary>The file: its pages and indexes, and rows that belong to none.</summary>
    File,

    /// <summary>What was logged of a run: every number against the hash that was taken when it was saved.</summary>
    Run,

    /// <summary>The measurements of a run, against their number and hash.</summary>
    Measurements,

    /// <summary>The findings of a run.</summary>
    Findings,
}
