using HybridNet.Pairing;

namespace HybridNet.Ports;

/// <summary>Run folders: read as they are found, or written as made ones.</summary>
internal interface IRunFolders
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

    /// <summary>Writes the run; the folder appears when everything is written, or not at all.</summary>
    /// <param name="folder">Absolute path of the run folder; it must not exist, unless a synthetic run is replaced.</param>
    /// <param name="options">Number and size of the images, and the seed.</param>
    /// <param name="written">Told the number of images after each.</param>
    /// <param name="cancel">Stops the work; nothing is left behind.</param>
    /// <exception cref="InputException">The folder exists or cannot be written.</exception>
    void WriteSample(string folder, SampleRunOptions options, Action<int> written, CancellationToken cancel);
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

/// <summary>What a synthetic run is like.</summary>
/// <param name="Images">Images in the test split, at least 1.</param>
/// <param name="Size">Side of the images, pixels.</param>
/// <param name="Seed">The same seed gives the same bytes.</param>
/// <param name="Faults">What is wrong with the run.</param>
internal sealed record SampleRunOptions(int Images, int Size, ulong Seed, SampleFaults Faults = SampleFaults.None)
{
    /// <summary>What makes the model fail, or the reference wrong.</summary>
    public SampleCauses Causes { get; init; }

    /// <summary>Share of the affected lesions on which a cause acts, 0 to 1.</summary>
    public double CauseStrength { get; init; } = 0.8;

    /// <summary>Lesion code: one of <see cref="LesionFolders.Codes"/>.</summary>
    public string Lesion { get; init; } = "EX";

    /// <summary>Readers whose masks are written besides the reference.</summary>
    public int Readers { get; init; }

    /// <summary>A synthetic run that is there already is replaced; anything else never.</summary>
    public bool Force { get; init; }
}
