using HybridNet.Charts;
using HybridNet.Reports.Sections;

namespace HybridNet.Reports;

/// <summary>Makes a report from a run: each section from the records that the cmdlets emit; no sentence is older than its
/// number.</summary>
internal static class ReportBuilder
{
    /// <summary>The report of a run. A section whose data the run does not have is left out.</summary>
    /// <param name="input">What it is made of.</param>
    public static ReportDocument Of(ReportInput input)
    {
        Run run = input.Evidence.Run;
        Func<ReportInput, ReportSection?>[] parts =
        [
            FindingSection.Of,
            ScoreSection.Of,
            WhySection.Of,
            ImageSection.Of,
            ZeroDiceSection.Of,
            OutlierSection.Of,
            MaskSection.Of,
            TrainingSection.Of,
            SplitSection.Of,
            PostProcessSection.Of,
            ProtocolSection.Of,
            ProvenanceSection.Of,
        ];
        var sections = new List<ReportSection>();
        foreach (Func<ReportInput, ReportSection?> part in parts)
        {
            input.Cancel.ThrowIfCancellationRequested();
            if (part(input) is { } section)
                sections.Add(section);
        }
        return new(run.Name, $"Run {run.Name}", Lead.Sentences(input), Lead.Figures(input), sections);
    }

    /// <summary>The charts of a kind as blocks; none when the run has no data for it.</summary>
    internal static IEnumerable<ReportBlock> Charts(RunEvidence evidence, params ChartKind[] kinds)
    {
        foreach (ChartKind kind in kinds)
            if (TryCharts(evidence, kind) is { } charts)
                foreach (Chart chart in charts)
                    yield return new ReportChart(chart);
    }

    private static IReadOnlyList<Chart>? TryCharts(RunEvidence evidence, ChartKind kind)
    {
        try
        {
            return ChartBuilder.Of(kind, evidence);
        }
        catch (InputException exception) when (exception.Error == InputError.MissingFile)
        {
            // What a run does not have is told once, among the facts of how the report was made.
            return null;
        }
    }
}
