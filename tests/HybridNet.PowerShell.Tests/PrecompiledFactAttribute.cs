using System.Runtime.InteropServices;

namespace HybridNet.PowerShell.Tests;

/// <summary>
/// A test of precompiled parts: skipped where the build could not fetch the compiler, which the build warned about, and nowhere
/// else.
/// </summary>
public sealed class PrecompiledFactAttribute : FactAttribute
{
    public PrecompiledFactAttribute()
    {
        if (!File.Exists(Path.Combine(SourceTree.StagedModule, "bin", ThisSystem, "HybridNet.dll")) && !HasCompiler)
            Skip = "The build could not fetch the compiler that precompiles (HN0001).";
    }

    /// <summary>System and processor, as the folders of native libraries are called.</summary>
    public static string ThisSystem { get; } =
        (
            OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : "linux"
        ) + $"-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private static bool HasCompiler =>
        Directory.Exists(
            Path.Combine(
                Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                    ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
                $"microsoft.netcore.app.crossgen2.{ThisSystem}"
            )
        );
}
