using HybridNet.Data.Charts;
using HybridNet.Data.Imaging;
using HybridNet.Data.Imaging.Panels;
using HybridNet.Data.Protocols;
using HybridNet.Data.Reports;
using HybridNet.Data.Runs;
using HybridNet.Data.Sampling;
using HybridNet.Data.Storage;
using HybridNet.Data.Tables;
using HybridNet.Ports;

namespace HybridNet.Data;

/// <summary>The adapters of a process. The module's loader creates it once, by name.</summary>
internal sealed class AdapterSet : IAdapters
{
    /// <inheritdoc/>
    public IRunReader Runs { get; } = new RunFolderReader();

    /// <inheritdoc/>
    public IImageReader Images { get; } = new ImageReader();

    /// <inheritdoc/>
    public IImageWriter ImageWriter { get; } = new ImageWriter();

    /// <inheritdoc/>
    public ISampleWeightFiles SampleWeights { get; } = new SampleWeightFiles();

    /// <inheritdoc/>
    public ISampleRunWriter SampleRuns { get; } = new SampleRunWriter();

    /// <inheritdoc/>
    public IPanelRenderer Panels { get; } = new PanelRenderer(new ImageReader());

    /// <inheritdoc/>
    public IChartRenderer Charts { get; } = new ChartRenderer();

    /// <inheritdoc/>
    public IReportWriter Reports { get; } = new ReportWriter(new ChartRenderer());

    /// <inheritdoc/>
    public IScoreFiles ScoreFiles { get; } = new ScoreFiles();

    /// <inheritdoc/>
    public IRunStores Stores { get; } = new RunStores();

    /// <inheritdoc/>
    public IMarkFiles Marks { get; } = new MarkFiles();

    /// <inheritdoc/>
    public IProtocolFiles Protocols { get; } = new ProtocolFiles();

    /// <inheritdoc/>
    public ITableFiles Tables { get; } = new TableFiles();
}
