using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HybridNet.PowerShell.Tests.Pester;

/// <summary>What became of one Pester test, or of a block or file that could not be run.</summary>
public sealed record PesterResult(string Name, string Outcome, TimeSpan Duration, string Message, string Place);

/// <summary>
/// Runs a file of tests/Pester with the Pester that the package registry gave. A runspace serves one file at a time and
/// then the next, because loading Pester costs more than most files; each file imports the staged module anew.
/// </summary>
internal static class PesterFile
{
    public const string Ending = ".Tests.ps1";

    private static readonly ConcurrentBag<Runspace> s_idle = [];

    // A failed block (BeforeAll, a discovery) has no test that could fail for it: it becomes a result of its own.
    private const string Script = """
        param($Pester, $File)
        $ErrorActionPreference = 'Stop'
        Import-Module $Pester
        $configuration = New-PesterConfiguration
        $configuration.Run.Path = $File
        $configuration.Run.PassThru = $true
        $configuration.Output.Verbosity = 'None'
        $run = Invoke-Pester -Configuration $configuration
        foreach ($item in @($run.Tests) + @($run.FailedBlocks) + @($run.FailedContainers)) {
            if ($null -eq $item) { continue }
            [pscustomobject]@{
                Name     = if ($item.PSObject.Properties['ExpandedPath']) { $item.ExpandedPath } else { "$item" }
                Outcome  = "$($item.Result)"
                Duration = $item.Duration
                Message  = ($item.ErrorRecord | ForEach-Object { "$_" }) -join "`n"
                Place    = ($item.ErrorRecord | ForEach-Object {
                        $_.InvocationInfo.PositionMessage
                        $_.ScriptStackTrace -split '\n' -notmatch 'Pester\.(psm1|ScriptScope)'
                    }) -join "`n"
            }
        }
        """;

    /// <summary>Names of the Pester files, in order.</summary>
    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Folder, "*" + Ending).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Runs one file. A file without a test is a failure too: it would pass for ever.</summary>
    public static IReadOnlyList<PesterResult> Run(string file)
    {
        PesterResult[] results;
        Runspace runspace = s_idle.TryTake(out Runspace? idle) ? idle : Opened();
        try
        {
            runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(SourceTree.Root));
            using var shell = System.Management.Automation.PowerShell.Create(runspace);
            shell.AddScript(Script, useLocalScope: true).AddArgument(Module).AddArgument(Path.Combine(Folder, file));
            results = [.. shell.Invoke().Select(Result)];
        }
        catch (RuntimeException exception)
        {
            return [Failed(exception.Message, exception.ErrorRecord.ScriptStackTrace)];
        }
        finally
        {
            s_idle.Add(runspace);
        }
        return results.Length > 0 ? results : [Failed("The file holds no test.", "")];
    }

    private static Runspace Opened()
    {
        Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        return runspace;
    }

    private static string Folder => Path.Combine(SourceTree.Root, "tests", "Pester");

    private static string Module => Path.Combine(AppContext.BaseDirectory, "Modules", "Pester", "Pester.psd1");

    private static PesterResult Failed(string message, string place) =>
        new("the file itself", "Failed", TimeSpan.Zero, message, place);

    private static PesterResult Result(PSObject item) =>
        new(
            item.Get<string>("Name"),
            item.Get<string>("Outcome"),
            item.Get<TimeSpan>("Duration"),
            item.Get<string>("Message"),
            item.Get<string>("Place")
        );
}
