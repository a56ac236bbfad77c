using System.Globalization;
using static HybridNet.InvariantText;

namespace HybridNet.Diagnosis;

/// <summary>
/// One thing to doubt about a run. A rule either lacks its inputs, or looked and is content, or has findings.
/// </summary>
internal abstract class AuditRule
{
    /// <summary>Stable id: HN001.</summary>
    public abstract string Id { get; }

    /// <summary>What it looks for, a few words.</summary>
    public abstract string Title { get; }

    /// <summary>Groups that it can be chosen by.</summary>
    public abstract IReadOnlyList<string> Tags { get; }

    /// <summary>Looks at a run.</summary>
    public abstract RuleOutcome Evaluate(AuditContext context);

    /// <summary>The rule cannot look: what it needs is not there.</summary>
    protected static RuleOutcome Skip(string what) => new([], what);

    /// <summary>The rule looked and has nothing to say.</summary>
    protected RuleOutcome Pass(AuditContext context, InvariantText message) =>
        new([Make(context, Severity.Passed, Invariant(message), 0, [], [], "")], null);

    /// <summary>The rule has something to say.</summary>
    protected RuleOutcome Report(
        AuditContext context,
        Severity severity,
        InvariantText message,
        int count,
        IEnumerable<string> imageIds,
        Dictionary<string, object> evidence,
        string recommendation
    ) => new([Make(context, severity, Invariant(message), count, [.. imageIds], evidence, recommendation)], null);

    /// <summary>The rule has something to say, in words that are put together already.</summary>
    protected RuleOutcome Report(
        AuditContext context,
        Severity severity,
        string message,
        int count,
        IEnumerable<string> imageIds,
        Dictionary<string, object> evidence,
        string recommendation
    ) => new([Make(context, severity, message, count, [.. imageIds], evidence, recommendation)], null);

    private Finding Make(
        AuditContext context,
        Severity severity,
        string message,
        int count,
        string[] imageIds,
        Dictionary<string, object> evidence,
        string recommendation
    ) =>
        new()
        {
            Run = context.Run.Name,
            Id = Id,
            Severity = severity,
            Title = Title,
            Message = message,
            Count = count,
            ImageId = imageIds,
            Evidence = evidence,
            Recommendation = recommendation,
        };
}

/// <summary>What a rule came to.</summary>
/// <param name="Findings">Findings; one of severity Passed when it looked and is content; none when it lacks its inputs.</param>
/// <param name="Missing">What it lacks, or null.</param>
internal sealed record RuleOutcome(IReadOnlyList<Finding> Findings, string? Missing);
