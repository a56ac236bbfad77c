using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace HybridNet.PowerShell.Tests;

/// <summary>A runspace with the staged module imported, and the streams of what ran in it.</summary>
public sealed class ModuleRunspace : IDisposable
{
    private static readonly Lock s_opening = new();

    private readonly Runspace _runspace;

    /// <summary>Opens the runspace; a host shows what Out-Default writes.</summary>
    public ModuleRunspace(PSHost? host = null)
    {
        var state = InitialSessionState.CreateDefault2();
        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        // One at a time: of sessions that open side by side, one was seen without any drive.
        lock (s_opening)
        {
            _runspace.Open();
            Run("Import-Module $args[0]", SourceTree.StagedModule);
            Enter(Path.GetDirectoryName(SourceTree.SampleRun)!);
        }
    }

    /// <summary>Runs text; a terminating error is thrown, the rest is in the result.</summary>
    public Streams Run(string script, params object[] arguments)
    {
        using var shell = System.Management.Automation.PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object argument in arguments)
            shell.AddArgument(argument);
        PSObject[] output = [.. shell.Invoke()];
        return new(
            output,
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)]
        )
        {
            Progress = [.. shell.Streams.Progress],
            Information = [.. shell.Streams.Information.Select(record => record.ToString())],
        };
    }

    /// <summary>Goes to a folder.</summary>
    public void Enter(string folder) => _runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(folder));

    public void Dispose() => _runspace.Dispose();
}

/// <summary>What a pipeline wrote.</summary>
public sealed record Streams(PSObject[] Output, ErrorRecord[] Errors, string[] Warnings, string[] Verbose)
{
    /// <summary>What the progress bars were told.</summary>
    public ProgressRecord[] Progress { get; init; } = [];

    /// <summary>What was said to who asks for information.</summary>
    public string[] Information { get; init; } = [];

    /// <summary>The only object.</summary>
    public PSObject Single => Assert.Single(Output);

    /// <summary>One property of every object.</summary>
    public IEnumerable<object?> All(string property) => Output.Select(item => item.Properties[property].Value);

    /// <summary>How many objects have each value of a property.</summary>
    public Dictionary<string, int> CountBy(string property) =>
        All(property).GroupBy(value => value!.ToString()!).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The id of an error without the cmdlet's name behind it.</summary>
    public static string Id(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}

/// <summary>Reads properties of objects whose types the tests do not compile against.</summary>
internal static class PSObjectValues
{
    public static T Get<T>(this PSObject item, string property) =>
        (T)
            LanguagePrimitives.ConvertTo(
                item.Properties[property].Value,
                typeof(T),
                System.Globalization.CultureInfo.InvariantCulture
            );
}
