namespace HybridNet.Panels;

/// <summary>What a panel shows.</summary>
public enum PanelLayout
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
public sealed record PanelOptions
{
    /// <summary>What a panel shows.</summary>
    public PanelLayout Layout { get; init; }

    /// <summary>Weight of a mask's colour over the image, 0 to 1.</summary>
    public double Opacity { get; init; } = 0.5;

    /// <summary>Outlines instead of filled areas in the overlays.</summary>
    public bool Outline { get; init; }

    /// <summary>Colors.</summary>
    public PanelPalette Palette { get; init; } = PanelPalette.ColorBlindSafe;

    /// <summary>Width of the whole picture, pixels; the pixels of the masks are never enlarged to reach it, except by Crop.</summary>
    public int Width { get; init; } = 1920;

    /// <summary>File format.</summary>
    public PictureFormat Format { get; init; }

    /// <summary>Quality of JPEG and WebP, 1 to 100.</summary>
    public int Quality { get; init; } = 90;

    /// <summary>Writes a line with id, Dice, case and pixel counts above the pictures, and their names into them.</summary>
    public bool Captions { get; init; } = true;

    /// <summary>Images side by side on a contact sheet.</summary>
    public int Columns { get; init; } = 6;

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
