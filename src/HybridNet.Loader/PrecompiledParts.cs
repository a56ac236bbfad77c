using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace HybridNet.Loader;

/// <summary>
/// Loads the engine and the cmdlets as they were precompiled for this system, before PowerShell loads the module itself.
/// </summary>
/// <remarks>
/// The assemblies of bin/SYSTEM are those of bin with machine code added: same metadata, same module version id. An assembly
/// of that id that is loaded already is what the runtime hands to PowerShell when it asks for bin/HybridNet.PowerShell.dll. On a
/// system without a folder, or with HYBRIDNET_PRECOMPILED=0, nothing is loaded here and PowerShell takes bin: the same figures,
/// a slower start. A file that is there and cannot be loaded fails the import.
/// </remarks>
public sealed class PrecompiledParts : IModuleAssemblyInitializer
{
    /// <summary>In the order in which they need each other.</summary>
    private static readonly string[] s_parts = ["HybridNet.dll", "HybridNet.PowerShell.dll"];

    private const string Switch = "HYBRIDNET_PRECOMPILED";

    /// <summary>Called by PowerShell at every import; a part that is loaded already stays.</summary>
    public void OnImport()
    {
        if (Environment.GetEnvironmentVariable(Switch) != "0")
            LoadFrom(Path.GetDirectoryName(typeof(PrecompiledParts).Assembly.Location)!);
    }

    /// <summary>Loads what the folder of this system holds, if there is one.</summary>
    /// <param name="bin">The folder above it.</param>
    internal static void LoadFrom(string bin)
    {
        foreach (string part in s_parts)
        {
            string path = Path.Combine(bin, ThisSystem, part);
            if (File.Exists(path))
                AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        }
    }

    /// <summary>System and processor, as the folders of native libraries are called: linux-x64.</summary>
    private static string ThisSystem
    {
        get
        {
            string system =
                OperatingSystem.IsWindows() ? "win"
                : OperatingSystem.IsMacOS() ? "osx"
                : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }
}
