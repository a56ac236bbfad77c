using System.Globalization;
using System.Management.Automation;
using HybridNet.Charts;
using HybridNet.Charts.Text;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Terminals;

namespace HybridNet.PowerShell.Commands;

/// <summary>How a chart is drawn in the terminal.</summary>
public enum TextChartKind
{
    /// <summary>A line of Braille dots with axes.</summary>
    Line,

    /// <summary>A bar for each object.</summary>
    Bar,

    /// <summary>One line of blocks.</summary>
    Sparkline,
}

/// <summary>Draws properties of objects in the terminal.</summary>
[Cmdlet(VerbsCommon.Show, "HNChart")]
[OutputType(typeof(ChartLine), typeof(string))]
public sealed class ShowHNChartCommand : HNCommand
{
    private const int SmallestWidth = 20;

    private static readonly string[] s_positions = ["Number", "Threshold", "Rank"],
        s_labels = ["Name", "ImageId", "Policy", "Number", "Case"];

    private readonly List<PSObject> _items = [];

    /// <summary>Objects with the properties.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        HelpMessage = "Objects with the properties: epochs, image scores, measurements, thresholds, or any others."
    )]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Properties to draw.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Numeric properties to draw; each is a series of its own.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PipedPropertyCompleter))]
    public string[] Property { get; set; } = [];

    /// <summary>How it is drawn.</summary>
    [Parameter(HelpMessage = "Line (Braille dots, the default), Bar or Sparkline.")]
    public TextChartKind Kind { get; set; }

    /// <summary>Property of the horizontal axis.</summary>
    [Parameter(
        HelpMessage = "Numeric property of the horizontal axis; Number, Threshold or Rank where the objects have it, their order "
            + "otherwise."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PipedPropertyCompleter))]
    public string? X { get; set; }

    /// <summary>Property beside a bar.</summary>
    [Parameter(
        HelpMessage = "Property that stands beside a bar; Name, ImageId, Policy, Number or Case where the objects have it, their "
            + "text otherwise."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PipedLabelCompleter))]
    public string? Label { get; set; }

    /// <summary>Letters in a line.</summary>
    [Parameter(HelpMessage = "Letters in a line; the width of the window when left out.")]
    [ValidateRange(SmallestWidth, 1000)]
    public int Width { get; set; }

    /// <summary>Rows of the drawing.</summary>
    [Parameter(HelpMessage = "Rows of letters of a line chart; 12 when left out.")]
    [ValidateRange(2, 200)]
    public int Height { get; set; } = 12;

    /// <summary>How a line chart is shown.</summary>
    [Parameter(
        HelpMessage = "Sixel, Kitty or ITerm for a picture, HalfBlock or Plain for letters; what the terminal says it "
            + "can when left out."
    )]
    public TerminalProtocol? Protocol { get; set; }

    /// <summary>Colours are switched off, or nobody would see them.</summary>
    private bool IsColorless()
    {
        if (Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
            return true;
        string? rendering = Terminal.Rendering(this);
        return rendering == "PlainText" || (rendering != "Ansi" && Console.IsOutputRedirected);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _items.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_items.Count == 0)
            return;
        TryItem(() =>
        {
            TextSeries[] series =
            [
                .. _items
                    .GroupBy(item => item.Properties["Run"]?.Value?.ToString() ?? "")
                    .SelectMany(run => Property.Select(property => Series(run.Key, [.. run], property))),
            ];
            int window = HostWindow.Width(Host);
            int width = Width > 0 ? Width : Math.Max(SmallestWidth, window - 1);
            if (Kind == TextChartKind.Line && Drawn(series, width))
                return;
            // A view breaks lines that are wider than the window; a string stays whole.
            bool plain = IsColorless() || width > window;
            IEnumerable<string> lines = Kind switch
            {
                TextChartKind.Bar => TextChart.Bars(series, width, plain),
                TextChartKind.Sparkline => TextChart.Sparkline(series, width, plain),
                _ => TextChart.Lines(series, width, Height, plain),
            };
            foreach (string line in lines)
                WriteObject(plain ? line : new ChartLine(line));
        });
    }

    /// <summary>A line chart as a picture, where the terminal shows pictures.</summary>
    private bool Drawn(TextSeries[] series, int width)
    {
        TerminalAnswer terminal = Terminal.Of(Protocol, Host, Terminal.Rendering(this));
        if (terminal.Protocol is TerminalProtocol.Plain or TerminalProtocol.HalfBlock)
            return false;
        int columns = Math.Min(width, 100);
        // Letters of the chart are about as large as those around it.
        double scale = Math.Max(1, terminal.CellHeight / 18.0);
        byte[] png = Adapters.Pictures.Png(
            TextSeriesChart.Of(series, X ?? s_positions.FirstOrDefault(HasAll) ?? "order"),
            new ChartSize(
                (int)(columns * terminal.CellWidth / scale),
                (int)(Math.Max(Height, 12) * 1.5 * terminal.CellHeight / scale),
                scale
            ),
            ChartTheme.Dark
        );
        TerminalScreen.Show(Host.UI, png, terminal, columns);
        return true;
    }

    private bool HasAll(string property) => _items.All(item => item.Properties[property] is not null);

    private TextSeries Series(string run, IReadOnlyList<PSObject> items, string property)
    {
        string name =
            Property.Length == 1 && run.Length == 0 ? property
            : run.Length == 0 ? property
            : $"{run} {property}";
        string? position =
            X ?? s_positions.FirstOrDefault(candidate => items.All(item => item.Properties[candidate] is not null));
        string? label = Label ?? s_labels.FirstOrDefault(candidate => items.All(item => item.Properties[candidate] is not null));
        return new(
            name,
            [
                .. items.Select(
                    (item, i) =>
                        (position is null ? i + 1 : ObjectValue.Number(item, position), ObjectValue.Number(item, property))
                ),
            ],
            [.. items.Select(item => (label is null ? item.ToString() : item.Properties[label]?.Value?.ToString()) ?? "")]
        );
    }
}
