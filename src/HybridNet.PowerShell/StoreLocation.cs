namespace HybridNet.PowerShell;

/// <summary>Where the store is when nobody says: HN_STORE, else a file in the user's local application data.</summary>
internal static class StoreLocation
{
    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "HN_STORE";

    /// <summary>The path that the environment names, or null.</summary>
    public static string? Environmental => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;

    /// <summary>The default file, or null where the system knows no such folder.</summary>
    public static string? Default =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
            is { Length: > 0 } folder
            ? Path.Combine(folder, "HybridNet", "runs.db")
            : null;
}
