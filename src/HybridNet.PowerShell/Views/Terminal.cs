using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using HybridNet.Terminals;

namespace HybridNet.PowerShell;

/// <summary>Finds out how pictures can be shown here: asks the terminal once, and nobody where there is none.</summary>
internal static class Terminal
{
    /// <summary>How long the terminal may take to answer; over a slow line it is taken for one that cannot.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(120);

    private static readonly Lock s_gate = new();
    private static string? s_answer;

    /// <summary>What can be shown: what was chosen, else plain letters where nobody looks, else what the terminal says.</summary>
    /// <param name="chosen">The protocol that the caller named, or null.</param>
    /// <param name="host">The host.</param>
    /// <param name="rendering">$PSStyle.OutputRendering, or null.</param>
    public static TerminalAnswer Of(TerminalProtocol? chosen, PSHost host, string? rendering)
    {
        bool screen = IsScreen(host);
        bool colorless = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || rendering == "PlainText";
        TerminalAnswer answer =
            chosen == TerminalProtocol.Plain || (chosen is null && (!screen || colorless))
                ? new() { Protocol = TerminalProtocol.Plain }
                : TerminalAnswer.Of(screen ? Ask() : "", Environment.GetEnvironmentVariable);
        return chosen is { } protocol ? answer with { Protocol = protocol } : answer;
    }

    /// <summary>$PSStyle.OutputRendering, or null.</summary>
    public static string? Rendering(PSCmdlet cmdlet) =>
        PSObject.AsPSObject(cmdlet.GetVariableValue("PSStyle", "")).Properties["OutputRendering"]?.Value?.ToString();

    private static bool IsScreen(PSHost host) =>
        host.Name == "ConsoleHost"
        && !Console.IsOutputRedirected
        && !Console.IsInputRedirected
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static string Ask()
    {
        lock (s_gate)
            return s_answer ??= Asked();
    }

    private static string Asked()
    {
        if (!OperatingSystem.IsWindows())
            return UnixTerminal.Ask(TerminalAnswer.Question, s_patience, TerminalAnswer.IsWhole);
        var answer = new StringBuilder();
        try
        {
            Console.Out.Write(TerminalAnswer.Question);
            Console.Out.Flush();
            var waited = Stopwatch.StartNew();
            while (waited.Elapsed < s_patience && !TerminalAnswer.IsWhole(answer.ToString()))
                if (Console.KeyAvailable)
                    answer.Append(Console.ReadKey(intercept: true).KeyChar);
                else
                    Thread.Sleep(1);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // No keyboard to read an answer from: the environment has to do.
            return "";
        }
        return answer.ToString();
    }
}
