using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>Judges comparisons by limits.</summary>
/// <remarks>
/// A comparison passes when its whole interval lies above minus the margin, and has regressed when the whole interval lies
/// below; both are taken at the level of the interval that the comparison shows, and a loss must besides be rejected by
/// Holm's method over all that is judged together. So a true loss of the margin passes, or counts as shown, in at most
/// 2.5 % of cases each at the usual level. That several metrics must all pass needs no adjustment of its own (an
/// intersection-union test: R. L. Berger, Technometrics 24, 1982); their wider intervals only make it stricter.
/// </remarks>
internal static class RegressionGate
{
    /// <summary>Share of healthy images that may newly be alarmed without proof of an increase.</summary>
    private const double ToleratedAlarms = 0.05;

    /// <summary>
    /// One answer for all comparisons together: what cannot be compared weighs more than what regressed, that more than
    /// what is inconclusive, and that more than what passed.
    /// </summary>
    /// <param name="comparisons">The comparisons; with none nothing passes.</param>
    /// <param name="limits">The limits.</param>
    public static RegressionResult Judge(IReadOnlyList<Comparison> comparisons, RegressionLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limits.Margin);
        if (comparisons.Count == 0)
            return new()
            {
                Outcome = RegressionOutcome.NotComparable,
                Reason = "Nothing was compared.",
                Limits = limits,
            };
        var family = new GateFamily(comparisons, limits);
        var judged = new List<Finding>();
        foreach (Comparison comparison in comparisons)
        {
            judged.Add(Difference(comparison, limits, family));
            if (IsJudged(comparison))
                judged.AddRange(Counts(comparison, limits, family));
        }
        RegressionOutcome worst = judged.MaxBy(item => Weight(item.Outcome))!.Outcome;
        var power = comparisons.Where(IsTested).Select(comparison => new GatePower(comparison, limits.Margin)).ToList();
        return new()
        {
            Outcome = worst,
            Reason = string.Join(' ', judged.Where(item => item.Outcome == worst).Select(item => item.Reason).Distinct()),
            DetectableLoss = power.Count == 0 ? double.NaN : power.Max(item => item.DetectableLoss),
            ImagesNeeded =
                power.Count == 0 || power.Any(item => item.ImagesNeeded is null) ? null : power.Max(item => item.ImagesNeeded),
            Comparison = comparisons,
            Limits = limits,
        };
    }

    private static int Weight(RegressionOutcome outcome) =>
        outcome switch
        {
            RegressionOutcome.Passed => 0,
            RegressionOutcome.Inconclusive => 1,
            RegressionOutcome.Regressed => 2,
            _ => 3,
        };

    private static bool IsTested(Comparison comparison) => comparison.Tests is not null && !double.IsNaN(comparison.Low);

    /// <summary>
    /// Whether there is an interval to hold against the margin. Images of one run only may stop a comparison from saying
    /// on which side of 0 it is, and still not matter at the margin; that is looked at here again.
    /// </summary>
    private static bool IsJudged(Comparison comparison) =>
        !double.IsNaN(comparison.Low)
        && !double.IsNaN(comparison.High)
        && (comparison.Tests is not null || comparison.Verdict != Verdict.NotComparable);

    private static Finding Difference(Comparison comparison, RegressionLimits limits, GateFamily family)
    {
        if (!IsJudged(comparison))
            return new(RegressionOutcome.NotComparable, $"{GateText.Subject(comparison)} {comparison.Reason}");
        int side = Side(comparison.Low, comparison.High, limits.Margin);
        bool couldTurn = !comparison.Forced && comparison.Tests?.CouldTurn(-limits.Margin, comparison.IntervalLevel) == true;
        if (couldTurn)
            return new(RegressionOutcome.NotComparable, GateText.Hidden(comparison, limits));
        if (side > 0)
            return new(RegressionOutcome.Passed, GateText.Passed(comparison, limits));
        return side < 0 && family.IsShown(comparison)
            ? new(RegressionOutcome.Regressed, GateText.Regressed(comparison, limits))
            : new(RegressionOutcome.Inconclusive, GateText.Inconclusive(comparison, limits));
    }

    private static int Side(double low, double high, double margin)
    {
        if (low > -margin)
            return 1;
        return high < -margin ? -1 : 0;
    }

    /// <summary>What is counted, not averaged: new zeros and new false alarms.</summary>
    private static IEnumerable<Finding> Counts(Comparison comparison, RegressionLimits limits, GateFamily family)
    {
        string subject = GateText.Subject(comparison);
        string[] hidden = comparison.Forced ? [] : [.. comparison.MissingInCandidate, .. comparison.NoValueInCandidate];
        if (limits.MaximumNewZeroDice is { } zeros)
        {
            if (comparison.NewZeroDice.Count > zeros)
                yield return new(
                    RegressionOutcome.Regressed,
                    $"{subject} {comparison.NewZeroDice.Count} images newly without overlap, at most {zeros} allowed: "
                        + $"{ImageCoverage.Named(comparison.NewZeroDice)}."
                );
            else if (comparison.NewZeroDice.Count + hidden.Length > zeros)
                yield return new(
                    RegressionOutcome.NotComparable,
                    $"{subject} {comparison.NewZeroDice.Count} images newly without overlap, at most {zeros} allowed, and "
                        + $"{hidden.Length} more cannot be seen: {ImageCoverage.Named(hidden)}."
                );
        }
        FalseAlarms alarms = comparison.FalseAlarms;
        int unseen = comparison.Forced ? 0 : alarms.Hidden.Count;
        int allowed = limits.MaximumNewFalseAlarm ?? Math.Max(1, (int)(ToleratedAlarms * alarms.Healthy));
        int found = limits.MaximumNewFalseAlarm is null ? alarms.Net : alarms.New.Count;
        string text =
            $"{comparison.CandidateRun} against {comparison.BaselineRun}: false alarms, {alarms}; at most {allowed} "
            + $"{(limits.MaximumNewFalseAlarm is null ? "more than are gone" : "new ones")} allowed: "
            + $"{ImageCoverage.Named(alarms.New)}.";
        if (limits.MaximumNewFalseAlarm is null && family.AlarmsAreShown(comparison))
            yield return new(RegressionOutcome.Regressed, text);
        else if (found > allowed)
            yield return new(
                limits.MaximumNewFalseAlarm is null ? RegressionOutcome.Inconclusive : RegressionOutcome.Regressed,
                text
            );
        else if (found + unseen > allowed && unseen > 0)
            yield return new(
                RegressionOutcome.NotComparable,
                $"{comparison.CandidateRun} against {comparison.BaselineRun}: {unseen} healthy images are in one "
                    + $"run only, where false alarms cannot be seen: {ImageCoverage.Named(alarms.Hidden)}."
            );
    }

    private sealed record Finding(RegressionOutcome Outcome, string Reason);
}
