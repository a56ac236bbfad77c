using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes lesion codes, each with the mask folders that it stands for.</summary>
public sealed class LesionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    ) =>
        LesionFolders
            .Codes.Where(code => code.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(code => new CompletionResult(
                code,
                code,
                CompletionResultType.ParameterValue,
                string.Join(", ", LesionFolders.Of(code))
            ));
}
