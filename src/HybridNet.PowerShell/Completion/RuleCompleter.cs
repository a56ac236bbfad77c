using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HybridNet.Diagnosis;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes ids of audit rules, each with its title, and their tags.</summary>
public sealed class RuleCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        IEnumerable<(string Word, string Tip)> rules = Audit.Rules.Select(rule => (rule.Id, rule.Title));
        IEnumerable<(string Word, string Tip)> tags = Audit
            .Rules.SelectMany(rule => rule.Tags.Select(tag => (tag, rule.Id)))
            .GroupBy(pair => pair.tag, pair => pair.Id)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, string.Join(", ", group)));
        return rules
            .Concat(tags)
            .Where(choice => choice.Word.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(choice => new CompletionResult(choice.Word, choice.Word, CompletionResultType.ParameterValue, choice.Tip));
    }
}
