namespace HybridNet.Reports.Sections;

/// <summary>What the audit doubts.</summary>
internal static class FindingSection
{
    public static ReportSection? Of(ReportInput input)
    {
        if (input.Findings is not { } findings)
            return null;
        Finding[] told =
        [
            .. findings
                .Where(finding => finding.Severity != Severity.Passed)
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.Id, StringComparer.Ordinal),
        ];
        int passed = findings.Count(finding => finding.Severity == Severity.Passed);
        var blocks = new List<ReportBlock>
        {
            new ReportText(
                $"{ReportNumber.Many(told.Length, "finding", "findings")}; "
                    + $"{ReportNumber.Many(passed, "rule", "rules")} looked and found nothing to say"
                    + (
                        input.SilentRules.Count == 0
                            ? "."
                            : $"; {input.SilentRules.Count} could not look: "
                                + string.Join(
                                    "; ",
                                    input.SilentRules.Select(silent => $"{silent.Rule} ({silent.Reason.TrimEnd('.')})")
                                )
                                + "."
                    )
            ),
        };
        if (told.Length > 0)
            blocks.Add(new ReportFindings(told));
        return new("findings", "What to doubt", blocks);
    }
}
