using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes names of known layouts, and where none begins so, the path of a layout file.</summary>
public sealed class LayoutCompleter : IArgumentCompleter
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
        string word = wordToComplete.Trim('\'', '"');
        CompletionResult[] names = [.. Named(word)];
        return names.Length > 0 ? names : CompletionCompleters.CompleteFilename(wordToComplete);
    }

    private static IEnumerable<CompletionResult> Named(string word)
    {
        try
        {
            return LayoutFolders
                .Library.Files.Where(file => file.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(file => new CompletionResult(
                    Completing.Quoted(file.Name),
                    file.Name,
                    CompletionResultType.ParameterValue,
                    file.About.Length > 0 ? file.About : file.Name
                ));
        }
        catch (InputException)
        {
            // A layout file of the user's own is broken: the command itself says so, and while somebody types nobody listens.
            return [];
        }
    }
}
