using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN020: places where the reference is probably wrong make a good part of the failures. Needs probability maps and
/// photographs: without contrast, what a model draws on an empty place looks like a lesion that the reference lacks.
/// </summary>
/// <remarks>
/// Only lesions that the reference lacks or has beside their place count, for there the map speaks against it. A lesion that
/// only the reference has may be invented or simply missed: the two look alike, so they are told and decide nothing.
/// </remarks>
internal sealed class DoubtfulReference : AuditRule
{
    /// <summary>Images that are looked at at most.</summary>
    private const int MostImages = 200;

    /// <summary>More like a lesion, or like a shifted one, than half of those on which model and reference agree.</summary>
    private const double Suspicious = 0.5;

    private const double NoticeableShare = 0.05;

    private const int Fewest = 5;

    public override string Id => "HN020";

    public override string Title => "Failures that the reference may explain";

    public override IReadOnlyList<string> Tags => ["masks", "photos"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        Run run = context.Run;
        if (run.Files.Probabilities is null || run.Files.GroundTruth.Count == 0)
            return Skip("probability maps with reference masks");
        if (run.Files.Images is null)
            return Skip("photographs, by which a lesion is told from an empty place");
        IReadOnlyList<Lesion> lesions = context.Options.Lesions ?? Read(context);
        Lesion[] known = [.. lesions.Where(lesion => lesion.Contrast is not null && lesion.PeakProbability is not null)];
        int failures = known.Count(lesion => !lesion.Hit);
        if (!known.Any(lesion => lesion is { Hit: true, Side: LesionSide.GroundTruth }))
            return Skip("lesions on which model and reference agree, with a map and a photograph");
        LabelSuspect[] suspects = [.. LabelSuspect.Of(known).Where(suspect => suspect.Score >= Suspicious)];
        int missing = suspects.Count(suspect => suspect.Fault == LabelFault.Missing),
            shifted = suspects.Count(suspect => suspect is { Fault: LabelFault.Shifted, Overlaps: false }),
            // These are neither missed nor false, so that they explain no failure; they are told.
            overlapping = suspects.Count(suspect => suspect.Overlaps),
            invented = suspects.Count(suspect => suspect.Fault == LabelFault.Invented),
            count = missing + shifted;
        // A shifted lesion is two failures: a miss and a false alarm.
        int explained = missing + 2 * shifted;
        var evidence = new Dictionary<string, object>
        {
            ["Failures"] = failures,
            ["Missing"] = missing,
            ["Shifted"] = shifted,
            ["ShiftedOverlapping"] = overlapping,
            ["LikeInvented"] = invented,
            ["Images"] = known.Select(lesion => lesion.ImageId).Distinct().Count(),
        };
        if (count < Fewest || explained < NoticeableShare * failures)
            return Pass(
                context,
                $"{explained} of {failures} missed and false lesions are at places where the reference looks wrong."
            );
        string more =
            overlapping == 0 ? "" : $" {overlapping} more are marked beside their place and still overlap what was predicted.";
        string[] ids =
        [
            .. suspects.Where(suspect => suspect.Fault != LabelFault.Invented).Select(suspect => suspect.ImageId).Distinct(),
        ];
        return Report(
            context,
            Severity.Warning,
            $"The reference could explain {explained} of {failures} missed and false lesions: {missing} predicted lesions "
                + $"look like those on which model and reference agree, but are not marked, and {shifted} are marked beside "
                + $"their place.{more} Bright artefacts that look like lesions do the same.",
            count,
            ids,
            evidence,
            "Let a second reader look at them before the model is blamed (Find-HNLabelFault lists the places; Export-HNPanel "
                + "draws them). The maps must come from a model that was not trained on these images."
        );
    }

    private static IReadOnlyList<Lesion> Read(AuditContext context)
    {
        ImageCase[] images =
        [
            .. ImageCases
                .Of(context.Run, context.Options.MissingGroundTruth)
                .Select(entry => entry.Work)
                .OfType<ImageCase>()
                .Where(work => work.Photo is not null && work.Probability is not null),
        ];
        return
        [
            .. AttributedLesions
                .Read(
                    EqualSteps.Of(images, MostImages),
                    context.Reader,
                    new(),
                    SizeStrata.Default,
                    new AttributeNeeds(Photos: true, Probabilities: true),
                    context.Options.Workers,
                    context.Cancel
                )
                .Select(outcome => outcome.Result)
                .OfType<ImageLesions>()
                .SelectMany(image => image.Lesions),
        ];
    }
}
