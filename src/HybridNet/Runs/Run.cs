namespace HybridNet;

/// <summary>
/// One trained model's outputs: what was logged, and where its images are.
/// </summary>
/// <remarks>
/// The figures summarise the per-image table as it was logged. Means as logged contain the trivial images, which
/// the lab scores 1; <see cref="MeanDiceNonTrivial"/> leaves them out. A figure that the run has no table for is null.
/// </remarks>
public sealed record Run
{
    /// <summary>Name: the folder's, unless the caller gave another.</summary>
    public required string Name { get; init; }

    /// <summary>Lesion code: EX, HE, MA, SE, another text, or null when nothing tells.</summary>
    public string? Lesion { get; init; }

    /// <summary>The lesion where this run is one of several classes of one model; else null.</summary>
    public string? Class { get; init; }

    /// <summary>Absolute path of the run folder (without the <c>output</c> level).</summary>
    public required string Path { get; init; }

    /// <summary>Rows of the per-image table.</summary>
    public int Images => Log.Scores.Count;

    /// <summary>Rows of the epoch table.</summary>
    public int Epochs => Log.Epochs.Count;

    /// <summary>Mean of the dice column as logged.</summary>
    public double? MeanDice
    {
        get => Figures is { } measured ? measured.Value.MeanDice : field;
        init;
    }

    /// <summary>Mean dice without the trivial images, zero overlap counted as 0 (policy NonTrivial).</summary>
    public double? MeanDiceNonTrivial
    {
        get => Figures is { } measured ? measured.Value.MeanDiceNonTrivial : field;
        init;
    }

    /// <summary>Median of the dice column as logged.</summary>
    public double? MedianDice
    {
        get => Figures is { } measured ? measured.Value.MedianDice : field;
        init;
    }

    /// <summary>Images with no overlap at all, listed by the run's own breakdown or not.</summary>
    public int ZeroDice
    {
        get => Figures is { } measured ? measured.Value.ZeroDice : field;
        init;
    }

    /// <summary>Images where nothing is marked and nothing was predicted.</summary>
    public int Trivial
    {
        get => Figures is { } measured ? measured.Value.Trivial : field;
        init;
    }

    /// <summary>Epoch of the highest validation Dice.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>The highest validation Dice.</summary>
    public double? BestValDice { get; init; }

    /// <summary>Probability at and above which a pixel was predicted, from the run's summary.</summary>
    public double? Threshold { get; init; }

    /// <summary>Smallest predicted region that was kept, in pixels, from the run's summary.</summary>
    public int? MinimumArea { get; init; }

    /// <summary>What the files were recognised as, such as "nnU-Net v2"; null for a run that does not come from files.</summary>
    public string? Format => Reading.Format;

    /// <summary>What the reader changed, guessed or left out.</summary>
    public FlatList<RunNote> Notes => Reading.Notes ?? FlatList<RunNote>.Empty;

    /// <summary>With what the run was read, so that it can be read again; null for a run that does not come from files.</summary>
    public ReadSettings? ReadWith => Reading.Settings;

    /// <summary>Everything that was logged.</summary>
    public required RunLog Log { get; init; }

    /// <summary>Where masks, predictions, maps and pictures are looked for.</summary>
    public required RunFiles Files { get; init; }

    /// <summary>Limits of the colours and bands used for this run.</summary>
    public QualityBands Bands { get; init; } = QualityBands.Report;

    /// <summary>When this revision was saved; null for a run that does not come from a store.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>Revision in the store, from 1; null for a run that does not come from a store.</summary>
    public int? Revision { get; init; }

    /// <summary>The run with figures that are measured when somebody looks; null for a run whose figures were logged.</summary>
    internal Lazy<Run>? Figures { get; init; }

    /// <summary>The runs of all classes of the model; null for a run of one class, or not from files.</summary>
    internal ClassFamily? Family { get; init; }

    /// <summary>How the run was read.</summary>
    internal RunReading Reading { get; init; }

    /// <summary>Where in which store the run is, or null.</summary>
    internal Ports.StoredRun? Stored { get; init; }

    /// <summary>The name: a run reads as its name in a table or a file.</summary>
    public override string ToString() => Name;
}
