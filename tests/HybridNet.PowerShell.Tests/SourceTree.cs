namespace HybridNet.PowerShell.Tests;

/// <summary>Finds the checkout, the staged module and the shell.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string StagedModule => Path.Combine(Root, "out", "HybridNet.PowerShell");

    public static string SampleRun => Path.Combine(Root, "examples", "v7EX");

    /// <summary>The shell that was built together with these tests.</summary>
    public static string Shell =>
        Path.Combine(Root, "src", "HybridNet.Shell", "bin", Configuration, "net10.0", "HybridNet.Shell.dll");

    /// <summary>Release or Debug, as these tests were built.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}")
            ? "Release"
            : "Debug";

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HybridNet.PowerShell.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests must run inside the checkout.");
    }
}
