using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes what a run may be named by: folders first, then names of stored runs.</summary>
public sealed class RunSourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    ) =>
        RunFolderCompleter
            .Folders(wordToComplete)
            .Concat(
                new RunNameCompleter().CompleteArgument(
                    commandName,
                    parameterName,
                    wordToComplete,
                    commandAst,
                    fakeBoundParameters
                )
            );
}

/// <summary>Completes folders: a run is a folder, and a file beside it is no candidate. Files where there is no folder.</summary>
public sealed class RunFolderCompleter : IArgumentCompleter
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
        CompletionResult[] folders = [.. Folders(wordToComplete)];
        return folders.Length > 0 ? folders : CompletionCompleters.CompleteFilename(wordToComplete);
    }

    /// <summary>Folders that a word may become, as PowerShell itself completes them.</summary>
    /// <param name="word">What was typed.</param>
    internal static IEnumerable<CompletionResult> Folders(string word) =>
        CompletionCompleters.CompleteFilename(word).Where(result => result.ResultType == CompletionResultType.ProviderContainer);
}
