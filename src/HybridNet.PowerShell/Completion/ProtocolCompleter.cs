using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HybridNet.PowerShell.Commands;
using HybridNet.PowerShell.Loading;
using HybridNet.Protocols;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes names of the module's protocols; files complete as any path does.</summary>
public sealed class ProtocolCompleter : IArgumentCompleter
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
        IEnumerable<KeyValuePair<string, string>> known = ProtocolFiles.Names(ProtocolChoice.Folder);
        return known
            .Where(item => item.Key.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(item => new CompletionResult(item.Key, item.Key, CompletionResultType.ParameterValue, Tip(item.Value)));
    }

    private static string Tip(string path)
    {
        try
        {
            return ProtocolFiles.Read(path).Tool;
        }
        catch (InputException exception)
        {
            return exception.Message;
        }
    }
}
