namespace HybridNet;

/// <summary>What saving did.</summary>
public sealed record SavedRun
{
    /// <summary>Name of the run.</summary>
    public required string Name { get; init; }

    /// <summary>Revision that is the newest now, from 1.</summary>
    public int Revision { get; init; }

    /// <summary>What was saved.</summary>
    public SavedPart Part { get; init; }

    /// <summary>What was done.</summary>
    public SaveStatus Status { get; init; }

    /// <summary>Images, measurements or findings in it.</summary>
    public int Count { get; init; }

    /// <summary>Absolute path of the store or file.</summary>
    public required string Store { get; init; }

    /// <summary>Name and status.</summary>
    public override string ToString() => $"{Name}: {Status}";
}

/// <summary>What was saved.</summary>
public enum SavedPart
{
    /// <summary>A run: everything that was logged.</summary>
    Run,

    /// <summary>Measurements of its masks.</summary>
    Measurements,

    /// <summary>Findings about it.</summary>
    Findings,
}

/// <summary>What saving did to the store.</summary>
public enum SaveStatus
{
    /// <summary>It was not there, and is now.</summary>
    Added,

    /// <summary>Another content was there under this name; it stays as the revision before.</summary>
    Revised,

    /// <summary>The same content is there already: nothing was changed.</summary>
    Unchanged,

    /// <summary>The same content is there already; only its paths were brought up to date.</summary>
    Moved,

    /// <summary>Parts were put together.</summary>
    Merged,

    /// <summary>It was written to a file.</summary>
    Exported,
}
