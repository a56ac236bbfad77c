using System.Text;
using HybridNet.Ports;
using OxyPlot;

namespace HybridNet.Data.Charts;

/// <summary>
/// OxyPlot's SVG with every text of it fit for XML: its writer refuses control characters, and then a name out of a file would
/// cost the whole chart.
/// </summary>
internal sealed class VisibleSvg : SvgRenderContext
{
    private VisibleSvg(Stream stream, ChartSize size, OxyColor background, IRenderContext measurer)
        : base(stream, size.Width, size.Height, false, measurer, background) { }

    /// <summary>The SVG element of a plot, as SvgExporter makes it.</summary>
    public static string Of(PlotModel model, ChartSize size, IRenderContext measurer)
    {
        using var stream = new MemoryStream();
        using (var context = new VisibleSvg(stream, size, model.Background, measurer))
        {
            ((IPlotModel)model).Update(true);
            ((IPlotModel)model).Render(context, new OxyRect(0, 0, size.Width, size.Height));
            context.Complete();
            context.Flush();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length).TrimStart('\uFEFF');
    }

    /// <inheritdoc/>
    public override void DrawText(
        ScreenPoint p,
        string text,
        OxyColor c,
        string fontFamily,
        double fontSize,
        double fontWeight,
        double rotate,
        HorizontalAlignment halign,
        VerticalAlignment valign,
        OxySize? maxSize
    ) => base.DrawText(p, Shown(text), c, fontFamily, fontSize, fontWeight, rotate, halign, valign, maxSize);

    private static string Shown(string? text) => text is null ? "" : VisibleText.Of(text);
}
