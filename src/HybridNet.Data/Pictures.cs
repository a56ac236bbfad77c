using HybridNet.Charts;
using HybridNet.Data.Charts;
using HybridNet.Data.Imaging;
using HybridNet.Data.Imaging.Panels;
using HybridNet.Data.Reports;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.Reports;
using HybridNet.Terminals;

namespace HybridNet.Data;

/// <summary>Draws panels and charts, and writes report pages.</summary>
internal sealed class Pictures : IPictures
{
    private readonly PanelRenderer _panels = new(new ImageReader());
    private readonly ChartRenderer _charts = new();

    /// <inheritdoc/>
    public PanelPicture Render(PanelImage image, PanelOptions options, CancellationToken cancel) =>
        _panels.Render(image, options, cancel);

    /// <inheritdoc/>
    public PanelTile Tile(PanelImage image, PanelOptions options, CancellationToken cancel) =>
        _panels.Tile(image, options, cancel);

    /// <inheritdoc/>
    public IReadOnlyList<string> Plain(PanelImage image, int columns, CancellationToken cancel) =>
        _panels.Plain(image, columns, cancel);

    /// <inheritdoc/>
    public PixelPicture Pixels(byte[] picture) => _panels.Pixels(picture);

    /// <inheritdoc/>
    public ImageLayers Layers(PanelImage image, int width, int quality, bool withMap, CancellationToken cancel) =>
        _panels.Layers(image, width, quality, withMap, cancel);

    /// <inheritdoc/>
    public byte[] Sheet(IReadOnlyList<PanelTile> tiles, PanelOptions options, CancellationToken cancel) =>
        _panels.Sheet(tiles, options, cancel);

    /// <inheritdoc/>
    public string Svg(Chart chart, ChartSize size, ChartTheme? theme) => _charts.Svg(chart, size, theme);

    /// <inheritdoc/>
    public byte[] Pdf(Chart chart, ChartSize size, ChartTheme theme) => _charts.Pdf(chart, size, theme);

    /// <inheritdoc/>
    public byte[] Png(Chart chart, ChartSize size, ChartTheme theme) => _charts.Png(chart, size, theme);

    /// <inheritdoc/>
    public void Html(Stream stream, ReportDocument report, IReadOnlyDictionary<ReportImage, ReportPicture> pictures) =>
        new HtmlReport(_charts).Write(stream, report, pictures);

    /// <inheritdoc/>
    public byte[] Markdown(ReportDocument report) => MarkdownReport.Write(report);
}
