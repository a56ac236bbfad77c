using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>
/// Stand-ins for the standard cmdlets that System.Management.Automation alone does not have, with the parameters that
/// the examples and the README use. They exist in this host only; inside pwsh they are never loaded.
/// </summary>
internal static class StandIns
{
    /// <summary>Adds every cmdlet class of this folder; the session has the usual short names already.</summary>
    public static void AddTo(InitialSessionState state)
    {
        foreach (Type type in typeof(StandIns).Assembly.GetTypes())
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet && !type.IsAbstract)
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, helpFileName: null));
    }
}
