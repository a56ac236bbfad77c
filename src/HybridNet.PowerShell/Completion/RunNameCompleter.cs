using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

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
        return Completing
            .FromStore(fakeBoundParameters["Store"] as string, store => store.List())
            .Where(run => run.Newest && run.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(run => new CompletionResult(
                Completing.Quoted(run.Name),
                run.Name,
                CompletionResultType.ParameterValue,
                $"{run.Name}, revision {run.Revision}"
            ));
    }
}
