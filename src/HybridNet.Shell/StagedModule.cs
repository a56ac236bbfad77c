namespace HybridNet.Shell;

/// <summary>Finds the staged module: beside the program, or in the out folder of the source tree above it.</summary>
internal static class StagedModule
{
    public const string Name = "HybridNet.PowerShell";

    /// <summary>Absolute path of the module folder, or null.</summary>
    public static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            foreach (
                string candidate in new[] { Path.Combine(folder.FullName, "out", Name), Path.Combine(folder.FullName, Name) }
            )
                if (File.Exists(Path.Combine(candidate, Name + ".psd1")))
                    return candidate;
        return null;
    }
}
