using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HybridNet.Ports;
using HybridNet.PowerShell.Loading;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes names of stored runs.</summary>
public sealed class RunNameCompleter : IArgumentCompleter
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
        return Stored(fakeBoundParameters["Store"] as string)
            .Where(run => run.Newest && run.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(run => new CompletionResult(
                Quoted(run.Name),
                run.Name,
                CompletionResultType.ParameterValue,
                $"{run.Name}, revision {run.Revision}"
            ));
    }

    private static IReadOnlyList<StoredRun> Stored(string? named)
    {
        string? path = named ?? StoreLocation.Environmental ?? StoreLocation.Default;
        if (path is null || !Path.IsPathFullyQualified(path) && named is not null || !File.Exists(path))
            return [];
        try
        {
            using IRunStore store = AdapterLoader.Adapters.Stores.OpenToRead(Path.GetFullPath(path));
            return store.List();
        }
        catch (InputException)
        {
            // While somebody types there is nobody to report to; the command itself will say what is wrong with the store.
            return [];
        }
    }

    private static string Quoted(string name) =>
        name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.')
            ? name
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
}
