using HybridNet.Lesions;
using static System.FormattableString;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Why;

/// <summary>How good a run could be: what one pixel of outline costs, and how far readers agree.</summary>
internal static class CeilingBlocks
{
    private const string Title = "The ceiling: how good it could be";

    public static IEnumerable<ReportBlock> Of(WhyFacts facts)
    {
        ReaderAgreement[] outlines = [.. facts.Ceiling.Where(row => row.Role == ReaderRole.Outline)];
        if (outlines.Length == 0)
        {
            yield return new ReportText("There is no reference lesion whose outline could be moved.") { Head = Title };
            yield break;
        }
        yield return new ReportText(Sentence(outlines, facts)) { Head = Title };
        yield return Outlines(outlines, facts);
        ReaderAgreement[] readers = [.. facts.Ceiling.Where(row => row.Role != ReaderRole.Outline)];
        if (readers.Length == 0)
            yield return new ReportText(
                "How far readers agree is not known: the run has one reference. -Reader names folders of further readers' masks."
            );
        else
            yield return Readers(readers);
    }

    private static string Sentence(ReaderAgreement[] outlines, WhyFacts facts)
    {
        ReaderAgreement smallest = outlines[0],
            largest = outlines[^1];
        var said = new List<string>
        {
            "An outline cannot be told more exactly than by a pixel: "
                + Invariant($"a lesion of {smallest.Name} px that is drawn one pixel too wide has Dice {smallest.Dice:0.00}")
                + (outlines.Length == 1 ? "." : Invariant($", one of {largest.Name} px {largest.Dice:0.00}.")),
        };
        string[] reached =
        [
            .. outlines
                .Select(row => (row, Found: FoundDice(facts, row.Name)))
                .Where(pair => pair.Found.Count > 0 && pair.Found.Mean >= Math.Min(pair.row.Dice, pair.row.StapleDice))
                .Select(pair => $"{pair.row.Name} px"),
        ];
        said.Add(
            reached.Length == 0
                ? "In no size are found lesions drawn as exactly as that: edges have room."
                : $"Found lesions of {string.Join(", ", reached)} are drawn as exactly as a pixel allows: what is lost "
                    + $"there are misses, not edges."
        );
        return string.Join(' ', said);
    }

    private static ReportTable Outlines(ReaderAgreement[] outlines, WhyFacts facts) =>
        new(
            "Dice of a lesion against itself with one pixel of outline more or less, and of the lesions that are found",
            [
                new("Size, px"),
                new("Lesions", true),
                new("One pixel wider", true),
                new("One pixel narrower", true),
                new("Found", true),
                new("Dice where found", true),
            ],
            [
                .. outlines.Select(row =>
                {
                    (int count, double mean) = FoundDice(facts, row.Name);
                    return (IReadOnlyList<ReportCell>)
                        [
                            new(row.Name),
                            CountCell(row.Count),
                            ScoreCell(row.Dice),
                            ScoreCell(row.StapleDice),
                            CountCell(count),
                            ScoreCell(mean),
                        ];
                }),
            ]
        );

    private static ReportTable Readers(ReaderAgreement[] readers) =>
        new(
            "Readers against the majority of the others, and the model against all",
            [
                new("Who"),
                new("Dice", true),
                new("95 % interval"),
                new("Dice, STAPLE", true),
                new("Share of the readers' agreement", true),
                new("Images", true),
            ],
            [
                .. readers.Select(row =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new(row.Role == ReaderRole.Model ? $"model {row.Name}" : row.Name),
                            ScoreCell(row.Dice),
                            new(double.IsNaN(row.Low) ? "–" : $"{Score(row.Low)} to {Score(row.High)}"),
                            ScoreCell(row.StapleDice),
                            new(Percent(row.ShareOfReaders), row.ShareOfReaders),
                            CountCell(row.Count),
                        ]
                ),
            ]
        );

    /// <summary>Found reference lesions of a size, and their mean Dice with the predicted lesion that fits best.</summary>
    private static (int Count, double Mean) FoundDice(WhyFacts facts, string size)
    {
        double[] dice =
        [
            .. facts
                .Lesions.Where(lesion => lesion is { Side: LesionSide.GroundTruth, Hit: true } && lesion.SizeStratum == size)
                .Select(lesion => 2 * lesion.BestIou / (1 + lesion.BestIou)),
        ];
        return (dice.Length, dice.Length == 0 ? double.NaN : dice.Average());
    }
}
