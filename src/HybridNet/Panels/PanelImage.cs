using System.Globalization;
using HybridNet.Metrics;

namespace HybridNet.Panels;

/// <summary>One image to be shown: its files, and what was said about it before.</summary>
/// <param name="Work">The masks.</param>
/// <param name="Photo">The photograph, or null when there is none: masks on black.</param>
public sealed record PanelImage(ImageCase Work, string? Photo)
{
    /// <summary>Dice that the record carries (logged or measured), or null.</summary>
    public double? Dice { get; init; }

    /// <summary>A box that a crop shows instead of all lesions, or null.</summary>
    public PixelBox? Focus { get; init; }

    /// <summary>The image id with the run, for messages.</summary>
    public override string ToString() => Work.Run.Length == 0 ? Work.ImageId : $"{Work.ImageId} of {Work.Run}";

    /// <summary>The file name of a panel: 01_0065_1_dice0.612.png.</summary>
    /// <param name="rank">Position in the pipeline, from 1.</param>
    /// <param name="count">Number of panels; the rank is padded to as many digits, at least two.</param>
    /// <param name="imageId">Image id; characters that no file name may have become _.</param>
    /// <param name="dice">Dice, or NaN.</param>
    /// <param name="extension">End of the name with its dot.</param>
    public static string FileName(int rank, int count, string imageId, double dice, string extension)
    {
        string number = rank.ToString(
            "D" + Math.Max(2, count.ToString(CultureInfo.InvariantCulture).Length),
            CultureInfo.InvariantCulture
        );
        string id = string.Concat(imageId.Select(letter => s_forbidden.Contains(letter) || letter < ' ' ? '_' : letter));
        return $"{number}_{id}_dice{(double.IsNaN(dice) ? "NaN" : dice.ToString("0.000", CultureInfo.InvariantCulture))}{extension}";
    }

    // The forbidden letters of Windows too, so that panels have the same names everywhere.
    private static readonly System.Buffers.SearchValues<char> s_forbidden = System.Buffers.SearchValues.Create("\"<>|:*?\\/");
}
