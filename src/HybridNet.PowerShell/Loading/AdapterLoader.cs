using System.Reflection;
using HybridNet.Ports;

namespace HybridNet.PowerShell.Loading;

/// <summary>Fills the ports once, when the first cmdlet needs one. Importing the module loads nothing.</summary>
internal static class AdapterLoader
{
    private const string AdapterType = "HybridNet.Data.AdapterSet";

    private static readonly Lock s_lock = new();
    private static volatile IAdapters? s_adapters;

    /// <summary>
    /// The adapters of this process: one set, whoever asks first and from whichever thread. A load that failed (a file that was
    /// locked) is tried again by the next who asks.
    /// </summary>
    public static IAdapters Adapters
    {
        get
        {
            if (s_adapters is { } loaded)
                return loaded;
            lock (s_lock)
                return s_adapters ??= Load();
        }
    }

    private static IAdapters Load()
    {
        string path = Path.Combine(ModuleFolder.Root, "bin", "isolated", "HybridNet.Data.dll");
        Assembly assembly = new IsolatedContext(path, ModuleFolder.Loaded).LoadAdapters();
        Type type = assembly.GetType(AdapterType, throwOnError: true)!;
        return (IAdapters)Activator.CreateInstance(type)!;
    }
}
