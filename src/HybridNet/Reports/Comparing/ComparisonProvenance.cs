using HybridNet.Reports.Sections;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>How the comparison was made, and the files of both runs.</summary>
internal static class ComparisonProvenance
{
    public static ReportSection Of(ComparisonInput input)
    {
        Comparison first = input.First;
        var facts = new List<(string, string)>
        {
            ("Software", ProvenanceSection.Software),
            ("Empty policy", $"{first.EmptyPolicy}, in both runs"),
            (
                "Interval and p",
                $"sign-flip test of the mean difference and its inversion, {Count(first.Resamples)} flips, seed "
                    + $"{first.Seed}, level {Percent(first.Confidence)} for all metrics together"
            ),
            ("Subjects", first.Subjects is { } subjects ? $"{Count(subjects)}, resampled as a whole" : "every image for itself"),
            ("Missing references", input.MissingGroundTruth == MissingGroundTruth.Error ? "are errors" : "are empty masks"),
            ("Cases", "from each run's own tables: its breakdown, counts, smoothing and Pearson"),
        };
        var blocks = new List<ReportBlock> { new ReportFacts(facts) };
        if (input.Baseline is { } baseline)
            blocks.Add(ProvenanceSection.Files(baseline.Run, $"{first.BaselineRun}: files", input.Cancel));
        if (input.Candidate is { } candidate)
            blocks.Add(ProvenanceSection.Files(candidate.Run, $"{first.CandidateRun}: files", input.Cancel));
        return new("provenance", "How every number was made", blocks);
    }
}
