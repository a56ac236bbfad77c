namespace HybridNet.Shell;

/// <summary>What to run: the command line, taken apart as pwsh does.</summary>
internal sealed record ShellOptions
{
    public const int UsageError = 64;

    public const string Usage = """
        usage: HybridNet.Shell [-SelfHosted] [-NonInteractive] -Command TEXT
               HybridNet.Shell [-SelfHosted] [-NonInteractive] -File PATH [arguments]
               HybridNet.Shell [-SelfHosted] [-NonInteractive] [-Command -]     (reads standard input)

        Runs PowerShell with HybridNet.PowerShell imported. Where pwsh is on PATH it does the work; -SelfHosted
        keeps it in this process. Exit code: 0, the script's own exit code, or 1 after a terminating error.
        """;

    /// <summary>Text to run, or null.</summary>
    public string? Command { get; private init; }

    /// <summary>Script file to run, or null.</summary>
    public string? File { get; private init; }

    /// <summary>Arguments of the script file.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    /// <summary>Read the text to run from standard input.</summary>
    public bool FromInput { get; private init; }

    public bool NonInteractive { get; private init; }

    public bool SelfHosted { get; private init; }

    public bool Help { get; private init; }

    /// <summary>A person sits at the prompt.</summary>
    public bool Interactive => Command is null && File is null && !FromInput && !Help;

    public static bool TryParse(string[] args, bool inputRedirected, out ShellOptions options, out string exception)
    {
        options = new();
        exception = "";
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i].ToLowerInvariant())
            {
                case "-selfhosted":
                    options = options with { SelfHosted = true };
                    break;
                case "-noninteractive":
                    options = options with { NonInteractive = true };
                    break;
                case "-noprofile" or "-nologo":
                    break;
                case "-help" or "-h" or "-?" or "--help":
                    options = options with { Help = true };
                    return true;
                case "-command" or "-c":
                    if (i + 1 >= args.Length)
                        return Refuse("-Command needs the text to run.", out exception);
                    string text = string.Join(' ', args[(i + 1)..]);
                    options = text == "-" ? options with { FromInput = true } : options with { Command = text };
                    return true;
                case "-file" or "-f":
                    if (i + 1 >= args.Length)
                        return Refuse("-File needs the path of a script.", out exception);
                    options = options with { File = args[i + 1], Arguments = args[(i + 2)..] };
                    return true;
                default:
                    if (args[i].StartsWith('-'))
                        return Refuse($"There is no option {args[i]}.", out exception);
                    options = options with { File = args[i], Arguments = args[(i + 1)..] };
                    return true;
            }
        }
        if (inputRedirected || options.NonInteractive)
            options = options with { FromInput = true };
        return true;
    }

    private static bool Refuse(string why, out string exception)
    {
        exception = why;
        return false;
    }
}
