using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using HybridNet.Shell.StandardCmdlets;

namespace HybridNet.Shell.Hosting;

/// <summary>One PowerShell session in this process, with the module imported and the stand-in cmdlets added.</summary>
internal sealed partial class ModuleSession(string module, ShellOptions options)
{
    private const int Failed = 1,
        Cancelled = 130;

    private readonly SessionHost _host = new(options.NonInteractive);
    private bool _cancelled;

    /// <summary>Runs what the options ask for.</summary>
    /// <returns>0, the script's own exit code, 1 after a terminating error, 130 after Ctrl+C.</returns>
    public int Run()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        StandIns.AddTo(state);
        using Runspace runspace = RunspaceFactory.CreateRunspace(_host, state);
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        MissingCommands.Explain(runspace);
        runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(Environment.CurrentDirectory));
        runspace.SessionStateProxy.SetVariable("PWD", runspace.SessionStateProxy.Path.CurrentLocation);
        if (!Execute(runspace, shell => shell.AddCommand("Import-Module").AddParameter("Name", module)))
            return Failed;
        if (options.Interactive)
            return Prompt(runspace);
        bool done = options.File is { } file
            ? RunFile(runspace, file)
            : Execute(runspace, shell => shell.AddScript(options.Command ?? Console.In.ReadToEnd()));
        return _cancelled ? Cancelled : _host.ExitCode ?? (done ? 0 : Failed);
    }

    private int Prompt(Runspace runspace)
    {
        while (_host.ExitCode is null)
        {
            Console.Out.Write($"HN {runspace.SessionStateProxy.Path.CurrentLocation}> ");
            if (Console.In.ReadLine() is not { } line)
                break;
            _cancelled = false;
            if (line.Trim() != "")
                Execute(runspace, shell => shell.AddScript(line));
        }
        return _host.ExitCode ?? 0;
    }

    /// <summary>Runs a script file with arguments; -Name is a parameter, everything else is a value, as pwsh -File takes them.</summary>
    private bool RunFile(Runspace runspace, string file)
    {
        string path = Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            _host.UI.WriteErrorLine($"There is no script {path}.");
            return false;
        }
        ScriptBlockAst ast = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            foreach (ParseError error in errors)
                _host.UI.WriteErrorLine(
                    $"{path}:{error.Extent.StartLineNumber}:{error.Extent.StartColumnNumber}: {error.Message}"
                );
            return false;
        }
        runspace.SessionStateProxy.SetVariable("HNShellScript", ast.GetScriptBlock());
        runspace.SessionStateProxy.SetVariable("HNShellArguments", options.Arguments.ToArray());
        IEnumerable<string> words = options.Arguments.Select(
            (text, i) => ParameterName().IsMatch(text) ? text : $"$HNShellArguments[{i}]"
        );
        return Execute(runspace, shell => shell.AddScript($"& $HNShellScript {string.Join(' ', words)}"));
    }

    /// <summary>Runs one pipeline to Out-Default; false after a terminating error.</summary>
    private bool Execute(Runspace runspace, Action<System.Management.Automation.PowerShell> build)
    {
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        build(shell);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        Console.CancelKeyPress += Stop;
        try
        {
            shell.Invoke();
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException exception)
        {
            WriteError(runspace, exception.ErrorRecord);
            return false;
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }

        void Stop(object? sender, ConsoleCancelEventArgs key)
        {
            key.Cancel = true;
            _cancelled = true;
            shell.BeginStop(null, null);
        }
    }

    /// <summary>A terminating error looks like any other: Out-Default formats it for the error stream.</summary>
    private static void WriteError(Runspace runspace, ErrorRecord record)
    {
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        shell.AddScript("[CmdletBinding()] param($Record) $PSCmdlet.WriteError($Record)").AddArgument(record);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default").Invoke();
    }

    [GeneratedRegex(@"^-[A-Za-z_][\w]*:?$")]
    private static partial Regex ParameterName();
}
