using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HybridNet.PowerShell.Loading;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes image ids: of the run folder that is named in the same command, or of the store.</summary>
public sealed class ImageIdCompleter : IArgumentCompleter
{
    private const int Most = 200;

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
        return Ids(word, fakeBoundParameters)
            .Where(id => id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Take(Most)
            .Select(id => new CompletionResult(Completing.Quoted(id), id, CompletionResultType.ParameterValue, id));
    }

    private static IEnumerable<string> Ids(string word, IDictionary bound)
    {
        try
        {
            return bound["Path"] is { } path
                ? OfFolder(path)
                : Completing.FromStore(bound["Store"] as string, store => store.ImageIds(word));
        }
        catch (InputException)
        {
            // While somebody types there is nobody to report to; the command itself will say what is wrong.
            return [];
        }
    }

    private static IEnumerable<string> OfFolder(object path)
    {
        string text = (path as IEnumerable<object>)?.FirstOrDefault()?.ToString() ?? path.ToString() ?? "";
        string? folder = CompletionCompleters
            .CompleteFilename(text.TrimEnd('/', '\\'))
            .FirstOrDefault(result => result.ResultType == CompletionResultType.ProviderContainer)
            ?.ToolTip;
        return folder is null
            ? []
            : AdapterLoader.Adapters.Runs.Read(folder, new(), CancellationToken.None).Log.Scores.Select(score => score.ImageId);
    }
}
