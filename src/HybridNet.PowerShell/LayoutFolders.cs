using HybridNet.Pairing;

namespace HybridNet.PowerShell;

/// <summary>Where layouts are looked for: a folder of the user's own, then those that come with the module.</summary>
internal static class LayoutFolders
{
    /// <summary>Environment variable with a folder of the user's own layouts.</summary>
    public const string Variable = "HYBRIDNET_LAYOUTS";

    /// <summary>The layouts of now: a file that was added a moment ago counts.</summary>
    public static LayoutLibrary Library => new([Environment.GetEnvironmentVariable(Variable), Shipped]);

    private static string Shipped =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(typeof(LayoutFolders).Assembly.Location)!)!, "layouts");
}
