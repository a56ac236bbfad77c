namespace HybridNet.PowerShell.Loading;

/// <summary>Where the module lies, whichever copy of the cmdlets was loaded: that of bin, or one precompiled for this
/// system.</summary>
internal static class ModuleFolder
{
    private const string Manifest = "HybridNet.PowerShell.psd1";

    /// <summary>The folder of the manifest.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder that the cmdlets were loaded from: bin, or bin/SYSTEM where they are precompiled.</summary>
    public static string Loaded => Path.GetDirectoryName(typeof(ModuleFolder).Assembly.Location)!;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(Loaded);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Manifest)))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {Loaded} holds {Manifest}.");
    }
}
