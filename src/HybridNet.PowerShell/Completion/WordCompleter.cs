using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes a fixed list of words, each with a hint.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private protected abstract IEnumerable<(string Word, string Hint)> Words { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    ) =>
        Words
            .Where(item => item.Word.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(item => new CompletionResult(item.Word, item.Word, CompletionResultType.ParameterValue, item.Hint));
}

/// <summary>Completes the usual names of splits.</summary>
public sealed class SplitNameCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        [
            ("train", "what the model was trained on"),
            ("val", "what epochs were chosen on"),
            ("test", "what nothing was chosen on"),
        ];
}

/// <summary>Completes patterns that find the subject, or the group, in an image id.</summary>
public sealed class IdPatternCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        [
            ($"'{IdPattern.Digits}'", "the digits before the underscore"),
            ($"'{IdPattern.Suffix}'", "the digit behind the underscore"),
            (@"'^([^_]+)_'", "everything before the first underscore"),
        ];
}

/// <summary>Completes the first part of a work that is divided.</summary>
public sealed class ShardCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        [("1/2", "the first of two parts"), ("1/4", "the first of four parts"), ("1/16", "the first of sixteen parts")];
}
