using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes what images are usually grouped by.</summary>
public sealed class GroupingCompleter : IArgumentCompleter
{
    private static readonly (string Word, string Tip)[] s_choices =
    [
        (ScoreGrouping.Size, "pixels of both masks together"),
        (nameof(ImageScore.State), "trivial, without overlap, or defined"),
        (nameof(ImageScore.Band), "red, yellow, green"),
        ($"'{IdPattern.Suffix}'", "the digit behind the underscore of the image id"),
        ($"'{IdPattern.Digits}'", "the digits before the underscore of the image id"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    ) =>
        s_choices
            .Where(choice => choice.Word.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(choice => new CompletionResult(choice.Word, choice.Word, CompletionResultType.ParameterValue, choice.Tip));
}
