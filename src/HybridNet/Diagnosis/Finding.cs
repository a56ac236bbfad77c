namespace HybridNet;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Looked, and fine.</summary>
    Passed,

    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>A conclusion from these numbers may be wrong.</summary>
    Warning,

    /// <summary>The numbers contradict each other or the files.</summary>
    Error,
}

/// <summary>Something that a reader of a run's numbers should know.</summary>
public sealed record Finding
{
    private readonly FlatMap<object> _evidence = new();

    private readonly FlatList<string> _imageId = FlatList<string>.Empty;

    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Rule, for ever: HN001.</summary>
    public required string Id { get; init; }

    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; }

    /// <summary>What the rule looks for.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences with the numbers in them.</summary>
    public required string Message { get; init; }

    /// <summary>Images, epochs or rows concerned.</summary>
    public int Count { get; init; }

    /// <summary>Images concerned.</summary>
    public IReadOnlyList<string> ImageId
    {
        get => _imageId;
        init => _imageId = FlatList<string>.Of(value);
    }

    /// <summary>The figures behind the message, by name.</summary>
    public IReadOnlyDictionary<string, object> Evidence
    {
        get => _evidence;
        init => _evidence = FlatMap<object>.Of(value);
    }

    /// <summary>What to do about it.</summary>
    public string Recommendation { get; init; } = "";

    /// <summary>Id and message.</summary>
    public override string ToString() => $"{Id}: {Message}";
}
