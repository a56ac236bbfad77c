namespace HybridNet.Ports;

/// <summary>
/// Everything that needs a file-format library, a database or a font, behind one door. The loader fills it once,
/// from the private load context; nothing is opened before a member is first used.
/// </summary>
internal interface IAdapters
{
    /// <summary>Reads run folders.</summary>
    IRunReader Runs { get; }

    /// <summary>Reads masks and probability maps.</summary>
    IImageReader Images { get; }

    /// <summary>Writes masks and probability maps.</summary>
    IImageWriter ImageWriter { get; }

    /// <summary>Reads tables of patches and writes tables of weights.</summary>
    ISampleWeightFiles SampleWeights { get; }

    /// <summary>Writes synthetic runs.</summary>
    ISampleRunWriter SampleRuns { get; }

    /// <summary>Draws images with their masks.</summary>
    IPanelRenderer Panels { get; }

    /// <summary>Draws charts.</summary>
    IChartRenderer Charts { get; }

    /// <summary>Writes reports.</summary>
    IReportWriter Reports { get; }

    /// <summary>Writes scores in the forms of other programs.</summary>
    IScoreFiles ScoreFiles { get; }

    /// <summary>Keeps runs.</summary>
    IRunStores Stores { get; }

    /// <summary>Reads the marks of report pages.</summary>
    IMarkFiles Marks { get; }

    /// <summary>Reads protocols.</summary>
    IProtocolFiles Protocols { get; }

    /// <summary>Writes tables for other programs.</summary>
    ITableFiles Tables { get; }
}
