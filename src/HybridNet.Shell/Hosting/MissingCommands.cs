using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace HybridNet.Shell.Hosting;

/// <summary>Tells what to do about a cmdlet that this host does not have.</summary>
internal static partial class MissingCommands
{
    /// <summary>A name of the form Verb-Noun that nothing defines ends with advice instead of a bare "not recognized".</summary>
    public static void Explain(Runspace runspace) =>
        runspace.SessionStateProxy.InvokeCommand.CommandNotFoundAction = (_, missing) =>
        {
            // PowerShell asks for get-NAME before it gives up on NAME: that is no cmdlet that anyone typed.
            if (
                missing.CommandOrigin == CommandOrigin.Internal
                && missing.CommandName.StartsWith("get-", StringComparison.Ordinal)
            )
                return;
            if (!VerbNoun().IsMatch(missing.CommandName))
                return;
            string name = missing.CommandName.Replace("'", "''");
            missing.CommandScriptBlock = ScriptBlock.Create(
                $"Write-Error 'There is no {name} in HybridNet.Shell, which has only a few standard cmdlets. Installing PowerShell 7.6 brings the others; check the spelling too.'"
            );
            missing.StopSearch = true;
        };

    [GeneratedRegex("^[A-Za-z]+-[A-Za-z]+$")]
    private static partial Regex VerbNoun();
}
