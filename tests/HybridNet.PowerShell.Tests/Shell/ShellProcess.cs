using System.Diagnostics;

namespace HybridNet.PowerShell.Tests.Shell;

/// <summary>Runs HybridNet.Shell, which is PowerShell with the module imported, as a process of its own.</summary>
internal static class ShellProcess
{
    public sealed record Result(int ExitCode, string Output, string Errors);

    /// <summary>The shell without anybody's profile.</summary>
    public static Result Run(params string[] arguments) => Run(Start(arguments), null);

    /// <summary>The shell with variables of the environment set, or taken away.</summary>
    public static Result RunWith(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        ProcessStartInfo start = Start(arguments);
        foreach ((string name, string? value) in variables)
            start.Environment[name] = value;
        return Run(start, null);
    }

    /// <summary>The shell with text on standard input.</summary>
    public static Result RunWithInput(string input, params string[] arguments) => Run(Start(arguments), input);

    /// <summary>How to start the shell, its streams redirected.</summary>
    public static ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = SourceTree.Root,
        };
        foreach (string argument in (string[])[SourceTree.Shell, "-NoProfile", "-NonInteractive", .. arguments])
            start.ArgumentList.Add(argument);
        return start;
    }

    private static Result Run(ProcessStartInfo start, string? input)
    {
        using Process process = Process.Start(start)!;
        if (input is not null)
            process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            errors = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(3)), "The process did not end.");
        return new(process.ExitCode, output.Result.ReplaceLineEndings("\n"), errors.Result.ReplaceLineEndings("\n"));
    }
}
