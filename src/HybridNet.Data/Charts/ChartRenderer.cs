using System.Globalization;
using System.Text;
using HybridNet.Charts;
using HybridNet.Data.Imaging.Panels;
using HybridNet.Data.Imaging.Png;
using HybridNet.Ports;
using OxyPlot;
using SkiaSharp;

namespace HybridNet.Data.Charts;

/// <summary>Draws charts with OxyPlot: its own SVG, and PNG and PDF over Skia. Cells of a chart are drawn one by one.</summary>
internal sealed class ChartRenderer
{
    private const double PointsAPixel = 72.0 / 96;

    /// <summary>Pixels of a figure, a column of a paper, in which cells stand below each other.</summary>
    private const int Narrow = 454;

    /// <inheritdoc/>
    public string Svg(Chart chart, ChartSize size, ChartTheme? theme)
    {
        string svg = chart.Cells.Count > 0 ? Cells(chart, size, theme) : One(chart, size, theme);
        return size.Millimetres is { } wide
            ? svg.Replace(
                $"width=\"{size.Width}\" height=\"{size.Height}\" role",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"width=\"{wide:0.###}mm\" height=\"{wide * size.Height / size.Width:0.###}mm\" role"
                ),
                StringComparison.Ordinal
            )
            : svg;
    }

    /// <inheritdoc/>
    public byte[] Png(Chart chart, ChartSize size, ChartTheme theme)
    {
        using var picture = new PanelCanvas((int)Math.Round(size.Width * size.Scale), (int)Math.Round(size.Height * size.Scale));
        picture.Canvas.Scale((float)size.Scale);
        Draw(picture.Canvas, chart, size, theme);
        byte[] file = PictureFile.Of(picture, new());
        return size.Dpi is { } dpi ? PngDensity.Of(file, dpi) : file;
    }

    /// <inheritdoc/>
    public byte[] Pdf(Chart chart, ChartSize size, ChartTheme theme)
    {
        using var stream = new MemoryStream();
        // No date: the same chart gives the same file.
        var facts = SKDocumentPdfMetadata.Default;
        (facts.Title, facts.Subject, facts.Creation, facts.Modified) = (chart.Title, chart.Description, null, null);
        using (SKDocument document = SKDocument.CreatePdf(stream, facts))
        {
            using SKCanvas page = document.BeginPage((float)(size.Width * PointsAPixel), (float)(size.Height * PointsAPixel));
            page.Scale((float)PointsAPixel);
            Draw(page, chart, size, theme, carriesFont: true);
            document.EndPage();
            document.Close();
        }
        return stream.ToArray();
    }

    private static void Draw(SKCanvas canvas, Chart chart, ChartSize size, ChartTheme theme, bool carriesFont = false)
    {
        var context = new SkiaPlotContext(canvas, carriesFont);
        var palette = new PlotPalette(theme);
        var whole = new OxyRect(0, 0, size.Width, size.Height);
        context.FillRectangle(whole, palette[ChartColor.Paper], EdgeRenderingMode.PreferSharpness);
        if (chart.Cells.Count == 0)
        {
            IPlotModel model = PlotBuilder.Of(chart, palette, context, size);
            model.Update(true);
            model.Render(context, whole);
            return;
        }
        foreach ((Chart cell, ChartSize place, int x, int y) in Places(chart, size))
        {
            canvas.Save();
            canvas.Translate(x, y);
            Draw(canvas, cell, place, theme, carriesFont);
            canvas.Restore();
        }
    }

    private static string One(Chart chart, ChartSize size, ChartTheme? theme)
    {
        var measurer = new SkiaPlotContext(null);
        PlotModel model = PlotBuilder.Of(chart, new(theme), measurer, size);
        string drawn = VisibleSvg.Of(model, size, measurer);
        return VisibleText.Of(SvgText.Of(SvgMarks.Over(drawn, chart, model), chart, size.Width, size.Height, theme is null));
    }

    private static string Cells(Chart chart, ChartSize size, ChartTheme? theme)
    {
        var text = new StringBuilder();
        text.Append(
            $"<svg viewBox=\"0 0 {size.Width} {size.Height}\" width=\"{size.Width}\" height=\"{size.Height}\" role=\"img\" "
                + "version=\"1.1\" xmlns=\"http://www.w3.org/2000/svg\">\n"
        );
        foreach ((Chart cell, ChartSize place, int x, int y) in Places(chart, size))
        {
            string one = One(cell, place, theme);
            text.Append(
                one[one.IndexOf("<svg ", StringComparison.Ordinal)..]
                    .Replace("<svg ", $"<svg x=\"{x}\" y=\"{y}\" ", StringComparison.Ordinal)
            );
            text.Append('\n');
        }
        return text.Append("</svg>\n").ToString();
    }

    private static IEnumerable<(Chart, ChartSize, int X, int Y)> Places(Chart chart, ChartSize size)
    {
        int columns = size.Millimetres is not null && size.Width < Narrow ? 1 : 2,
            rows = (chart.Cells.Count + columns - 1) / columns,
            width = size.Width / columns,
            height = size.Height / rows;
        for (int i = 0; i < chart.Cells.Count; i++)
            yield return (
                chart.Cells[i],
                size with
                {
                    Width = width,
                    Height = height,
                },
                i % columns * width,
                i / columns * height
            );
    }
}
