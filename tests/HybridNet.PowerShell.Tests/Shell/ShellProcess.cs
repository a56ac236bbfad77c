using System.Diagnostics;

namespace HybridNet.PowerShell.Tests.Shell;

/// <summary>Runs HybridNet.Shell, or pwsh, as a process of its own.</summary>
internal static class ShellProcess
{
    public sealed record Result(int ExitCode, string Output, string Errors);

    /// <summary>The shell in its own process, never handing over.</summary>
    public static Result Run(params string[] arguments) => Start("dotnet", [SourceTree.Shell, "-SelfHosted", .. arguments], null);

    /// <summary>The shell with text on standard input.</summary>
    public static Result RunWithInput(string input, params string[] arguments) =>
        Start("dotnet", [SourceTree.Shell, "-SelfHosted", .. arguments], input);

    /// <summary>pwsh on PATH, or null.</summary>
    public static string? Pwsh { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
            .FirstOrDefault(File.Exists);

    public static Result Start(string program, IEnumerable<string> arguments, string? input)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = SourceTree.Root,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["COLUMNS"] = "120";
        start.Environment["NO_COLOR"] = "1";
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
