using HybridNet.Diagnosis.Rules;
using HybridNet.Ports;

namespace HybridNet.Diagnosis;

/// <summary>Runs every rule over a run.</summary>
internal static class Audit
{
    private static readonly AuditRule[] s_rules =
    [
        new TrivialImages(),
        new MissingFailures(),
        new SmoothedScores(),
        new ContradictedCases(),
        new OtherGrid(),
        new FewTrainBatches(),
        new BestEpochs(),
        new SummaryDisagrees(),
        new BrokenIdentities(),
        new ImageIds(),
        new SplitPrevalence(),
        new MixedOutliers(),
        new UndefinedAsZero(),
        new OddMasks(),
        new Strata(),
        new TunedThreshold(),
        new CopiedPhotos(),
        new OtherReference(),
        new ScoresOfOtherMasks(),
        new DoubtfulReference(),
        new OtherTool(),
    ];

    /// <summary>Ids, titles and tags of all rules.</summary>
    public static IReadOnlyList<(string Id, string Title, IReadOnlyList<string> Tags)> Rules { get; } =
    [.. s_rules.Select(rule => (rule.Id, rule.Title, rule.Tags))];

    /// <summary>Looks at a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="others">Runs that are looked at together with it.</param>
    /// <param name="reader">Decodes masks and pictures.</param>
    /// <param name="options">Patterns and the meaning of missing files.</param>
    /// <param name="rules">The rules to apply; null for all.</param>
    /// <param name="silent">Told each rule that did not look, and why: what it lacks, or what it could not read.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Findings in the order of the rules, those of severity Passed included.</returns>
    public static IEnumerable<Finding> Evaluate(
        Run run,
        IReadOnlyList<Run> others,
        IImageFiles reader,
        AuditOptions options,
        RuleChoice? rules = null,
        Action<string, SkippedRule>? silent = null,
        CancellationToken cancel = default
    )
    {
        var context = new AuditContext(run, others, reader, options, cancel);
        foreach (AuditRule rule in s_rules.Where(rule => (rules ?? RuleChoice.All).Takes(rule)))
        {
            cancel.ThrowIfCancellationRequested();
            RuleOutcome outcome;
            try
            {
                outcome = rule.Evaluate(context);
            }
            catch (InputException exception)
            {
                silent?.Invoke(rule.Id, new(exception.Message, exception));
                continue;
            }
            if (outcome.Missing is not null)
                silent?.Invoke(rule.Id, new(outcome.Missing, null));
            foreach (Finding finding in outcome.Findings)
                yield return finding;
        }
    }
}

/// <summary>Why a rule did not look.</summary>
/// <param name="Reason">What it lacks, or the message of the fault.</param>
/// <param name="Fault">What it could not read; null when its inputs are simply not there.</param>
internal sealed record SkippedRule(string Reason, InputException? Fault);
