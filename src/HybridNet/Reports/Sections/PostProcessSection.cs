namespace HybridNet.Reports.Sections;

/// <summary>What other post-processing would have given.</summary>
internal static class PostProcessSection
{
    public static ReportSection? Of(ReportInput input) => input.PostProcess is not { } table ? null
        : new("what-if", "What would help", [new ReportText($"{ReportNumber.Many(table.Rows.Count, "experiment", "experiments")} with other post-processing, as handed over to the report."), table]);
}
