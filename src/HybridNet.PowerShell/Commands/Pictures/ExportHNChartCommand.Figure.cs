using System.Management.Automation;
using System.Text;
using HybridNet.Charts;
using HybridNet.Ports;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <content>How large a figure is, and the file it becomes.</content>
public sealed partial class ExportHNChartCommand
{
    /// <summary>Letters of a figure in millimetres against those on a screen: 12 pixels become 7.5 points.</summary>
    private const double PrintedLetters = 10.0 / 12;

    private const double UsualWidth = 860,
        UsualProportion = 480.0 / 860,
        PrintedProportion = 0.72,
        ColumnProportion = 0.9,
        CellsInColumnProportion = 2.6,
        WidestColumn = 120 / MillimetresAnInch * PixelsAnInch,
        MillimetresAnInch = 25.4,
        SquareProportion = 0.96,
        PixelsAnInch = 96,
        UsualDpi = 300;

    /// <summary>Width.</summary>
    [Parameter(
        HelpMessage = "Width: pixels (860 when left out), or a length as 85mm, 180mm, 3.35in, for which letters have "
            + "the size of a paper's."
    )]
    [ValidateNotNull]
    public FigureLength Width { get; set; } = new(UsualWidth);

    /// <summary>Height.</summary>
    [Parameter(HelpMessage = "Height: pixels or a length; what suits the width and the kind of chart when left out.")]
    [ValidateNotNull]
    public FigureLength? Height { get; set; }

    /// <summary>Pixels of a PNG.</summary>
    [Parameter(
        HelpMessage = "Pixels of a PNG for each pixel of width and height; 2 when left out. -Dpi says the same for a " + "length."
    )]
    [ValidateRange(0.5, 8.0)]
    public double Scale { get; set; } = 2;

    /// <summary>Dots an inch.</summary>
    [Parameter(
        HelpMessage = "Dots an inch of a PNG, which the file says; 300 for a width in millimetres when left out, 96 "
            + "times -Scale else."
    )]
    [ValidateRange(36.0, 2400.0)]
    public double Dpi { get; set; }

    /// <summary>No title.</summary>
    [Parameter(HelpMessage = "Leaves out title and subtitle: a paper has its caption for them.")]
    public SwitchParameter NoTitle { get; set; }

    /// <summary>Several runs in one chart.</summary>
    [Parameter(
        ParameterSetName = ByRun,
        HelpMessage = "Draws all runs in one chart: MetricCurve, Histogram (share of images up to each Dice), "
            + "PrecisionRecall, Roc, Box or Violin."
    )]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    public SwitchParameter Combined { get; set; }

    /// <summary>Pattern of a group.</summary>
    [Parameter(
        HelpMessage = "Box and Violin: regular expression whose first group, or whole match, is the group of an image id; the "
            + "digit behind the underscore when left out."
    )]
    [ArgumentCompleter(typeof(Completion.IdPatternCompleter))]
    [Idle(With = nameof(Combined))]
    [ValidateNotNullOrEmpty]
    public string GroupPattern { get; set; } = IdPattern.Suffix;

    private ChartSize SizeOf(Chart chart)
    {
        bool printed = Width.Millimetres is not null;
        double high = Height?.Pixels ?? Width.Pixels * Proportion(chart, printed),
            dpi = Dpi > 0 ? Dpi : UsualDpi;
        bool dense = printed || Dpi > 0;
        return new((int)Math.Round(Width.Pixels), (int)Math.Round(high), dense ? dpi / PixelsAnInch : Scale)
        {
            Letters = printed ? PrintedLetters : 1,
            Millimetres = Width.Millimetres,
            Dpi = dense ? dpi : null,
        };
    }

    /// <summary>Height over width. In a column of a paper words take more lines, and cells stand below each other.</summary>
    private double Proportion(Chart chart, bool printed)
    {
        bool column = printed && Width.Pixels <= WidestColumn;
        if (chart.Cells.Count > 0)
            return column ? CellsInColumnProportion : PrintedProportion;
        if (chart.Square)
            return column ? 1 + ColumnProportion - PrintedProportion : SquareProportion;
        if (column)
            return ColumnProportion;
        return printed ? PrintedProportion : UsualProportion;
    }

    private byte[] FileOf(Chart chart, ChartFormat format, ChartTheme theme)
    {
        Chart shown = NoTitle ? chart with { Title = "", Subtitle = "" } : chart;
        ChartSize size = SizeOf(chart);
        return format switch
        {
            ChartFormat.Svg => Encoding.UTF8.GetBytes(Adapters.Pictures.Svg(shown, size, theme)),
            ChartFormat.Pdf => Adapters.Pictures.Pdf(shown, size, theme),
            _ => Adapters.Pictures.Png(shown, size, theme),
        };
    }

    /// <summary>Every chart of a kind; into one file the first, and what is left out is said.</summary>
    private void WriteAll(IReadOnlyList<Chart> charts)
    {
        foreach (Chart chart in _target.IsFolder ? charts : charts.Take(1))
            Write(chart);
        if (!_target.IsFolder && charts.Count > 1)
            WriteWarning(
                $"{charts[0].Kind} is {charts.Count} charts ({string.Join(", ", charts.Select(chart => chart.Part))}); "
                    + $"{Destination} is the first. A folder, with / at the end, takes all."
            );
    }

    private string PathOf(Chart chart, ChartColors colors, ChartFormat format)
    {
        if (!_target.IsFolder)
            return _target.Path;
        string end = (colors == ChartColors.Dark ? "_dark" : "") + s_endings.First(one => one.Value == format).Key;
        return System.IO.Path.Combine(
            _target.Path,
            string.Concat(chart.Name.Split(System.IO.Path.GetInvalidFileNameChars())) + end
        );
    }
}
