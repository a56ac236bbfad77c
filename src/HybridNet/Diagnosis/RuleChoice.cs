using System.IO.Enumeration;

namespace HybridNet.Diagnosis;

/// <summary>Which rules of an audit are applied, by id or tag.</summary>
internal sealed class RuleChoice
{
    private readonly IReadOnlyList<string> _include,
        _exclude;

    private RuleChoice(IReadOnlyList<string> include, IReadOnlyList<string> exclude) => (_include, _exclude) = (include, exclude);

    /// <summary>Every rule.</summary>
    public static RuleChoice All { get; } = new([], []);

    /// <summary>Chooses rules.</summary>
    /// <param name="include">Ids or tags, * and ? allowed; none means every rule.</param>
    /// <param name="exclude">Ids or tags to leave out; they win.</param>
    /// <exception cref="InputException">A word fits no rule: a misspelt one would otherwise pass for a clean audit.</exception>
    public static RuleChoice Of(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        foreach (string word in include.Concat(exclude))
            if (!Audit.Rules.Any(rule => Fits(word, rule.Id, rule.Tags)))
                throw new InputException(
                    InputError.InvalidArgument,
                    $"'{word}' is neither the id nor a tag of a rule.",
                    word,
                    $"Ids go from {Audit.Rules[0].Id} to {Audit.Rules[^1].Id}; tags are {string.Join(", ", Tags())}."
                );
        return new(include, exclude);
    }

    private static IEnumerable<string> Tags() =>
        Audit.Rules.SelectMany(rule => rule.Tags).Distinct().Order(StringComparer.Ordinal);

    /// <summary>True when a rule is applied.</summary>
    internal bool Takes(AuditRule rule) => Takes(rule.Id, rule.Tags);

    /// <summary>True when a rule is applied.</summary>
    internal bool Takes(string id, IReadOnlyList<string> tags) =>
        (_include.Count == 0 || _include.Any(word => Fits(word, id, tags))) && !_exclude.Any(word => Fits(word, id, tags));

    private static bool Fits(string word, string id, IReadOnlyList<string> tags) =>
        tags.Prepend(id).Any(name => FileSystemName.MatchesSimpleExpression(word, name, ignoreCase: true));
}
