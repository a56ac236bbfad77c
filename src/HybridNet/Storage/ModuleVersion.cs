using System.Reflection;

namespace HybridNet.Storage;

/// <summary>The version of this module, as it is written beside what it made.</summary>
internal static class ModuleVersion
{
    /// <summary>Major, minor and patch.</summary>
    public static string Text { get; } = typeof(ModuleVersion).Assembly.GetName().Version!.ToString(3);
}
