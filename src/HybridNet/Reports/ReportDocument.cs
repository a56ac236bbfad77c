using HybridNet.Charts;
using HybridNet.Panels;

namespace HybridNet.Reports;

/// <summary>A report as data: every sentence, table and chart of it. HTML and Markdown are two ways of writing it down.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Title">Head line.</param>
/// <param name="Lead">The first sentences: what a reader must know.</param>
/// <param name="Figures">The few numbers that stand on top.</param>
/// <param name="Sections">Sections, in order.</param>
internal sealed record ReportDocument(
    string Run,
    string Title,
    IReadOnlyList<string> Lead,
    IReadOnlyList<ReportFigure> Figures,
    IReadOnlyList<ReportSection> Sections
)
{
    /// <summary>
    /// The reports of the runs of a page of several, each below the sections that are about all; empty on the page of one.
    /// </summary>
    public IReadOnlyList<ReportDocument> Parts { get; init; } = [];

    /// <summary>Name of the run whose images are shown beside those of <see cref="Run"/>, or null.</summary>
    public string? Against { get; init; }

    /// <summary>Every table of the page, those of its parts too.</summary>
    internal IEnumerable<ReportTable> Tables =>
        Sections.SelectMany(section => section.Blocks).OfType<ReportTable>().Concat(Parts.SelectMany(part => part.Tables));
}

/// <summary>A number that stands on top.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number as text.</param>
/// <param name="Note">Its interval, n or policy.</param>
internal sealed record ReportFigure(string Name, string Value, string Note);

/// <summary>A section.</summary>
/// <param name="Id">Name of its place in the page.</param>
/// <param name="Title">Head line.</param>
/// <param name="Blocks">What is in it.</param>
internal sealed record ReportSection(string Id, string Title, IReadOnlyList<ReportBlock> Blocks);

/// <summary>A part of a section.</summary>
internal abstract record ReportBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">Sentences.</param>
internal sealed record ReportText(string Text) : ReportBlock
{
    /// <summary>Head line of what follows within a section; empty for none.</summary>
    public string Head { get; init; } = "";
}

/// <summary>A chart.</summary>
/// <param name="Chart">The chart.</param>
internal sealed record ReportChart(Chart Chart) : ReportBlock;

/// <summary>A whole divided into parts, drawn as one bar.</summary>
/// <param name="Caption">What is divided.</param>
/// <param name="Parts">The parts from left to right; their values add up to the whole.</param>
internal sealed record ReportBar(string Caption, IReadOnlyList<ReportBarPart> Parts) : ReportBlock;

/// <summary>A part of a bar.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its size, at least 0.</param>
/// <param name="Text">Its size as text.</param>
/// <param name="Color">Role of its color.</param>
internal sealed record ReportBarPart(string Name, double Value, string Text, ChartColor Color);

/// <summary>Names and what they stand for.</summary>
/// <param name="Rows">Name and text.</param>
internal sealed record ReportFacts(IReadOnlyList<(string Name, string Text)> Rows) : ReportBlock;

/// <summary>Findings of the audit.</summary>
/// <param name="Findings">The findings, worst first.</param>
internal sealed record ReportFindings(IReadOnlyList<Finding> Findings) : ReportBlock;

/// <summary>A table.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Rows">Rows of as many cells.</param>
internal sealed record ReportTable(
    string Caption,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<IReadOnlyList<ReportCell>> Rows
) : ReportBlock
{
    /// <summary>A reader may sort and search it: it has many rows.</summary>
    public bool Interactive { get; init; }

    /// <summary>It is the table of all images, along which the viewer goes and whose rows the filters of images choose.</summary>
    public bool IsImages { get; init; }

    /// <summary>Column of the value whose mean is worked out over the rows that are left, or null.</summary>
    public string? MeanOf { get; init; }

    /// <summary>The picture of each row, or null; as many as rows, or none.</summary>
    public IReadOnlyList<PanelImage?> Pictures { get; init; } = [];

    /// <summary>The same image in another run, or null; as many as rows, or none.</summary>
    public IReadOnlyList<PanelImage?> Others { get; init; } = [];

    /// <summary>The subject of each row; as many as rows, or none.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];
}

/// <summary>A column.</summary>
/// <param name="Title">Head.</param>
/// <param name="Number">It holds numbers: to the right, sorted as numbers.</param>
internal sealed record ReportColumn(string Title, bool Number = false)
{
    /// <summary>A reader may choose one of its values to see only such rows.</summary>
    public bool Filter { get; init; }
}

/// <summary>A cell.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="Sort">What it is sorted by, when that is a number; NaN for none.</param>
internal readonly record struct ReportCell(string Text, double Sort = double.NaN)
{
    /// <summary>Color of a word or number, which says what the text says.</summary>
    public ScoreBand? Band { get; init; }

    /// <summary>Image ids that the text names, each of which opens its image; null for none.</summary>
    public IReadOnlyList<string>? Ids { get; init; }
}
