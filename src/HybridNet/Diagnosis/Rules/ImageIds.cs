namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN010: ids in two splits, subjects in two splits, scored ids that are not in the test split, test ids that were never
/// scored, and runs that were
/// tested on different images. A subject is what the subject pattern finds in an id; ids without one have none.
/// </summary>
internal sealed class ImageIds : AuditRule
{
    private const string Test = "test";

    public override string Id => "HN010";

    public override string Title => "Image ids and splits";

    public override IReadOnlyList<string> Tags => ["split"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        IReadOnlyList<SplitAssignment> split = context.Run.Log.Assignments;
        if (split.Count == 0 && (context.Others.Count == 0 || context.Scores.Count == 0))
            return Skip("metrics_logs/image_split.csv, or a second run");
        var findings = new List<Finding>();
        void Add(RuleOutcome outcome) => findings.AddRange(outcome.Findings);

        string[] twice =
        [
            .. split
                .GroupBy(row => row.ImageId)
                .Where(rows => rows.Select(row => row.Split).Distinct().Count() > 1)
                .Select(rows => rows.Key),
        ];
        HashSet<string> inTwoSplits = [.. twice];
        if (twice.Length > 0)
            Add(
                Report(
                    context,
                    Severity.Error,
                    $"{twice.Length} image ids are in two splits, the first is {twice[0]}.",
                    twice.Length,
                    twice,
                    new() { ["Ids"] = twice.Length },
                    "Split again; a model must not be tested on what it was trained on."
                )
            );
        string[] repeated =
        [
            .. split.GroupBy(row => (row.ImageId, row.Split)).Where(rows => rows.Count() > 1).Select(rows => rows.Key.ImageId),
        ];
        if (repeated.Length > 0)
            Add(
                Report(
                    context,
                    Severity.Warning,
                    $"{repeated.Length} image ids stand twice in one split, the first is {repeated[0]}.",
                    repeated.Length,
                    repeated,
                    new() { ["Ids"] = repeated.Length },
                    "Take the doubles out of image_split.csv."
                )
            );
        (string Subject, string[] Ids)[] shared =
        [
            .. split
                .Where(row => !inTwoSplits.Contains(row.ImageId))
                .GroupBy(row => context.SubjectOf(row.ImageId))
                .Where(rows => rows.Key is not null && rows.Select(row => row.Split).Distinct().Count() > 1)
                .Select(rows => (rows.Key!, rows.Select(row => row.ImageId).ToArray())),
        ];
        if (shared.Length > 0)
            Add(
                Report(
                    context,
                    Severity.Warning,
                    $"{shared.Length} subjects have images in two splits, the first is {shared[0].Subject} "
                        + $"({string.Join(", ", shared[0].Ids.Take(3))}).",
                    shared.Length,
                    shared.SelectMany(item => item.Ids),
                    new() { ["Subjects"] = shared.Length },
                    "Split by subject: two images of one eye are nearly one image."
                )
            );
        HashSet<string> test =
        [
            .. split.Where(row => row.Split.Equals(Test, StringComparison.OrdinalIgnoreCase)).Select(row => row.ImageId),
        ];
        if (test.Count > 0 && context.Scores.Count > 0)
        {
            string[] strangers = [.. context.Scores.Select(score => score.ImageId).Where(id => !test.Contains(id))];
            if (strangers.Length > 0)
                Add(
                    Report(
                        context,
                        Severity.Error,
                        $"{strangers.Length} of {context.Scores.Count} scored images are not in the test split, the "
                            + $"first is {strangers[0]}.",
                        strangers.Length,
                        strangers,
                        new() { ["Strangers"] = strangers.Length },
                        "Find out which split was scored."
                    )
                );
        }
        if (test.Count > 0 && context.Scores.Count > 0)
        {
            HashSet<string> scored = [.. context.Scores.Select(score => score.ImageId)];
            string[] unscored = [.. test.Where(id => !scored.Contains(id))];
            // None at all is another id format, which the strangers tell.
            if (unscored.Length > 0 && unscored.Length < test.Count)
                Add(
                    Report(
                        context,
                        Severity.Warning,
                        $"{unscored.Length} of {test.Count} test images have no score, the first is {unscored[0]}: "
                            + $"the means leave them out.",
                        unscored.Length,
                        unscored,
                        new() { ["Unscored"] = unscored.Length, ["Test"] = test.Count },
                        "Score every test image, or say which were left out and why."
                    )
                );
        }
        HashSet<string> own = [.. context.Scores.Select(score => score.ImageId)];
        foreach (Run other in context.Others.Where(other => other.Images > 0 && own.Count > 0))
        {
            int differing = own.Count + other.Images - 2 * other.Log.Scores.Count(score => own.Contains(score.ImageId));
            if (differing > 0)
                Add(
                    Report(
                        context,
                        Severity.Warning,
                        $"Run {other.Name} was tested on other images: {differing} ids are in one of the two runs only.",
                        differing,
                        [],
                        new() { ["Other"] = other.Name, ["Differing"] = differing },
                        "Compare the two only over the images that both have (Compare-HNRun lists the others)."
                    )
                );
        }
        return findings.Count > 0
            ? new(findings, null)
            : Pass(context, $"No id or subject is in two splits, and scored images and test split are the same.");
    }
}
