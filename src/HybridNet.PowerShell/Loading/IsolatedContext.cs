using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace HybridNet.PowerShell.Loading;

/// <summary>
/// The private load context of the adapters: every third-party package and native library of the module lives here,
/// so another module's SQLite or imaging library never meets ours.
/// </summary>
internal sealed class IsolatedContext : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;
    private readonly string _adapterPath,
        _folder,
        _precompiled;

    /// <param name="adapterPath">Absolute path of HybridNet.Data.dll, its deps.json beside it.</param>
    /// <param name="precompiled">
    /// The folder that the cmdlets were loaded from: what is there under the same name is taken instead, as it was precompiled
    /// for this system.
    /// </param>
    public IsolatedContext(string adapterPath, string precompiled)
        : base("HybridNet.PowerShell isolated", isCollectible: false)
    {
        _resolver = new AssemblyDependencyResolver(adapterPath);
        (_adapterPath, _folder, _precompiled) = (adapterPath, Path.GetDirectoryName(adapterPath)!, precompiled);
    }

    /// <summary>Loads the adapters themselves.</summary>
    public Assembly LoadAdapters() => LoadFromAssemblyPath(Faster(_adapterPath));

    private string Faster(string path)
    {
        string precompiled = Path.Combine(_precompiled, Path.GetFileName(path));
        return File.Exists(precompiled) ? precompiled : path;
    }

    /// <summary>The engine is handed over from the default context; packages come from this folder; the rest falls
    /// through.</summary>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == typeof(Run).Assembly.GetName().Name)
            return typeof(Run).Assembly;
        string? path = _resolver.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(Faster(path));
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) ?? ProbeNative(unmanagedDllName);
        return path is null ? IntPtr.Zero : LoadUnmanagedDllFromPath(path);
    }

    /// <summary>Where the resolver knows nothing: runtimes/RID/native, with and without the lib prefix.</summary>
    private string? ProbeNative(string name)
    {
        string extension =
            OperatingSystem.IsWindows() ? ".dll"
            : OperatingSystem.IsMacOS() ? ".dylib"
            : ".so";
        string system =
            OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : "linux";
        string machine = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string file = Path.GetFileName(name);
        if (!file.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            file += extension;
        foreach (string rid in new[] { $"{system}-{machine}", system })
        foreach (string candidate in new[] { file, "lib" + file })
        {
            string path = Path.Combine(_folder, "runtimes", rid, "native", candidate);
            if (File.Exists(path))
                return path;
        }
        return null;
    }
}
