namespace HybridNet.Panels;

/// <summary>What one part of a cell shows.</summary>
internal enum PanelPart
{
    /// <summary>The photograph, under everything else.</summary>
    Photo,

    /// <summary>A reference.</summary>
    Gt,

    /// <summary>A prediction.</summary>
    Prediction,

    /// <summary>Found, false and missed pixels of a mask.</summary>
    Agreement,

    /// <summary>Outlines of reference and prediction.</summary>
    Outlines,
}

/// <summary>One part of a cell.</summary>
/// <param name="Part">What it shows.</param>
/// <param name="Mask">Name of the mask, M1 for the first; null for all of them.</param>
internal sealed record PanelTerm(PanelPart Part, string? Mask);

/// <summary>A cell: parts over each other; none for a cell that stays blank.</summary>
/// <param name="Terms">The parts.</param>
internal sealed record PanelCell(IReadOnlyList<PanelTerm> Terms)
{
    /// <summary>The photograph lies under the masks.</summary>
    public bool OnPhoto => Terms.Any(term => term.Part == PanelPart.Photo);

    /// <summary>The masks, without the photograph.</summary>
    public IEnumerable<PanelTerm> Masks => Terms.Where(term => term.Part != PanelPart.Photo);
}

/// <summary>
/// Which cells a panel has, row by row. As text a row's cells stand between |, rows between / (or lines), and what lies over
/// each other is joined by +: <c>Image + M1 | Pred M1 / Agreement M1 | Outline</c>.
/// </summary>
/// <param name="Rows">The rows; the longest tells the number of columns.</param>
internal sealed record PanelArrangement(IReadOnlyList<IReadOnlyList<PanelCell>> Rows)
{
    private static readonly char[] s_rows = ['/', '\n', ';'];

    private static readonly Dictionary<string, PanelPart> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image"] = PanelPart.Photo,
        ["img"] = PanelPart.Photo,
        ["photo"] = PanelPart.Photo,
        ["gt"] = PanelPart.Gt,
        ["ref"] = PanelPart.Gt,
        ["reference"] = PanelPart.Gt,
        ["pred"] = PanelPart.Prediction,
        ["prediction"] = PanelPart.Prediction,
        ["agreement"] = PanelPart.Agreement,
        ["outline"] = PanelPart.Outlines,
        ["outlines"] = PanelPart.Outlines,
    };

    private static readonly Dictionary<PanelLayout, PanelArrangement> s_presets = new()
    {
        [PanelLayout.Grid] = Parse("Image | GT | Pred / Image + GT | Image + Pred | Agreement"),
        [PanelLayout.LabReport] = Parse("Image + M1 | Pred M1 | Pred M2 / Image + M2 | Image + M3 | Pred M3"),
        [PanelLayout.Triptych] = Parse("Image | Image + GT | Image + Pred"),
        [PanelLayout.Agreement] = Parse("Agreement"),
        [PanelLayout.Crop] = Parse("Image | Image + Outline"),
        [PanelLayout.ContactSheet] = Parse("Image + Outline"),
    };

    /// <summary>Cells side by side.</summary>
    public int Columns => Rows.Max(row => row.Count);

    /// <summary>A mask is named: images of several classes come together in one panel.</summary>
    public bool NamesMasks => Rows.SelectMany(row => row).SelectMany(cell => cell.Terms).Any(term => term.Mask is not null);

    /// <summary>The arrangement of a layout.</summary>
    /// <param name="layout">The layout.</param>
    public static PanelArrangement Of(PanelLayout layout) => s_presets[layout];

    /// <summary>Reads an arrangement.</summary>
    /// <param name="text">The cells as text.</param>
    /// <exception cref="InputException">A cell cannot be understood; the message shows it.</exception>
    public static PanelArrangement Parse(string text)
    {
        PanelCell[][] rows =
        [
            .. text.Split(s_rows, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(row => row.Split('|', StringSplitOptions.TrimEntries).Select(Cell).ToArray()),
        ];
        return rows.Length > 0 && rows.Any(row => row.Any(cell => cell.Terms.Count > 0))
            ? new(rows)
            : throw Unclear(text, "it has no cell");
    }

    private static PanelCell Cell(string text) =>
        text is "" or "-" ? new([]) : new([.. text.Split('+', StringSplitOptions.TrimEntries).Select(term => Term(term, text))]);

    private static PanelTerm Term(string text, string cell)
    {
        string[] words = text.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            throw Unclear(cell, "a + joins nothing");
        if (!s_words.TryGetValue(words[0], out PanelPart part))
            return new(PanelPart.Gt, text);
        if (part == PanelPart.Photo && words.Length > 1)
            throw Unclear(cell, "join photograph and mask by +");
        return new(part, words.Length > 1 ? words[1] : null);
    }

    private static InputException Unclear(string text, string why) =>
        new(
            InputError.InvalidArgument,
            $"The layout '{text}' cannot be read: {why}.",
            text,
            "Cells stand between |, rows between /. A cell is Image, GT, Pred, Agreement or Outline, each with the "
                + "name of a mask behind it or M1, M2 ... for the first, the second ...; + lays them over each other: "
                + "'Image+M1 | Pred M1 / Image+GT EX | Agreement EX'."
        );
}
