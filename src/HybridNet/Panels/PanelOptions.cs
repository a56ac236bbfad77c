namespace HybridNet.Panels;

/// <summary>What a panel shows.</summary>
internal enum PanelLayout
{
    /// <summary>2 x 3: image, reference, prediction; reference overlay, prediction overlay, agreement map.</summary>
    Grid,

    /// <summary>1 x 3: image, reference overlay, prediction overlay.</summary>
    Triptych,

    /// <summary>The agreement map alone.</summary>
    Agreement,

    /// <summary>The lesions' union box with a margin, magnified: image, and image with both outlines.</summary>
    Crop,

    /// <summary>Many images on one page, each with both outlines.</summary>
    ContactSheet,

    /// <summary>
    /// 2 x 3 of three masks, as the lab's report has it: image with the first reference, first and second prediction; image with
    /// the second and with the third reference, third prediction.
    /// </summary>
    LabReport,
}

/// <summary>What a panel stands on.</summary>
public enum PanelGround
{
    /// <summary>Near black: for a screen.</summary>
    Dark,

    /// <summary>White: for print.</summary>
    Light,
}

/// <summary>File format of a picture.</summary>
public enum PictureFormat
{
    /// <summary>PNG, lossless.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>WebP, lossy.</summary>
    Webp,
}

/// <summary>How panels are drawn.</summary>
internal sealed record PanelOptions
{
    /// <summary>What a panel shows.</summary>
    public PanelLayout Layout { get; init; }

    /// <summary>Cells instead of those of the layout, or null.</summary>
    public PanelArrangement? Arrangement { get; init; }

    /// <summary>The cells that are drawn.</summary>
    public PanelArrangement Cells => Arrangement ?? PanelArrangement.Of(Layout);

    /// <summary>What the panel stands on.</summary>
    public PanelGround Ground { get; init; }

    /// <summary>Weight of a mask's colour over the image, 0 to 1.</summary>
    public double Opacity { get; init; } = 0.5;

    /// <summary>Outlines instead of filled areas in the overlays.</summary>
    public bool Outline { get; init; }

    /// <summary>Colors.</summary>
    public PanelPalette Palette { get; init; } = PanelPalette.ColorBlindSafe;

    /// <summary>
    /// Width of the whole picture with the lines between its cells, pixels; the pixels of the masks are never enlarged to reach
    /// it, except by Crop.
    /// </summary>
    public int Width { get; init; } = 1920;

    /// <summary>File format.</summary>
    public PictureFormat Format { get; init; }

    /// <summary>Quality of JPEG and WebP, 1 to 100.</summary>
    public int Quality { get; init; } = 90;

    /// <summary>Writes a line with id, Dice, case and pixel counts above the pictures, and their names into them.</summary>
    public bool Captions { get; init; } = true;

    /// <summary>Images side by side on a contact sheet.</summary>
    public int Columns { get; init; } = 6;

    /// <summary>Head line of a contact sheet; null for one that says what is on it.</summary>
    public string? Title { get; init; }

    /// <summary>Crop: pixels of the masks added on each side of the lesions' box.</summary>
    public int Margin { get; init; } = 24;

    /// <summary>The file name's end.</summary>
    public string Extension =>
        Format switch
        {
            PictureFormat.Jpeg => ".jpg",
            PictureFormat.Webp => ".webp",
            _ => ".png",
        };
}
