using HybridNet.Masks;

namespace HybridNet.Panels;

/// <summary>What one field of a panel shows.</summary>
public enum PanelField
{
    /// <summary>The photograph.</summary>
    Photo,

    /// <summary>The reference, white on black.</summary>
    Gt,

    /// <summary>The prediction, white on black.</summary>
    Prediction,

    /// <summary>The reference over the photograph.</summary>
    GtOverlay,

    /// <summary>The prediction over the photograph.</summary>
    PredictionOverlay,

    /// <summary>Found, false and missed pixels, on black.</summary>
    Agreement,

    /// <summary>Both outlines over the photograph.</summary>
    BothOutlines,
}

/// <summary>Where the fields of a panel are, and which part of the image they show.</summary>
/// <param name="Fields">The fields, row by row.</param>
/// <param name="Columns">Fields side by side.</param>
/// <param name="Source">The part of the image.</param>
/// <param name="FieldWidth">Width of a field, pixels.</param>
/// <param name="FieldHeight">Height of a field, pixels.</param>
public sealed record PanelPlan(IReadOnlyList<PanelField> Fields, int Columns, PixelBox Source, int FieldWidth, int FieldHeight)
{
    /// <summary>Fields above each other.</summary>
    public int Rows => (Fields.Count + Columns - 1) / Columns;

    /// <summary>Width of all fields, pixels.</summary>
    public int Width => Columns * FieldWidth;

    /// <summary>Height of all fields, pixels.</summary>
    public int Height => Rows * FieldHeight;

    /// <summary>Plans the panel of one image.</summary>
    /// <param name="options">Layout, width and margin.</param>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction of the same size.</param>
    /// <param name="focus">A box that a crop shows instead of all lesions, or null.</param>
    public static PanelPlan Of(PanelOptions options, Mask gt, Mask pred, PixelBox? focus)
    {
        (PanelField[] fields, int columns) = options.Layout switch
        {
            PanelLayout.Grid => (
                new[]
                {
                    PanelField.Photo,
                    PanelField.Gt,
                    PanelField.Prediction,
                    PanelField.GtOverlay,
                    PanelField.PredictionOverlay,
                    PanelField.Agreement,
                },
                3
            ),
            PanelLayout.Triptych => ([PanelField.Photo, PanelField.GtOverlay, PanelField.PredictionOverlay], 3),
            PanelLayout.Agreement => ([PanelField.Agreement], 1),
            PanelLayout.Crop => ([PanelField.Photo, PanelField.BothOutlines], 2),
            _ => ([PanelField.BothOutlines], 1),
        };
        var whole = new PixelBox(0, 0, gt.Width, gt.Height);
        bool crop = options.Layout == PanelLayout.Crop;
        PixelBox source = crop ? CropBox.Around(focus ?? CropBox.OfLesions(gt, pred), options.Margin, whole) : whole;
        int width = Math.Max(1, options.Width / columns);
        // A whole image is made smaller only; a crop is there to magnify.
        if (!crop)
            width = Math.Min(width, source.Width);
        int height = Math.Max(1, (int)Math.Round((double)source.Height * width / source.Width));
        return new(fields, columns, source, width, height);
    }
}
