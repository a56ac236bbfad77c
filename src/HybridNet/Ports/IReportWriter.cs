using HybridNet.Reports;

namespace HybridNet.Ports;

/// <summary>Writes a report down.</summary>
internal interface IReportWriter
{
    /// <summary>One self-contained HTML page: it needs no network and no other file.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pictures">Pictures by run and image id; empty for none.</param>
    byte[] Html(ReportDocument report, IReadOnlyDictionary<ReportImage, ReportPicture> pictures);

    /// <summary>Markdown with the same sentences and tables; a chart is its description.</summary>
    /// <param name="report">The report.</param>
    byte[] Markdown(ReportDocument report);
}

/// <summary>An image of a run on a page, which may have several runs.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="ImageId">Image id.</param>
internal readonly record struct ReportImage(string Run, string ImageId);

/// <summary>The pictures of one image.</summary>
/// <param name="Thumbnail">A small WebP for the table; null for an image that is only shown beside another.</param>
/// <param name="Layers">What the viewer lays over each other.</param>
internal sealed record ReportPicture(byte[]? Thumbnail, Panels.ImageLayers Layers);
