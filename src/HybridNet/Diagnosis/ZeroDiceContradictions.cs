using HybridNet.Metrics;

namespace HybridNet.Diagnosis;

/// <summary>Sources that disagree about one zero-Dice image: the recorded case, the recorded counts, the log, the
/// masks.</summary>
internal static class ZeroDiceContradictions
{
    /// <summary>Every contradiction, each naming both sides.</summary>
    public static IEnumerable<InputException> Of(
        Run run,
        string id,
        ImageScore? score,
        RecordedZeroDice? recorded,
        MaskMeasurement? masks
    )
    {
        if (recorded is not null && ZeroDiceCases.Of(recorded.GtPixels, recorded.PredPixels) != recorded.Case)
            yield return Fault(
                run,
                id,
                $"is recorded as {recorded.Case}",
                $"its recorded pixel counts are {recorded.GtPixels} in the reference and {recorded.PredPixels} in the prediction"
            );
        if (recorded is not null && score is not null && score.State is MetricState.Defined or MetricState.BothEmpty)
            yield return Fault(
                run,
                id,
                $"is recorded as {recorded!.Case}",
                InvariantText.Invariant($"its logged Dice is {score.Dice:G6}")
            );
        if (masks is null)
            yield break;
        if (masks.TruePositive > 0)
            yield return Fault(
                run,
                id,
                recorded is null ? "has no overlap in the log" : $"is recorded as {recorded.Case}",
                $"its masks share {masks.TruePositive} pixels"
            );
        else if (masks is { GtPixels: 0, PredPixels: 0 })
            yield return Fault(
                run,
                id,
                recorded is null ? "has no overlap in the log" : $"is recorded as {recorded.Case}",
                "both masks are empty"
            );
        else if (recorded is not null && masks.Case != recorded.Case)
            yield return Fault(
                run,
                id,
                $"is recorded as {recorded.Case}",
                $"its masks show {masks.Case}: {masks.GtPixels} pixels in the reference, {masks.PredPixels} in the prediction"
            );
    }

    private static InputException Fault(Run run, string id, string one, string other) =>
        new(
            InputError.CaseContradicted,
            $"Run {run.Name}: image {id} {one}, but {other}.",
            id,
            "Find out which of the two belongs to this run; the masks decide where both can be read, then the counts."
        );
}
