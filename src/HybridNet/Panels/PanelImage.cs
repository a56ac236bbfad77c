using System.Globalization;
using HybridNet.Metrics;

namespace HybridNet.Panels;

/// <summary>One image to be shown: its files, and what was said about it before.</summary>
/// <param name="Work">The masks.</param>
/// <param name="Photo">The photograph, or null when there is none: masks on black.</param>
internal sealed record PanelImage(ImageCase Work, string? Photo)
{
    /// <summary>Dice that the record carries (logged or measured), or null.</summary>
    public double? Dice { get; init; }

    /// <summary>A box that a crop shows instead of all lesions, or null.</summary>
    public PixelBox? Focus { get; init; }

    /// <summary>The lesion that a crop is of, or null: it is marked, and its figures are in the head line.</summary>
    public Lesion? Lesion { get; init; }

    /// <summary>The masks of a panel of several; empty for one, which <see cref="Work"/> is.</summary>
    public IReadOnlyList<PanelMask> Masks { get; init; } = [];

    /// <summary>The masks, one or several.</summary>
    public IReadOnlyList<PanelMask> AllMasks => Masks.Count > 0 ? Masks : [new PanelMask(Work.Class ?? "", Work)];

    /// <summary>The image id with the run, for messages.</summary>
    public override string ToString() => Work.Run.Length == 0 ? Work.ImageId : $"{Work.ImageId} of {Work.Run}";

    /// <summary>
    /// The file name of a panel: 01_0065_1_dice0.612.png; of a crop of one lesion 01_0065_1_GT12_121px_missed.png; of several
    /// masks 01_0065_1_MA-HE-EX-SE.png.
    /// </summary>
    /// <param name="rank">Position in the pipeline, from 1.</param>
    /// <param name="count">Number of panels.</param>
    /// <param name="dice">Dice, or NaN.</param>
    /// <param name="extension">End of the name with its dot.</param>
    public string FileNameOf(int rank, int count, double dice, string extension)
    {
        string id = Work.Class is { } one && Masks.Count == 0 ? $"{Work.ImageId}_{one}" : Work.ImageId;
        if (Masks.Count > 1 || Masks.Any(mask => !mask.IsWhole))
            return Named(rank, count, id, string.Join('-', Masks.Select(mask => mask.Name)) + extension);
        if (Lesion is { } lesion)
            return Named(
                rank,
                count,
                id,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{PanelCaption.Short(lesion.Side)}{lesion.Label}_{lesion.Area}px_{PanelCaption.Fate(lesion)}{extension}"
                )
            );
        return FileName(rank, count, id, dice, extension);
    }

    /// <summary>The file name of a panel: 01_0065_1_dice0.612.png.</summary>
    /// <param name="rank">Position in the pipeline, from 1.</param>
    /// <param name="count">Number of panels; the rank is padded to as many digits, at least two.</param>
    /// <param name="imageId">Image id; characters that no file name may have become _.</param>
    /// <param name="dice">Dice, or NaN.</param>
    /// <param name="extension">End of the name with its dot.</param>
    public static string FileName(int rank, int count, string imageId, double dice, string extension) =>
        Named(
            rank,
            count,
            imageId,
            $"dice{(double.IsNaN(dice) ? "NaN" : dice.ToString("0.000", CultureInfo.InvariantCulture))}{extension}"
        );

    private static string Named(int rank, int count, string imageId, string end)
    {
        string number = rank.ToString(
            "D" + Math.Max(2, count.ToString(CultureInfo.InvariantCulture).Length),
            CultureInfo.InvariantCulture
        );
        return Plain($"{number}_{imageId}_{end}");
    }

    private static string Plain(string name) =>
        string.Concat(name.Select(letter => s_forbidden.Contains(letter) || letter < ' ' ? '_' : letter));

    // The forbidden letters of Windows too, so that panels have the same names everywhere.
    private static readonly System.Buffers.SearchValues<char> s_forbidden = System.Buffers.SearchValues.Create("\"<>|:*?\\/");
}
