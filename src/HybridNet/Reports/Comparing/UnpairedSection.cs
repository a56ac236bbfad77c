using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>Images that are not in the comparison: one run lacks them, or a value of theirs.</summary>
internal static class UnpairedSection
{
    public static ReportSection Of(ComparisonInput input)
    {
        Comparison first = input.First;
        (string What, IReadOnlyList<string> Ids)[] groups =
        [
            ($"only in {first.BaselineRun}", first.MissingInCandidate),
            ($"only in {first.CandidateRun}", first.MissingInBaseline),
            ($"in both, {first.Metric} only in {first.BaselineRun}", first.NoValueInCandidate),
            ($"in both, {first.Metric} only in {first.CandidateRun}", first.NoValueInBaseline),
        ];
        int without = first.LeftOut - first.NoValueInBaseline.Count - first.NoValueInCandidate.Count;
        string said = groups.All(group => group.Ids.Count == 0)
            ? "Both runs have the same images, each with a value on both sides or on neither."
            : "These images are in no mean. They are part of the verdict: it must hold however good or bad they are.";
        if (without > 0)
            said +=
                $" {Many(without, "image of both runs has", "images of both runs have")} no {first.Metric} under "
                + $"{first.EmptyPolicy} on either side, and {(without == 1 ? "is" : "are")} left out.";
        var blocks = new List<ReportBlock> { new ReportText(said) };
        (string What, string Id)[] rows = [.. groups.SelectMany(group => group.Ids.Select(id => (group.What, id)))];
        if (rows.Length > 0)
            blocks.Add(
                new ReportTable(
                    $"{Many(rows.Length, "image", "images")} on one side only",
                    [new("Image"), new("Where") { Filter = true }],
                    [.. rows.Select(row => (IReadOnlyList<ReportCell>)[new(row.Id), new(row.What)])]
                )
                {
                    Interactive = rows.Length > 1,
                }
            );
        return new("unpaired", "Images on one side only", blocks);
    }
}
