using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>How many images went from which case to which.</summary>
internal static class TransitionSection
{
    public static ReportSection? Of(ComparisonInput input)
    {
        Comparison first = input.First;
        if (first.Images.Count == 0)
            return null;
        (string Before, string After)[] moves =
        [
            .. first.Images.Select(image =>
                (
                    ChangedImageSection.State(image.CaseBefore, image.StateBefore),
                    ChangedImageSection.State(image.CaseAfter, image.StateAfter)
                )
            ),
        ];
        string[] names = [.. moves.SelectMany(move => new[] { move.Before, move.After }).Distinct().Order(s_order)];
        int stay = moves.Count(move => move.Before == move.After);
        var table = new ReportTable(
            $"Images by case: {first.BaselineRun} downwards, {first.CandidateRun} to the right",
            [
                new($"{first.BaselineRun} ↓ {first.CandidateRun} →"),
                .. names.Select(name => new ReportColumn(Short(name), true)),
                new("All", true),
            ],
            [
                .. names.Select(before =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new(before),
                            .. names.Select(after => CountCell(moves.Count(move => move == (before, after)))),
                            CountCell(moves.Count(move => move.Before == before)),
                        ]
                ),
                [
                    new("All"),
                    .. names.Select(after => CountCell(moves.Count(move => move.After == after))),
                    CountCell(moves.Length),
                ],
            ]
        );
        return new(
            "transitions",
            "Transitions of cases",
            [
                new ReportText(
                    $"{Count(stay)} of {Many(moves.Length, "image keeps its", "images keep their")} case. Defined: "
                        + $"reference and prediction overlap; BothEmpty: nothing is marked and nothing predicted."
                ),
                table,
            ]
        );
    }

    /// <summary>A, B or C for a case: the whole name stands at the head of its row.</summary>
    private static string Short(string name) => name.Length > 1 && name[1] == '_' ? name[..1] : name;

    /// <summary>Overlap first, then nothing on both sides, then the failures.</summary>
    private static readonly Comparer<string> s_order = Comparer<string>.Create(
        (a, b) =>
        {
            int rank = Rank(a).CompareTo(Rank(b));
            return rank != 0 ? rank : string.CompareOrdinal(a, b);
        }
    );

    private static int Rank(string name) =>
        name switch
        {
            nameof(MetricState.Defined) => 0,
            nameof(MetricState.BothEmpty) => 1,
            _ => 2,
        };
}
