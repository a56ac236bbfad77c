using System.Diagnostics;

namespace HybridNet.Shell;

/// <summary>Hands the work over to a PowerShell that is installed.</summary>
internal static class Pwsh
{
    /// <summary>pwsh on PATH, or null.</summary>
    public static string? Find()
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs pwsh on this console with the staged module first on PSModulePath; returns its exit code.</summary>
    public static int Run(string pwsh, string module, ShellOptions options)
    {
        string root = Path.GetDirectoryName(module)!;
        var start = new ProcessStartInfo(pwsh) { UseShellExecute = false };
        string? paths = Environment.GetEnvironmentVariable("PSModulePath");
        start.Environment["PSModulePath"] = string.IsNullOrEmpty(paths) ? root : root + Path.PathSeparator + paths;
        start.ArgumentList.Add("-NoLogo");
        start.ArgumentList.Add("-NoProfile");
        if (options.NonInteractive)
            start.ArgumentList.Add("-NonInteractive");
        string import = $"Import-Module '{module.Replace("'", "''")}'";
        if (options.File is not null)
            Add("-File", [options.File, .. options.Arguments]);
        else if (options.Command is not null)
            Add("-Command", [$"{import}; {options.Command}"]);
        else if (options.FromInput)
            Add("-Command", ["-"]);
        else
            Add("-NoExit", ["-Command", import]);

        // The child gets Ctrl+C itself; this process only waits for it.
        Console.CancelKeyPress += (_, key) => key.Cancel = true;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{pwsh} did not start.");
        process.WaitForExit();
        return process.ExitCode;

        void Add(string option, IEnumerable<string> values)
        {
            start.ArgumentList.Add(option);
            foreach (string value in values)
                start.ArgumentList.Add(value);
        }
    }
}
