using HybridNet.Diagnosis.Rules;
using HybridNet.Ports;

namespace HybridNet.Diagnosis;

/// <summary>Runs every rule over a run.</summary>
public static class Audit
{
    private static readonly AuditRule[] s_rules =
    [
        new TrivialImages(), new MissingFailures(), new SmoothedScores(), new ContradictedCases(), new OtherGrid(), new FewTrainBatches(), new BestEpochs(),
        new SummaryDisagrees(), new BrokenIdentities(), new ImageIds(), new SplitPrevalence(), new MixedOutliers(), new UndefinedAsZero(), new OddMasks(),
        new Strata(), new TunedThreshold(), new OtherReference(),
    ];

    /// <summary>Ids, titles and tags of all rules.</summary>
    public static IReadOnlyList<(string Id, string Title, IReadOnlyList<string> Tags)> Rules { get; } = [.. s_rules.Select(rule => (rule.Id, rule.Title, rule.Tags))];

    /// <summary>Looks at a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="others">Runs that are looked at together with it.</param>
    /// <param name="reader">Decodes masks.</param>
    /// <param name="options">Patterns and the meaning of missing files.</param>
    /// <param name="chosen">Whether a rule is wanted, by id and tags.</param>
    /// <param name="lacks">Told each rule that lacks its inputs, and what it lacks.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Findings in the order of the rules, those of severity Passed included.</returns>
    public static IEnumerable<Finding> Look(Run run, IReadOnlyList<Run> others, IImageReader reader, AuditOptions options,
        Func<string, IReadOnlyList<string>, bool> chosen, Action<string, string> lacks, CancellationToken cancel)
    {
        var context = new AuditContext(run, others, reader, options, cancel);
        foreach (AuditRule rule in s_rules)
        {
            cancel.ThrowIfCancellationRequested();
            if (!chosen(rule.Id, rule.Tags)) continue;
            RuleOutcome outcome = rule.Look(context);
            if (outcome.Lacks is not null) lacks(rule.Id, outcome.Lacks);
            foreach (Finding finding in outcome.Findings) yield return finding;
        }
    }
}
