using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text.RegularExpressions;

namespace HybridNet.Shell.Hosting;

/// <summary>Output to standard output, errors to standard error; without escape codes where nobody sees colour.</summary>
internal sealed partial class ConsoleUI(bool nonInteractive) : PSHostUserInterface
{
    private readonly bool _plainOutput = Console.IsOutputRedirected || NoColor;
    private readonly bool _plainErrors = Console.IsErrorRedirected || NoColor;

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUI();

    public override bool SupportsVirtualTerminal => !_plainOutput;

    private static bool NoColor => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    public override void Write(string value) => Console.Out.Write(Plain(value, _plainOutput));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Console.Out.WriteLine(Plain(value, _plainOutput));

    public override void WriteErrorLine(string value) => Console.Error.WriteLine(Plain(value, _plainErrors));

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    /// <summary>One line that is overwritten, on a terminal only.</summary>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (Console.IsErrorRedirected || nonInteractive)
            return;
        string text = record.RecordType == ProgressRecordType.Completed ? "" : $"{record.Activity}: {record.StatusDescription}";
        int width = Math.Max(1, RawUI.BufferSize.Width - 1);
        Console.Error.Write("\r" + (text.Length > width ? text[..width] : text.PadRight(width)) + (text == "" ? "\r" : ""));
    }

    public override string ReadLine() => nonInteractive ? throw NoPrompt() : Console.In.ReadLine() ?? "";

    public override SecureString ReadLineAsSecureString() => throw NoPrompt();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        if (nonInteractive)
            throw NoPrompt();
        var answers = new Dictionary<string, PSObject>();
        WriteLine(caption + message);
        foreach (FieldDescription field in descriptions)
        {
            Write(field.Name + ": ");
            answers[field.Name] = PSObject.AsPSObject(ReadLine());
        }
        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        if (nonInteractive)
            throw NoPrompt();
        WriteLine(caption);
        WriteLine(message);
        string[] labels = [.. choices.Select(choice => choice.Label.Replace("&", ""))];
        while (true)
        {
            Write($"{string.Join(" / ", labels)} [{(defaultChoice >= 0 ? labels[defaultChoice] : "")}]: ");
            string answer = ReadLine().Trim();
            if (answer == "" && defaultChoice >= 0)
                return defaultChoice;
            int chosen = Array.FindIndex(
                labels,
                label => answer != "" && label.StartsWith(answer, StringComparison.OrdinalIgnoreCase)
            );
            if (chosen >= 0)
                return chosen;
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw NoPrompt();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options
    ) => throw NoPrompt();

    private static PSInvalidOperationException NoPrompt() =>
        new("There is nobody to ask: give the missing parameter or -Confirm:$false.");

    private static string Plain(string text, bool plain) => plain ? EscapeCode().Replace(text, "") : text;

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex EscapeCode();
}
