using HybridNet.Pairing;
using HybridNet.PowerShell.Loading;

namespace HybridNet.PowerShell;

/// <summary>Where layouts are looked for: a folder of the user's own, then those that come with the module.</summary>
internal static class LayoutFolders
{
    /// <summary>Environment variable with a folder of the user's own layouts.</summary>
    public const string Variable = "HYBRIDNET_LAYOUTS";

    /// <summary>The layouts of now: a file that was added a moment ago counts.</summary>
    public static LayoutLibrary Library => new([Environment.GetEnvironmentVariable(Variable), Shipped]);

    /// <summary>A layout as the caller names it: a file's path counts from PowerShell's folder, not from the process's.</summary>
    /// <param name="layout">Name or path, or null.</param>
    /// <param name="full">Makes a path absolute.</param>
    public static string? Asked(string? layout, Func<string, string> full)
    {
        if (layout is null)
            return null;
        if (layout.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return full(layout);
        // A name may hold what no path can; only a name that is a file too is taken for one.
        bool isFile = layout.IndexOfAny(['/', '\\']) >= 0 && File.Exists(full(layout));
        return isFile ? full(layout) : layout;
    }

    private static string Shipped => Path.Combine(ModuleFolder.Root, "layouts");
}
