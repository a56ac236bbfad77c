namespace HybridNet.Ports;

/// <summary>
/// Everything that needs a file-format library, a database or a font, behind one door. The loader fills it once,
/// from the private load context; nothing is opened before a member is first used.
/// </summary>
internal interface IAdapters
{
    /// <summary>Run folders.</summary>
    IRunFolders Runs { get; }

    /// <summary>Masks, probability maps and photographs.</summary>
    IImageFiles Images { get; }

    /// <summary>Panels, charts and report pages.</summary>
    IPictures Pictures { get; }

    /// <summary>Stores.</summary>
    IRunStores Stores { get; }

    /// <summary>Tables.</summary>
    ITableFiles Tables { get; }
}
