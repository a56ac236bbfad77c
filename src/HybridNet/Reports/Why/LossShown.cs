using HybridNet.Loss;
using static System.FormattableString;

namespace HybridNet.Reports.Why;

/// <summary>
/// Where the lost points go: in colors that are the same everywhere on a page, and in the sentence that leads it.
/// </summary>
internal static class LossShown
{
    /// <summary>Role of its color.</summary>
    public static Charts.ChartColor Color(LossCause cause) =>
        cause switch
        {
            LossCause.Missed => Charts.ChartColor.Bad,
            LossCause.False => Charts.ChartColor.Fourth,
            LossCause.UnderDrawn => Charts.ChartColor.Third,
            LossCause.OverDrawn => Charts.ChartColor.Middling,
            LossCause.EmptyAlarm => Charts.ChartColor.Ink,
            _ => Charts.ChartColor.Neutral,
        };

    /// <summary>
    /// What there is to say first: where most of the lost Dice goes. Null when nothing is lost, or nobody looked.
    /// </summary>
    public static string? Dearest(WhyFacts? facts)
    {
        RunLoss[] causes = [.. (facts?.Loss ?? []).Where(row => row.SizeStratum is null && row.Cause != LossCause.Total)];
        if (causes.Length == 0 || causes[0].Points <= 0)
            return null;
        RunLoss first = causes[0];
        RunLoss? size = facts!
            .Loss.Where(row => row.Cause == first.Cause && row.SizeStratum is not null)
            .MaxBy(row => row.Points);
        string where =
            size is null || first.Points == 0
                ? ""
                : Invariant($", the largest part to those of {size.SizeStratum} px ({size.Points:0.000})");
        string explained = Rule(facts, first.Cause) is { } rule ? $" {rule.Sentence}" : "";
        return Invariant($"Of the Dice that the masks lose, {100 * first.Share:0} % ({first.Points:0.000} in the mean) ")
            + $"goes to {LossWords.Name(first.Cause)}{where}.{explained}";
    }

    /// <summary>The rule that explains most of the failures which cost most; null for edges, and where nothing explains
    /// them.</summary>
    private static CauseRule? Rule(WhyFacts facts, LossCause cause)
    {
        CauseTarget? target = cause switch
        {
            LossCause.Missed => CauseTarget.Miss,
            LossCause.False or LossCause.EmptyAlarm => CauseTarget.FalseAlarm,
            _ => null,
        };
        return facts.Rules.FirstOrDefault(rule => rule.Target == target && rule.Rank == 1);
    }
}
