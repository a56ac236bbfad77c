namespace HybridNet.Charts;

/// <summary>A chart as data: what is drawn, and every word on it. It knows no library and no colour value.</summary>
internal sealed record Chart
{
    /// <summary>Kind.</summary>
    public required ChartKind Kind { get; init; }

    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>What tells it from other charts of its kind and run; empty when there is one.</summary>
    public string Part { get; init; } = "";

    /// <summary>Head line.</summary>
    public required string Title { get; init; }

    /// <summary>Number of values, policy, and what else a reader must know.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>What it shows, one or two sentences with the figures: for readers who do not see it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Horizontal axis.</summary>
    public required ChartAxis X { get; init; }

    /// <summary>Vertical axis.</summary>
    public required ChartAxis Y { get; init; }

    /// <summary>What is drawn, from back to front.</summary>
    public IReadOnlyList<ChartSeries> Series { get; init; } = [];

    /// <summary>Shaded regions behind everything.</summary>
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>Straight lines across the chart.</summary>
    public IReadOnlyList<ChartRule> Rules { get; init; } = [];

    /// <summary>Words at points.</summary>
    public IReadOnlyList<ChartLabel> Labels { get; init; } = [];

    /// <summary>Where the legend stands.</summary>
    public LegendPlace Legend { get; init; } = LegendPlace.TopRight;

    /// <summary>Both axes have one scale: it is drawn as high as it is wide.</summary>
    public bool Square { get; init; }

    /// <summary>Charts that stand two by two instead of one drawing; empty for a chart of its own.</summary>
    public IReadOnlyList<Chart> Cells { get; init; } = [];

    /// <summary>The name of its file without an end: DiceScatter_v7EX_filtered.</summary>
    public string Name => Part.Length == 0 ? $"{Kind}_{Run}" : $"{Kind}_{Run}_{Part}";
}

/// <summary>An axis.</summary>
/// <param name="Title">What it measures, with the unit.</param>
/// <param name="Minimum">Lower end; NaN to fit the values.</param>
/// <param name="Maximum">Upper end; NaN to fit the values.</param>
internal sealed record ChartAxis(string Title, double Minimum = double.NaN, double Maximum = double.NaN)
{
    /// <summary>Decades are equally far apart.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>It counts, or gives places: no number between whole ones stands at it.</summary>
    public bool Whole { get; init; }

    /// <summary>Names of the positions 0, 1, 2 ...; null for numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }
}

/// <summary>How a series is drawn.</summary>
internal enum SeriesShape
{
    /// <summary>Marks.</summary>
    Points,

    /// <summary>A line.</summary>
    Line,

    /// <summary>A line with a mark at each point.</summary>
    MarkedLine,

    /// <summary>A broken line.</summary>
    DashedLine,

    /// <summary>Bars from Base to Y, Width wide.</summary>
    Bars,

    /// <summary>Upright lines from Base to Y: intervals.</summary>
    Intervals,

    /// <summary>A shape from X to Base at each Y, filled palely.</summary>
    Outline,
}

/// <summary>Marks that are told apart without colour.</summary>
internal enum SeriesMark
{
    /// <summary>A disk.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle.</summary>
    Triangle,

    /// <summary>A cross.</summary>
    Cross,
}

/// <summary>A series of points.</summary>
/// <param name="Title">Its name in the legend; empty for none.</param>
/// <param name="Shape">How it is drawn.</param>
/// <param name="Color">Role of its colour.</param>
/// <param name="Points">The points.</param>
internal sealed record ChartSeries(string Title, SeriesShape Shape, ChartColor Color, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Mark of each point.</summary>
    public SeriesMark Mark { get; init; }

    /// <summary>Width of a bar on the axis.</summary>
    public double Width { get; init; } = 0.8;

    /// <summary>The marks are outlines: what is no result is drawn as none.</summary>
    public bool Hollow { get; init; }

    /// <summary>What each point stands for, an image id as a rule; as many as points, or none.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Diameter of a mark, pixels.</summary>
    public double Size { get; init; } = 6;
}

/// <summary>A point, or a bar.</summary>
/// <param name="X">Position; the middle of a bar.</param>
/// <param name="Y">Value.</param>
/// <param name="Base">Where a bar begins.</param>
internal readonly record struct ChartPoint(double X, double Y, double Base = 0);

/// <summary>A shaded region across the chart.</summary>
/// <param name="From">Lower limit; negative infinity for the chart's edge.</param>
/// <param name="To">Upper limit; infinity for the chart's edge.</param>
/// <param name="Color">Role of its colour.</param>
/// <param name="Text">Its name, or empty.</param>
internal sealed record ChartBand(double From, double To, ChartColor Color, string Text)
{
    /// <summary>The limits are on the horizontal axis.</summary>
    public bool Vertical { get; init; }
}

/// <summary>A straight line across the chart.</summary>
/// <param name="Value">Where it meets the axis.</param>
/// <param name="Text">Words at its end.</param>
/// <param name="Color">Role of its colour.</param>
internal sealed record ChartRule(double Value, string Text, ChartColor Color = ChartColor.Faint)
{
    /// <summary>It is upright.</summary>
    public bool Vertical { get; init; }

    /// <summary>Its words stand below it instead of above.</summary>
    public bool Below { get; init; }

    /// <summary>Where its words stand, 0 (bottom or left) to 1.</summary>
    public double TextAt { get; init; } = 1;
}

/// <summary>Words at a point, above it.</summary>
/// <param name="X">Position.</param>
/// <param name="Y">Value.</param>
/// <param name="Text">The words.</param>
internal readonly record struct ChartLabel(double X, double Y, string Text)
{
    /// <summary>They stand beside the point, where there is room, instead of above it.</summary>
    public bool Beside { get; init; }
}

/// <summary>Where a legend stands.</summary>
internal enum LegendPlace
{
    /// <summary>None.</summary>
    None,

    /// <summary>Inside, top right.</summary>
    TopRight,

    /// <summary>Inside, top left.</summary>
    TopLeft,

    /// <summary>Inside, bottom right.</summary>
    BottomRight,

    /// <summary>Inside, bottom left.</summary>
    BottomLeft,

    /// <summary>Below the chart, in a row.</summary>
    Below,
}
