using HybridNet.Ports;
using HybridNet.Reports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Reports;

/// <summary>The page of a report as bytes.</summary>
internal static class Page
{
    public static byte[] Of(ReportDocument report, IReadOnlyDictionary<ReportImage, ReportPicture> pictures)
    {
        using var stream = new MemoryStream();
        SampleRun.Adapters.Pictures.Html(stream, report, pictures);
        return stream.ToArray();
    }
}
