namespace HybridNet.Ports;

/// <summary>Writes a complete synthetic run.</summary>
internal interface ISampleRunWriter
{
    /// <summary>Writes the run; the folder appears when everything is written, or not at all.</summary>
    /// <param name="folder">Absolute path of the run folder; it must not exist, unless a synthetic run is replaced.</param>
    /// <param name="options">Number and size of the images, and the seed.</param>
    /// <param name="written">Told the number of images after each.</param>
    /// <param name="cancel">Stops the work; nothing is left behind.</param>
    /// <exception cref="InputException">The folder exists or cannot be written.</exception>
    void Write(string folder, SampleRunOptions options, Action<int> written, CancellationToken cancel);
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
