using HybridNet.Reports;

namespace HybridNet.Ports;

/// <summary>Writes a report down.</summary>
public interface IReportWriter
{
    /// <summary>One self-contained HTML page: it needs no network and no other file.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pictures">Pictures by image id; empty for none.</param>
    byte[] Html(ReportDocument report, IReadOnlyDictionary<string, ReportPicture> pictures);

    /// <summary>Markdown with the same sentences and tables; a chart is its description.</summary>
    /// <param name="report">The report.</param>
    byte[] Markdown(ReportDocument report);
}

/// <summary>The pictures of one image.</summary>
/// <param name="Thumbnail">A small WebP for the table.</param>
/// <param name="Layers">What the viewer lays over each other.</param>
public sealed record ReportPicture(byte[] Thumbnail, Panels.ImageLayers Layers);
