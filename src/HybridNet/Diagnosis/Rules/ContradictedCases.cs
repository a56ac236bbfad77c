using HybridNet.Diagnosis.Logged;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN004: a recorded case against its pixel counts, its Pearson correlation or its masks. Assumes that the log writes a
/// correlation of exactly 0 where the reference is empty; silent without a breakdown.
/// </summary>
internal sealed class ContradictedCases : AuditRule
{
    private const double FineCorrelation = 1e-4;

    public override string Id => "HN004";

    public override string Title => "Contradicted zero-Dice cases";

    public override IReadOnlyList<string> Tags => ["zero-dice", "masks"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.Run.Log.ZeroDice.Count == 0)
            return Skip("a zero-Dice breakdown");
        var faults = new List<(string Id, string Why)>();
        if (context.ZeroDice is { } analysis)
            faults.AddRange(
                analysis
                    .Faults.Where(exception => exception.Error == InputError.CaseContradicted)
                    .Select(exception => (exception.Target!, exception.Message))
            );
        else
            foreach (RecordedZeroDice row in context.Run.Log.ZeroDice)
                faults.AddRange(
                    ZeroDiceContradictions
                        .Of(context.Run, row.ImageId, null, row, null)
                        .Select(exception => (row.ImageId, exception.Message))
                );
        Dictionary<string, ImageScore> scores = context.Scores.ToDictionary(score => score.ImageId, StringComparer.Ordinal);
        PrintedColumn column = PrintedColumn.Of(context.Scores.Select(score => (score.Pearson, score.Printed.Pearson)));
        foreach (RecordedZeroDice row in context.Run.Log.ZeroDice)
        {
            if (
                scores.GetValueOrDefault(row.ImageId) is not { Pearson: var pearson, Printed: var printed }
                || double.IsNaN(pearson)
            )
                continue;
            // A correlation that was printed as 0.00 is any small one; a 0.0 among full digits is exact.
            if (pearson == 0 && column.LikelyHalfWidth(0, printed.Pearson) > FineCorrelation)
                continue;
            // Case B with a correlation of 0 is none: a map that is nowhere positive may be flat.
            if (row.Case == ZeroDiceCase.C_disjoint && pearson == 0)
                faults.Add(
                    (
                        row.ImageId,
                        $"Image {row.ImageId} is recorded as {row.Case}, but its Pearson correlation is exactly 0, "
                            + $"which no two masks with pixels have: its reference was empty when it was scored."
                    )
                );
            if (row.Case == ZeroDiceCase.A_GT_empty_PRED_nonempty && pearson != 0)
                faults.Add(
                    (
                        row.ImageId,
                        InvariantText.Invariant(
                            $"Image {row.ImageId} is recorded as {row.Case}, but its Pearson correlation is "
                                + $"{pearson:G4}: its reference was not empty when it was scored."
                        )
                    )
                );
        }
        if (faults.Count == 0)
            return Pass(context, $"All {context.Run.Log.ZeroDice.Count} recorded cases agree with what else is known of them.");
        return Report(
            context,
            Severity.Error,
            $"{faults.Select(fault => fault.Id).Distinct().Count()} recorded cases are contradicted. The first: {faults[0].Why}",
            faults.Select(exception => exception.Id).Distinct().Count(),
            faults.Select(exception => exception.Id).Distinct(),
            new() { ["Contradictions"] = faults.Select(fault => fault.Why).ToArray() },
            "Count the masks again (Get-HNZeroDice) and find out which source belongs to this run."
        );
    }
}
