using System.Management.Automation;
using System.Management.Automation.Language;
using HybridNet.Ports;
using HybridNet.PowerShell.Loading;

namespace HybridNet.PowerShell.Completion;

/// <summary>What completers share.</summary>
internal static class Completing
{
    /// <summary>A name as it is typed: in quotes where the shell would read it otherwise.</summary>
    public static string Quoted(string name) =>
        name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.')
            ? name
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";

    /// <summary>
    /// Asks the store that the command would open; empty where there is none.
    /// </summary>
    /// <param name="named">What was typed for -Store, or null.</param>
    /// <param name="ask">The question.</param>
    public static IReadOnlyList<T> FromStore<T>(string? named, Func<IRunStore, IReadOnlyList<T>> ask)
    {
        string? path = named is null ? StoreLocation.Environmental ?? StoreLocation.Default : Full(named);
        if (path is null || !File.Exists(path))
            return [];
        try
        {
            using IRunStore store = AdapterLoader.Adapters.Stores.OpenToRead(Path.GetFullPath(path));
            return ask(store);
        }
        catch (InputException)
        {
            // While somebody types there is nobody to report to; the command itself will say what is wrong with the store.
            return [];
        }
    }

    /// <summary>The file that a path names from where the session is: the shell says it with a completion.</summary>
    private static string? Full(string path) =>
        Path.IsPathFullyQualified(path)
            ? path
            : CompletionCompleters
                .CompleteFilename(path)
                .FirstOrDefault(result => Path.GetFileName(result.ToolTip) == Path.GetFileName(path))
                ?.ToolTip;
}
