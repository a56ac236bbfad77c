using HybridNet.Pairing;

namespace HybridNet.Ports;

/// <summary>Reads a run folder.</summary>
internal interface IRunReader
{
    /// <summary>Reads every table that the folder has.</summary>
    /// <param name="folder">Absolute path of the run folder, with or without its <c>output</c> level.</param>
    /// <param name="options">What the caller decides; null members are found out from the folder.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The run.</returns>
    /// <exception cref="InputException">
    /// The folder is no run, it holds several (the message names them), or one of its tables is not what it must be.
    /// </exception>
    Run Read(string folder, RunReadOptions options, CancellationToken cancel);

    /// <summary>Reads every run of the folder: one for each class, fold or model that its tables tell apart.</summary>
    /// <param name="folder">Absolute path of the run folder, with or without its <c>output</c> level.</param>
    /// <param name="options">What the caller decides; null members are found out from the folder.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>One run or more.</returns>
    /// <exception cref="InputException">The folder is no run, or one of its tables is not what it must be.</exception>
    IReadOnlyList<Run> ReadAll(string folder, RunReadOptions options, CancellationToken cancel);
}

/// <summary>What the caller of an import decides. A null member is found out from the folder.</summary>
public sealed record RunReadOptions
{
    /// <summary>Name of the run.</summary>
    public string? Name { get; init; }

    /// <summary>Lesion code.</summary>
    public string? Lesion { get; init; }

    /// <summary>Absolute paths of the folders with reference masks.</summary>
    public IReadOnlyList<string>? GroundTruth { get; init; }

    /// <summary>Absolute path of the folder with predicted masks.</summary>
    public string? Predictions { get; init; }

    /// <summary>Absolute path of the folder with probability maps.</summary>
    public string? Probabilities { get; init; }

    /// <summary>Absolute path of the folder with photographs.</summary>
    public string? Images { get; init; }

    /// <summary>Absolute path of the folder with region masks.</summary>
    public string? Regions { get; init; }

    /// <summary>What the caller decides about how names belong together.</summary>
    public PairingOptions Pairing { get; init; } = new();

    /// <summary>What the samples of the files mean.</summary>
    public SampleRules Rules { get; init; } = new();

    /// <summary>Probability threshold.</summary>
    public double? Threshold { get; init; }

    /// <summary>Absolute path of the per-image table, when it is named instead of found.</summary>
    public string? Scores { get; init; }

    /// <summary>Absolute path of the epoch table, when it is named instead of found.</summary>
    public string? Epochs { get; init; }

    /// <summary>What columns are called in this table: dice = DSC. The names left are those of the synonym table.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Mark between fields, when it is named instead of found.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Name of the culture in which numbers are written, when it is named instead of found.</summary>
    public string? Culture { get; init; }

    /// <summary>Scores are per cent.</summary>
    public bool Percent { get; init; }

    /// <summary>Classes, folds or models to read of a folder that has several; empty for all.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Limits of colours and bands.</summary>
    public QualityBands Bands { get; init; } = QualityBands.Report;
}
