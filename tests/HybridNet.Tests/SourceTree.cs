namespace HybridNet.Tests;

/// <summary>Finds files of the checkout that the tests read.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string SampleRun => Path.Combine(Root, "examples", "v7EX");

    public static string Data(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "Data", .. parts]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HybridNet.PowerShell.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests must run inside the checkout.");
    }
}
