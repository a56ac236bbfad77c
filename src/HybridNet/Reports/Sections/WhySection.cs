using HybridNet.Charts;
using HybridNet.Charts.Kinds;
using HybridNet.Lesions;
using HybridNet.Loss;
using HybridNet.Reports.Why;
using static System.FormattableString;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>Why the run loses: where the points of Dice go, what explains failures, FROC, and how good it could be.</summary>
internal static class WhySection
{
    public static ReportSection? Of(ReportInput input)
    {
        if (input.Why is not { } facts)
            return null;
        if (facts.Lacks is { } lacks)
            return new("why", "Why", [new ReportText(lacks)]);
        var blocks = new List<ReportBlock> { new ReportText(Looked(input, facts)) };
        blocks.AddRange(Points(facts));
        blocks.AddRange(Causes(facts));
        blocks.AddRange(Froc(facts));
        blocks.AddRange(CeilingBlocks.Of(facts));
        return new("why", "Why", blocks);
    }

    /// <summary>What the figures rest on.</summary>
    private static string Looked(ReportInput input, WhyFacts facts)
    {
        var said = new List<string>();
        if (MaskCoverage.Sentence(input.Evidence) is { } coverage)
            said.Add(coverage);
        said.Add(
            facts.Images + facts.Faults == facts.Of
                ? $"All of this is about {Many(facts.Images, "image", "images")} with masks and references, measured on "
                    + $"the masks' own grid."
                : $"{Many(facts.Images, "image", "images")} of {Count(facts.Of)} with masks and references were looked at, "
                    + "at equal steps: more would cost time and change little."
        );
        if (facts.Faults > 0)
            said.Add(
                $"{Many(facts.Faults, "image", "images")} could not be read and {(facts.Faults == 1 ? "is" : "are")} left out."
            );
        return string.Join(' ', said);
    }

    private static IEnumerable<ReportBlock> Points(WhyFacts facts)
    {
        if (facts.Loss.Count == 0)
        {
            yield return new ReportText("Points of Dice: every image has two empty masks, there is nothing to lose.");
            yield break;
        }
        RunLoss total = facts.Loss[0];
        RunLoss[] causes =
        [
            .. facts.Loss.Where(row => row.Cause != LossCause.Total && row.SizeStratum is null && row.Points > 0),
        ];
        yield return new ReportText(
            total.Summary
                + (
                    total.LeftOut > 0
                        ? $" {Many(total.LeftOut, "trivial image has", "trivial images have")} nothing to lose."
                        : ""
                )
        );
        yield return new ReportBar(
            $"Mean Dice of {Many(total.Images, "image", "images")}, and what it lacks to 1",
            [
                new("reached", 1 - total.Points, Invariant($"{1 - total.Points:0.000}"), ChartColor.First),
                .. causes.Select(row => new ReportBarPart(
                    LossWords.Name(row.Cause),
                    row.Points,
                    Invariant($"{row.Points:0.000}"),
                    LossShown.Color(row.Cause)
                )),
            ]
        );
        yield return LossTable(
            "Lost points of Dice by cause; missed and false lesions also by their size",
            facts.Loss.Where(row => row.Points > 0)
        );
    }

    /// <summary>A row for each cause with its interval.</summary>
    private static ReportTable LossTable(string caption, IEnumerable<RunLoss> rows) =>
        new(
            caption,
            [
                new("Cause"),
                new("Points", true),
                new("95 % interval"),
                new("Share", true),
                new("If it alone were mended", true),
                new("Images", true),
                new("Lesions", true),
            ],
            [
                .. rows.Select(row =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new(LossWords.Name(row)),
                            ScoreCell(row.Points),
                            new(double.IsNaN(row.Low) ? "–" : $"{Score(row.Low)} to {Score(row.High)}"),
                            new(Percent(row.Share), row.Share),
                            new("+" + Score(row.Alone), row.Alone),
                            CountCell(row.Affected),
                            CountCell(row.Lesions),
                        ]
                ),
            ]
        );

    private static IEnumerable<ReportBlock> Causes(WhyFacts facts)
    {
        yield return new ReportText(
            "Conditions on what a lesion is before any model looks at it are tried together, clustered by image, so that a rule "
                + "is found in at most one of twenty runs where nothing is the cause."
                + (
                    facts.WithoutPhoto > 0
                        ? $" {Count(facts.WithoutPhoto)} of {Count(facts.Images)} images have no photograph: contrast, color, "
                            + "sharpness, illumination and noise are not known there."
                        : ""
                )
        )
        {
            Head = "What explains the failures",
        };
        yield return new ReportFacts([
            .. facts.Rules.Select(rule => (rule.Target == CauseTarget.Miss ? "Missed lesions" : "False alarms", rule.Sentence)),
            .. facts.Misses.Select(one => ("How lesions are missed", Missed(one))),
        ]);
    }

    private static string Missed(MissDivision one)
    {
        string how = one.Kind switch
        {
            MissKind.NoResponse => "the map has nothing there",
            MissKind.BelowThreshold => "the map responds below the threshold",
            MissKind.Removed => "the map is at the threshold, but the mask has nothing: it was removed afterwards",
            MissKind.TooSmall => "predicted at the place, but too little of it",
            MissKind.OtherClass => $"predicted as {one.FoundAs}: the right lesion under the wrong name",
            _ => "there is no map, so it cannot be told",
        };
        string found = double.IsNaN(one.HalfFoundAt)
            ? ""
            : Invariant($"; a threshold of {one.HalfFoundAt:0.00} would find half of them, {one.MostFoundAt:0.00} nine of ten");
        return $"{Count(one.Lesions)} of them ({Percent(one.Share)}): {how}{found}. Median area "
            + $"{Count((long)Math.Round(one.MedianArea))} px.";
    }

    private static IEnumerable<ReportBlock> Froc(WhyFacts facts)
    {
        string said = facts.Froc switch
        {
            [] => "It needs probability maps, which this run does not have.",
            [{ Lesions: 0 }, ..] => "There is no reference lesion to find.",
            [var first, ..] => Sentence(first),
        };
        yield return new ReportText(said) { Head = "FROC: lesions found, by false candidates an image" };
        if (facts.Froc is not [{ Lesions: > 0 } all, ..])
            yield break;
        yield return new ReportChart(FrocChart.Of(facts.Froc));
        yield return new ReportTable(
            "Share of the lesions that are found, by false candidates an image",
            [
                new("Size, px"),
                new("Lesions", true),
                .. all.Rates.Select(rate => new ReportColumn(
                    rate.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture),
                    true
                )),
                new("Mean", true),
            ],
            [
                .. facts.Froc.Select(row =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new(row.SizeStratum ?? "all"),
                            CountCell(row.Lesions),
                            .. row.Sensitivities.Select(value => ScoreCell(value)),
                            ScoreCell(row.Score),
                        ]
                ),
            ]
        );
    }

    private static string Sentence(FrocResult all)
    {
        int one = all.Rates.ToList().IndexOf(1);
        string interval = double.IsNaN(all.Low) ? "" : $" [{Score(all.Low)}, {Score(all.High)}]",
            at = one < 0 ? "" : $" At one false candidate an image {Percent(all.Sensitivities[one])} of the lesions are found.";
        return $"The mean sensitivity over {Rates(all)} false candidates an image is {Score(all.Score)}{interval}, for "
            + $"{Many(all.Lesions, "lesion", "lesions")} in {Many(all.Images, "image", "images")}.{at}";
    }

    private static string Rates(FrocResult all) => Invariant($"{all.Rates[0]:0.###} to {all.Rates[^1]:0.###}");
}
