using HybridNet.Data.Imaging;
using HybridNet.Data.Runs;
using HybridNet.Data.Storage;
using HybridNet.Data.Tables;
using HybridNet.Ports;

namespace HybridNet.Data;

/// <summary>The adapters of a process. The module's loader creates it once, by name.</summary>
public sealed class AdapterSet : IAdapters
{
    /// <inheritdoc/>
    public IRunReader Runs { get; } = new RunFolderReader();

    /// <inheritdoc/>
    public IImageReader Images { get; } = new ImageReader();

    /// <inheritdoc/>
    public ISampleRunWriter SampleRuns { get; } = new SampleRunWriter();

    /// <inheritdoc/>
    public IRunStores Stores { get; } = new RunStores();

    /// <inheritdoc/>
    public ITableFiles Tables { get; } = new TableFiles();
}
