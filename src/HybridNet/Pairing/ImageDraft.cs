namespace HybridNet.Pairing;

/// <summary>An image while its files are being found.</summary>
/// <param name="name">The name that its files are looked for by: its prediction's, its map's, or its id.</param>
internal sealed class ImageDraft(PairName name)
{
    public PairName Name { get; set; } = name;

    /// <summary>The id of a table, as a name; null for an image that is known by its files alone.</summary>
    public PairName? Recorded { get; init; }

    public string? Prediction { get; set; }

    public string? Probability { get; set; }

    public List<string> GroundTruth { get; } = [];

    public string? Region { get; set; }

    public string? Photo { get; set; }

    /// <summary>The loosest rule so far.</summary>
    public PairingRule Rule { get; private set; }

    /// <summary>What the common affix left of its name; null when no such rule was needed.</summary>
    public string? Key { get; private set; }

    public InputException? Fault { get; private set; }

    public PairingState State { get; private set; }

    public string Id { get; set; } = name.Id;

    public string? Class { get; set; }

    /// <summary>Several predictions fit: there is something to measure, and nothing says which.</summary>
    public bool HasSeveral { get; set; }

    /// <summary>True when there is something to measure.</summary>
    public bool IsPredicted => HasSeveral || (Prediction ?? Probability) is not null;

    /// <summary>Keeps the loosest rule, and the key of an affix.</summary>
    public void Paired(PairingRule rule, string? key)
    {
        if (rule > Rule)
            Rule = rule;
        if (rule == PairingRule.CommonAffix)
            Key ??= key;
    }

    /// <summary>Keeps the first fault.</summary>
    public void Fail(PairingState state, InputException exception)
    {
        if (Fault is not null)
            return;
        (State, Fault) = (state, exception);
    }
}
