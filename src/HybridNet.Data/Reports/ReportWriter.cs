using HybridNet.Ports;
using HybridNet.Reports;

namespace HybridNet.Data.Reports;

/// <summary>Both ways of writing a report down.</summary>
internal sealed class ReportWriter(IChartRenderer charts) : IReportWriter
{
    /// <inheritdoc/>
    public byte[] Html(ReportDocument report, IReadOnlyDictionary<ReportImage, ReportPicture> pictures) =>
        new HtmlReport(charts).Write(report, pictures);

    /// <inheritdoc/>
    public byte[] Markdown(ReportDocument report) => MarkdownReport.Write(report);
}
