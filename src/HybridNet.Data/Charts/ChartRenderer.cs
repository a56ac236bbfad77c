using HybridNet.Charts;
using HybridNet.Data.Imaging.Panels;
using HybridNet.Ports;
using OxyPlot;

namespace HybridNet.Data.Charts;

/// <summary>Draws charts with OxyPlot: its own SVG, and PNG over Skia.</summary>
internal sealed class ChartRenderer : IChartRenderer
{
    /// <inheritdoc/>
    public string Svg(Chart chart, ChartSize size, ChartTheme? theme)
    {
        var measurer = new SkiaPlotContext(null);
        PlotModel model = PlotBuilder.Of(chart, new(theme), measurer, size.Width);
        string drawn = VisibleSvg.Of(model, size, measurer);
        return VisibleText.Of(SvgText.Of(SvgMarks.Over(drawn, chart, model), chart, size.Width, size.Height, theme is null));
    }

    /// <inheritdoc/>
    public byte[] Png(Chart chart, ChartSize size, ChartTheme theme)
    {
        using var picture = new PanelCanvas((int)Math.Round(size.Width * size.Scale), (int)Math.Round(size.Height * size.Scale));
        picture.Canvas.Scale((float)size.Scale);
        var context = new SkiaPlotContext(picture.Canvas);
        var palette = new PlotPalette(theme);
        IPlotModel model = PlotBuilder.Of(chart, palette, context, size.Width);
        var whole = new OxyRect(0, 0, size.Width, size.Height);
        context.FillRectangle(whole, palette[ChartColor.Paper], EdgeRenderingMode.PreferSharpness);
        model.Update(true);
        model.Render(context, whole);
        return PictureFile.Of(picture, new());
    }
}
