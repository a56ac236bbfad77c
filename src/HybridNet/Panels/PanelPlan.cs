using HybridNet.Masks;

namespace HybridNet.Panels;

/// <summary>Where the cells of a panel are, and which part of the image they show.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Source">The part of the image.</param>
/// <param name="FieldWidth">Width of a cell, pixels.</param>
/// <param name="FieldHeight">Height of a cell, pixels.</param>
internal sealed record PanelPlan(PanelArrangement Cells, PixelBox Source, int FieldWidth, int FieldHeight)
{
    /// <summary>Pixels between two cells.</summary>
    public const int Gap = 4;

    /// <summary>Cells side by side.</summary>
    public int Columns => Cells.Columns;

    /// <summary>Cells above each other.</summary>
    public int Rows => Cells.Rows.Count;

    /// <summary>Width of all cells, pixels.</summary>
    public int Width => Columns * FieldWidth + (Columns - 1) * Gap;

    /// <summary>Height of all cells, pixels.</summary>
    public int Height => Rows * FieldHeight + (Rows - 1) * Gap;

    /// <summary>Every place of the panel with its cell; null where a row is shorter than the longest.</summary>
    public IEnumerable<(PanelCell? Cell, int X, int Y)> Places()
    {
        for (int row = 0; row < Rows; row++)
        for (int column = 0; column < Columns; column++)
            yield return (
                column < Cells.Rows[row].Count ? Cells.Rows[row][column] : null,
                column * (FieldWidth + Gap),
                row * (FieldHeight + Gap)
            );
    }

    /// <summary>Plans the panel of one image.</summary>
    /// <param name="options">Cells, width and margin.</param>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction of the same size.</param>
    /// <param name="focus">A box that a crop shows instead of all lesions, or null.</param>
    public static PanelPlan Of(PanelOptions options, Mask gt, Mask pred, PixelBox? focus) =>
        Of(options, gt.Width, gt.Height, () => focus ?? CropBox.OfLesions(gt, pred));

    /// <summary>Plans a panel of masks of one size.</summary>
    /// <param name="options">Cells, width and margin.</param>
    /// <param name="columns">Columns of the masks.</param>
    /// <param name="rows">Rows of the masks.</param>
    /// <param name="lesions">Finds the box that a crop shows; null for the whole image.</param>
    public static PanelPlan Of(PanelOptions options, int columns, int rows, Func<PixelBox?> lesions)
    {
        PanelArrangement cells = options.Cells;
        var whole = new PixelBox(0, 0, columns, rows);
        bool crop = options.Layout == PanelLayout.Crop;
        PixelBox source = crop ? CropBox.Around(lesions(), options.Margin, whole) : whole;
        int width = Math.Max(1, (options.Width - (cells.Columns - 1) * Gap) / cells.Columns);
        // A whole image is made smaller only; a crop is there to magnify.
        if (!crop)
            width = Math.Min(width, source.Width);
        int height = Math.Max(1, (int)Math.Round((double)source.Height * width / source.Width));
        return new(cells, source, width, height);
    }
}
