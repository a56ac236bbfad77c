using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes the numeric properties of an image score.</summary>
public sealed class ScorePropertyCompleter : IArgumentCompleter
{
    /// <summary>The scores that a per-image table records.</summary>
    internal static readonly string[] Names =
    [
        nameof(ImageScore.Dice),
        nameof(ImageScore.Iou),
        nameof(ImageScore.Precision),
        nameof(ImageScore.Recall),
        nameof(ImageScore.Pearson),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    ) =>
        Names
            .Where(name => name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(name));
}
