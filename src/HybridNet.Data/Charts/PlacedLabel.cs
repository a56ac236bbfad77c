using OxyPlot;
using OxyPlot.Annotations;

namespace HybridNet.Data.Charts;

/// <summary>
/// A name beside its point, on whichever side it covers least: no other name, no mark or bar, and nothing beyond the plot.
/// </summary>
/// <param name="obstacles">Marks and bars, in the units of the axes: two corners each.</param>
/// <param name="names">Where the names that were drawn before it stand; those of one drawing share the list.</param>
internal sealed class PlacedLabel(IReadOnlyList<(DataPoint From, DataPoint To)> obstacles, List<OxyRect> names) : TextAnnotation
{
    private const double Near = 5,
        Mark = 3;

    private const double Outside = 1000,
        OnName = 200;

    /// <summary>Sides of a point: to the right, to the left, above, below, and the corners.</summary>
    private static readonly (int X, int Y)[] s_sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)];

    /// <summary>It is the first name of the drawing: what the list holds is from another one.</summary>
    public bool IsFirst { get; init; }

    /// <inheritdoc/>
    public override void Render(IRenderContext rc)
    {
        if (IsFirst)
            names.Clear();
        string text = Text ?? "";
        OxySize size = rc.MeasureText(text, ActualFont, ActualFontSize, ActualFontWeight);
        ScreenPoint point = Transform(TextPosition);
        OxyRect[] marks = [.. obstacles.Select(one => Between(Transform(one.From), Transform(one.To)))];
        OxyRect place = new[] { 1, 2, 3 }
            .SelectMany(ring => s_sides.Select(side => At(point, size, side, ring)))
            .MinBy(rectangle => Cost(rectangle, marks));
        names.Add(place);
        rc.DrawText(
            place.Center,
            text,
            ActualTextColor,
            ActualFont,
            ActualFontSize,
            ActualFontWeight,
            0,
            HorizontalAlignment.Center,
            VerticalAlignment.Middle
        );
    }

    private static OxyRect At(ScreenPoint point, OxySize size, (int X, int Y) side, int ring)
    {
        double x = point.X + side.X * (Near * ring + size.Width / 2),
            y = point.Y + side.Y * (Near * ring + size.Height / 2);
        return new(x - size.Width / 2, y - size.Height / 2, size.Width, size.Height);
    }

    private double Cost(OxyRect place, OxyRect[] marks)
    {
        OxyRect area = PlotModel.PlotArea;
        bool inside =
            place.Left >= area.Left && place.Right <= area.Right && place.Top >= area.Top && place.Bottom <= area.Bottom;
        return (inside ? 0 : Outside) + OnName * names.Count(name => Meet(place, name)) + marks.Count(mark => Meet(place, mark));
    }

    private static OxyRect Between(ScreenPoint from, ScreenPoint to)
    {
        double left = Math.Min(from.X, to.X) - Mark,
            top = Math.Min(from.Y, to.Y) - Mark;
        return new(left, top, Math.Abs(to.X - from.X) + 2 * Mark, Math.Abs(to.Y - from.Y) + 2 * Mark);
    }

    private static bool Meet(OxyRect one, OxyRect other) =>
        one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;
}
