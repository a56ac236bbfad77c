using HybridNet.Data.Imaging;
using OxyPlot;
using SkiaSharp;
using LineJoin = OxyPlot.LineJoin;

namespace HybridNet.Data.Charts;

/// <summary>Draws OxyPlot's shapes with Skia and the embedded font.</summary>
/// <remarks>OxyPlot's own SkiaSharp package is built for SkiaSharp 2.88 and fails with the present one, and it asks the machine
/// for fonts.</remarks>
/// <param name="canvas">Where it draws; null to measure only.</param>
/// <param name="carriesFont">The drawing goes to a file that has its letters inside.</param>
internal sealed class SkiaPlotContext(SKCanvas? canvas, bool carriesFont = false) : ClippingRenderContext, ITextMeasurer
{
    private const double BoldWeight = 600;

    public override void DrawLine(
        IList<ScreenPoint> points,
        OxyColor stroke,
        double thickness,
        EdgeRenderingMode edgeRenderingMode,
        double[] dashArray,
        LineJoin lineJoin
    )
    {
        if (canvas is null || points.Count < 2 || !stroke.IsVisible() || thickness <= 0)
            return;
        using SKPath path = PathOf(points, close: false);
        Stroke(path, stroke, thickness, edgeRenderingMode, dashArray, lineJoin);
    }

    public override void DrawPolygon(
        IList<ScreenPoint> points,
        OxyColor fill,
        OxyColor stroke,
        double thickness,
        EdgeRenderingMode edgeRenderingMode,
        double[] dashArray,
        LineJoin lineJoin
    )
    {
        if (canvas is null || points.Count < 2)
            return;
        using SKPath path = PathOf(points, close: true);
        if (fill.IsVisible())
        {
            using var paint = new SKPaint
            {
                Color = ColorOf(fill),
                IsAntialias = edgeRenderingMode != EdgeRenderingMode.PreferSharpness,
            };
            canvas.DrawPath(path, paint);
        }
        if (stroke.IsVisible() && thickness > 0)
            Stroke(path, stroke, thickness, edgeRenderingMode, dashArray, lineJoin);
    }

    public override void DrawText(
        ScreenPoint p,
        string text,
        OxyColor fill,
        string fontFamily,
        double fontSize,
        double fontWeight,
        double rotation,
        HorizontalAlignment horizontalAlignment,
        VerticalAlignment verticalAlignment,
        OxySize? maxSize
    )
    {
        if (canvas is null || string.IsNullOrEmpty(text) || !fill.IsVisible())
            return;
        bool bold = fontWeight > BoldWeight;
        using SKFont font = carriesFont ? EmbeddedFont.Smallest(fontSize, bold, text) : EmbeddedFont.Of(fontSize, bold);
        SKFontMetrics metrics = font.Metrics;
        string[] lines = text.Split('\n');
        float high = metrics.Descent - metrics.Ascent;
        float y = verticalAlignment switch
        {
            VerticalAlignment.Top => -metrics.Ascent,
            VerticalAlignment.Middle => -lines.Length * high / 2 - metrics.Ascent,
            _ => -metrics.Descent - (lines.Length - 1) * high,
        };
        SKTextAlign align = horizontalAlignment switch
        {
            HorizontalAlignment.Left => SKTextAlign.Left,
            HorizontalAlignment.Center => SKTextAlign.Center,
            _ => SKTextAlign.Right,
        };
        using var paint = new SKPaint { Color = ColorOf(fill), IsAntialias = true };
        canvas.Save();
        canvas.Translate((float)p.X, (float)p.Y);
        canvas.RotateDegrees((float)rotation);
        foreach (string line in lines)
        {
            canvas.DrawText(line, 0, y, align, font, paint);
            y += high;
        }
        canvas.Restore();
    }

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        if (string.IsNullOrEmpty(text))
            return OxySize.Empty;
        using SKFont font = EmbeddedFont.Of(fontSize, fontWeight > BoldWeight);
        string[] lines = text.Split('\n');
        return new(lines.Max(line => font.MeasureText(line)), lines.Length * (font.Metrics.Descent - font.Metrics.Ascent));
    }

    public double Width(string text, double size, bool bold) =>
        MeasureText(text, "", size, bold ? FontWeights.Bold : FontWeights.Normal).Width;

    protected override void SetClip(OxyRect clippingRectangle)
    {
        canvas?.Save();
        canvas?.ClipRect(
            new(
                (float)clippingRectangle.Left,
                (float)clippingRectangle.Top,
                (float)clippingRectangle.Right,
                (float)clippingRectangle.Bottom
            )
        );
    }

    protected override void ResetClip() => canvas?.Restore();

    private void Stroke(SKPath path, OxyColor stroke, double thickness, EdgeRenderingMode mode, double[]? dashes, LineJoin join)
    {
        using var paint = new SKPaint
        {
            Style = SKPaintStyle.Stroke,
            Color = ColorOf(stroke),
            StrokeWidth = (float)thickness,
            IsAntialias = mode != EdgeRenderingMode.PreferSharpness,
            StrokeJoin = join switch
            {
                LineJoin.Bevel => SKStrokeJoin.Bevel,
                LineJoin.Round => SKStrokeJoin.Round,
                _ => SKStrokeJoin.Miter,
            },
        };
        if (dashes is { Length: > 0 })
            paint.PathEffect = SKPathEffect.CreateDash([.. dashes.Select(dash => (float)(dash * thickness))], 0);
        canvas!.DrawPath(path, paint);
        paint.PathEffect?.Dispose();
    }

    private static SKPath PathOf(IList<ScreenPoint> points, bool close)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo((float)points[0].X, (float)points[0].Y);
        for (int i = 1; i < points.Count; i++)
            builder.LineTo((float)points[i].X, (float)points[i].Y);
        if (close)
            builder.Close();
        return builder.Detach();
    }

    private static SKColor ColorOf(OxyColor colour) => new(colour.R, colour.G, colour.B, colour.A);
}
