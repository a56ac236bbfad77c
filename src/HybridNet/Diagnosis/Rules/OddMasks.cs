using HybridNet.Metrics;
using static HybridNet.InvariantText;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN014: masks that are not what they should be: more than two grey levels, a lossy format, sizes that differ, files
/// that cannot be read or have no counterpart, predictions that are all empty, references whose positives are not those
/// that the split counts, scores without a prediction file, predictions older than the epoch log, predictions that are specks
/// beside much larger lesions, maps of one value under predictions with pixels. Silent without masks.
/// </summary>
internal sealed class OddMasks : AuditRule
{
    /// <summary>
    /// Pixels of a speck, how much larger the marked lesions are, share of the predictions, and times their number.
    /// </summary>
    private const double Speck = 9,
        Larger = 5,
        Most = 0.5,
        Times = 2;
    private const int FewestSpecks = 20;

    public override string Id => "HN014";

    public override string Title => "Odd masks";

    public override IReadOnlyList<string> Tags => ["masks"];

    private static string Words(MaskWarning oddity) =>
        oddity switch
        {
            MaskWarning.Lossy => "in a lossy format",
            MaskWarning.WithoutBlack => "in two colours of a palette, none of them black",
            MaskWarning.TurnedRound => "whose files say that 0 is white",
            MaskWarning.FurtherPages => "with further pages, of which only the first is read",
            MaskWarning.Oriented => "whose files ask to be shown turned or mirrored",
            MaskWarning.Transparent => "with transparent pixels of a foreground color, taken for background",
            MaskWarning.CoversMost => "that cover more than half of the image or of its border",
            MaskWarning.IsReference => "predicted that equal their reference to the pixel",
            MaskWarning.LossyMap => "or maps in a lossy format",
            MaskWarning.ZeroOneMap => "or maps whose largest sample is 1",
            MaskWarning.PercentMap => "or maps whose largest sample is 100",
            MaskWarning.Clamped => "or maps with values just outside of 0 to 1",
            _ => "with more than two grey levels",
        };

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.Masks is not { } masks || masks.Count + context.Unpaired.Count == 0)
            return Skip("masks and predictions");
        var findings = new List<Finding>();
        void Add(Severity severity, InvariantText message, IReadOnlyCollection<string> ids, string advice) =>
            findings.AddRange(
                Report(context, severity, message, ids.Count, ids, new() { ["Images"] = ids.Count }, advice).Findings
            );

        foreach (
            IGrouping<InputError, InputException> faults in masks
                .Select(outcome => outcome.Fault)
                .OfType<InputException>()
                .Concat(context.Unpaired)
                .GroupBy(exception => exception.Error)
        )
        {
            // A data set may leave out empty reference masks: that is for the caller to say, and no error of the run.
            Severity severity = faults.Key == InputError.MissingGroundTruth ? Severity.Information : Severity.Error;
            Add(
                severity,
                $"{faults.Count()} images cannot be measured ({faults.Key}). The first: {faults.First().Message}",
                [.. faults.Select(fault => fault.Target ?? "")],
                faults.First().Advice ?? ""
            );
        }
        ILookup<MaskWarning, string> odd = masks
            .SelectMany(outcome => outcome.Notes.Select(note => (note.Oddity, outcome.Work.ImageId)))
            .ToLookup(note => note.Oddity, note => note.ImageId);
        int looked = masks.Count(outcome => outcome.Result is not null);
        foreach (
            IGrouping<MaskWarning, string> notes in odd.Where(group =>
                MaskNotes.IsSaid(group.Key, group.Distinct().Count(), kind => odd[kind].Distinct().Count(), looked)
            )
        )
            Add(
                Severity.Warning,
                $"{notes.Distinct().Count()} images have masks {Words(notes.Key)}.",
                [.. notes.Distinct()],
                notes.Key == MaskWarning.IsReference
                    ? "Find out whether references were copied to the predictions: no model hits every pixel."
                    : "Save masks as PNG or TIFF with two values."
            );
        MaskMeasurement[] measured = [.. masks.Select(outcome => outcome.Result).OfType<MaskMeasurement>()];
        if (measured.Length > 1 && measured.All(image => image.PredPixels == 0))
            Add(
                Severity.Error,
                $"All {measured.Length} predictions are empty.",
                [.. measured.Select(image => image.ImageId)],
                "Look at the threshold and at the probability maps."
            );
        if (Specks(measured) is { } specks)
            Add(
                Severity.Warning,
                $"{specks}",
                [.. measured.Where(image => image.PredFalse > 0).Select(image => image.ImageId)],
                "Look at the threshold and the minimum area: Optimize-HNPostProcess tries filters, Measure-HNThreshold "
                    + "thresholds."
            );
        string[] full =
        [
            .. measured
                .Where(image =>
                    image.PredPixels > (long)image.Width * image.Height / 2
                    || image.GtPixels > (long)image.Width * image.Height / 2
                )
                .Select(image => image.ImageId),
        ];
        if (2 * full.Length > measured.Length)
            Add(
                Severity.Warning,
                $"In {full.Length} of {measured.Length} images a mask covers more than half of the picture: it may be inverted.",
                full,
                "Look at one of the masks: lesions must be the foreground, and all other samples 0."
            );
        if (
            context.Run.Log.Splits.Where(row => row.Name.Equals("test", StringComparison.OrdinalIgnoreCase)).ToArray()
                is [var test]
            && test.Images == measured.Length
            && measured.Count(image => image.GtPixels > 0) is var positives
            && positives != test.Positives
        )
            Add(
                Severity.Warning,
                $"The split counts {test.Positives} lesion-positive test images, the reference masks {positives}.",
                [],
                "The split was made from other masks than these."
            );
        HashSet<string> predicted =
        [
            .. masks.Select(outcome => outcome.Work.ImageId),
            .. context.Unpaired.Select(fault => fault.Target ?? ""),
        ];
        string[] unpredicted = [.. context.Scores.Select(score => score.ImageId).Where(id => !predicted.Contains(id))];
        if (unpredicted.Length > 0)
            Add(
                Severity.Information,
                $"{unpredicted.Length} of {context.Scores.Count} scored images have no prediction file.",
                unpredicted,
                "Keep the predictions of all scored images, or what was scored cannot be checked."
            );
        string[] unscored = [.. measured.Select(image => image.ImageId).Except(context.Scores.Select(score => score.ImageId))];
        if (unscored.Length > 0 && unscored.Length < measured.Length)
            Add(
                Severity.Information,
                $"{unscored.Length} of {measured.Length} predicted images have no row in the per-image table.",
                unscored,
                "Find out why they were not scored: a mean over the others leaves them out."
            );
        string[] stale = Stale(context.Run);
        if (stale.Length > 0)
            Add(
                Severity.Information,
                $"{stale.Length} predictions are older than the epoch log: they may come from an earlier training.",
                stale,
                "Write the predictions again from the chosen checkpoint."
            );
        return findings.Count > 0
            ? new(findings, null)
            : Pass(context, $"The masks of {measured.Length} images are two-valued, of one size each, and paired.");
    }

    /// <summary>
    /// Most of what is predicted are lesions of a few pixels that hit nothing, far below the size of the marked ones.
    /// </summary>
    private static string? Specks(MaskMeasurement[] measured)
    {
        long marked = measured.Sum(image => (long)(image.GtLesions ?? 0)),
            predicted = measured.Sum(image => (long)(image.PredLesions ?? 0)),
            wrong = measured.Sum(image => (long)(image.PredFalse ?? 0));
        if (marked == 0 || wrong < FewestSpecks || wrong < Most * predicted || wrong < Times * marked)
            return null;
        double speck = (double)measured.Sum(image => image.FalsePositiveArea ?? 0) / wrong,
            lesion = (double)measured.Sum(image => image.GtPixels) / marked;
        return speck <= Speck && lesion >= Larger * speck
            ? Invariant(
                $"The predictions hold {wrong} specks that hit nothing, of {speck:0.0} px on average; the {marked} "
                    + $"marked lesions have {lesion:0} px on average."
            )
            : null;
    }

    private static string[] Stale(Run run)
    {
        if (!Directory.Exists(run.Files.Predictions) || !run.Log.Sources.TryGetValue(RunFileKind.Epochs, out string? log))
            return [];
        // Files of one copy or checkout carry times that say nothing: a day apart is more than that.
        DateTime written = File.GetLastWriteTimeUtc(log).AddDays(-1);
        return
        [
            .. new ImageFolder(run.Files.Predictions)
                .Files.Where(file => File.GetLastWriteTimeUtc(file) < written)
                .Select(file => ImageFolder.IdOf(file, run.Lesion)),
        ];
    }
}
