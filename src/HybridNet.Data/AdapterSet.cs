using HybridNet.Data.Imaging;
using HybridNet.Data.Runs;
using HybridNet.Data.Storage;
using HybridNet.Data.Tables;
using HybridNet.Ports;

namespace HybridNet.Data;

/// <summary>The adapters of a process. The module's loader creates it once, by name.</summary>
internal sealed class AdapterSet : IAdapters
{
    /// <inheritdoc/>
    public IRunFolders Runs { get; } = new RunFolderReader();

    /// <inheritdoc/>
    public IImageFiles Images { get; } = new ImageReader();

    /// <inheritdoc/>
    public IPictures Pictures { get; } = new Pictures();

    /// <inheritdoc/>
    public IRunStores Stores { get; } = new RunStores();

    /// <inheritdoc/>
    public ITableFiles Tables { get; } = new TableFiles();
}
