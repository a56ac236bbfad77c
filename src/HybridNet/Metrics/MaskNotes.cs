using System.Globalization;

namespace HybridNet.Metrics;

/// <summary>Says once what is odd about many files: how many, which way they were taken, and the first.</summary>
internal static class MaskNotes
{
    /// <summary>
    /// Whether what some files are is worth a word: a single large lesion is nothing odd, and one map that is all but empty is
    /// no mask where the others use their scale.
    /// </summary>
    /// <param name="oddity">The kind.</param>
    /// <param name="notes">Files of the kind.</param>
    /// <param name="files">Files of any kind.</param>
    /// <param name="images">Images that were looked at.</param>
    public static bool IsSaid(MaskWarning oddity, int notes, Func<MaskWarning, int> files, int images) =>
        oddity switch
        {
            MaskWarning.MapOnScale => false,
            MaskWarning.CoversMost => 2 * notes > images,
            MaskWarning.IsReference => notes > 1 && 2 * notes > images,
            MaskWarning.ZeroOneMap => notes > files(MaskWarning.PercentMap) + files(MaskWarning.MapOnScale),
            MaskWarning.PercentMap => notes > files(MaskWarning.MapOnScale),
            _ => true,
        };

    /// <summary>One sentence or two for all notes of one kind.</summary>
    /// <param name="oddity">The kind.</param>
    /// <param name="notes">At least one note of it.</param>
    public static string Sentence(MaskWarning oddity, NoteSum notes)
    {
        string what = oddity switch
        {
            MaskWarning.Lossy => "masks are in a lossy format: their edges are not what was drawn.",
            MaskWarning.WithoutBlack =>
                "masks are drawn in two colours of a palette, none of them black: the darker one was taken for the ground.",
            MaskWarning.TurnedRound => "masks say that 0 is white: their samples were turned round, as the file asks.",
            MaskWarning.FurtherPages => "files hold further pages or frames: the first one was read.",
            MaskWarning.Oriented =>
                "files ask to be shown turned or mirrored (their orientation tag): their samples were taken as they are stored, "
                    + "which is wrong unless the other side is stored so too. Write them again upright, without the tag.",
            MaskWarning.Transparent => "masks have transparent pixels of a foreground color: they were taken for background.",
            MaskWarning.CoversMost =>
                "masks cover most of the image or of its border: object and ground may be the wrong way round, which "
                    + "-Invert turns; where no sample is 0, -Foreground says which ones are lesion.",
            MaskWarning.IsReference =>
                "predictions equal their references to the pixel, which no model does: files or folders of one side may be "
                    + "copies of the other, or links to them.",
            MaskWarning.LossyMap => "probability maps are in a lossy format.",
            MaskWarning.ZeroOneMap =>
                "probability maps of integers have no sample above 1: they are masks, which -Scale One reads, or all but "
                    + "empty.",
            MaskWarning.PercentMap =>
                "probability maps of integers have no sample above 100: -Scale Percent reads them as per cent.",
            MaskWarning.Clamped => "probability maps go past 0 or 1 by a rounding: such samples were taken for 0 or 1.",
            _ => "masks have more than two grey levels: every non-zero sample counts as foreground." + Counts(notes),
        };
        return $"{notes.Count} {what} The first is {notes.First}.";
    }

    /// <summary>What the other common rule would count, where it differs.</summary>
    private static string Counts(NoteSum notes) =>
        notes.AtLeastHalf is { } half
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" That is {notes.Pixels} pixels; from half the range on (-Foreground Half) it is {half}."
            )
            : "";
}
