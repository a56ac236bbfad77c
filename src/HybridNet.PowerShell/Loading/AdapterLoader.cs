using System.Reflection;
using HybridNet.Ports;

namespace HybridNet.PowerShell.Loading;

/// <summary>Fills the ports once, when the first cmdlet needs one. Importing the module loads nothing.</summary>
internal static class AdapterLoader
{
    private const string AdapterType = "HybridNet.Data.AdapterSet";

    // A load that failed (a file that was locked) is tried again: only a value is kept.
    private static readonly Lazy<IAdapters> s_adapters = new(Load, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The adapters of this process.</summary>
    public static IAdapters Adapters => s_adapters.Value;

    private static IAdapters Load()
    {
        string bin = Path.GetDirectoryName(typeof(AdapterLoader).Assembly.Location)!;
        string path = Path.Combine(bin, "isolated", "HybridNet.Data.dll");
        Assembly assembly = new IsolatedContext(path).LoadFromAssemblyPath(path);
        Type type = assembly.GetType(AdapterType, throwOnError: true)!;
        return (IAdapters)Activator.CreateInstance(type)!;
    }
}
