using System.Management.Automation;
using HybridNet.PowerShell.Loading;
using HybridNet.Protocols;

namespace HybridNet.PowerShell.Commands;

/// <summary>Protocols by name or file: those of the module, and those that users keep beside their papers.</summary>
internal static class ProtocolChoice
{
    /// <summary>The folder of the module's protocols.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(ModuleFolder.Root, "protocols");

    /// <summary>The protocols that are named, each once, in the order of the names.</summary>
    /// <param name="choices">Names with wildcards, or ProtocolFiles.</param>
    /// <param name="pathOf">The file-system path behind what the user wrote.</param>
    /// <exception cref="InputException">There is no such protocol, or its file is not one.</exception>
    public static IReadOnlyList<Protocol> Of(IEnumerable<string> choices, Func<string, string> pathOf)
    {
        IReadOnlyDictionary<string, string> shipped = ProtocolFiles.Names(Folder);
        var protocols = new Dictionary<string, Protocol>(StringComparer.OrdinalIgnoreCase);
        foreach (string choice in choices)
        foreach (string path in Paths(choice, shipped, pathOf))
        {
            Protocol protocol = ProtocolFiles.Read(path);
            protocols.TryAdd(protocol.Name, protocol);
        }
        return [.. protocols.Values];
    }

    /// <summary>The module's protocols that have figures of masks.</summary>
    public static IReadOnlyList<Protocol> Shipped() =>
        [.. ProtocolFiles.Names(Folder).Values.Select(ProtocolFiles.Read).Where(protocol => protocol.Figures.Count > 0)];

    private static IEnumerable<string> Paths(
        string choice,
        IReadOnlyDictionary<string, string> shipped,
        Func<string, string> pathOf
    )
    {
        if (shipped.TryGetValue(choice, out string? known))
            return [known];
        if (WildcardPattern.ContainsWildcardCharacters(choice))
        {
            var pattern = new NamePattern(choice);
            string[] matching = [.. shipped.Where(item => pattern.IsMatch(item.Key)).Select(item => item.Value)];
            if (matching.Length > 0)
                return matching;
        }
        string path = pathOf(choice);
        if (File.Exists(path))
            return [path];
        string? alias = shipped.Values.FirstOrDefault(file => IsAlias(ProtocolFiles.Read(file), choice));
        if (alias is not null)
            return [alias];
        throw new InputException(
            InputError.InvalidArgument,
            $"There is no protocol '{choice}': neither one of that name nor a file {path}.",
            choice,
            $"The module has {string.Join(", ", shipped.Keys)}; another is a file of your own."
        );
    }

    /// <summary>Signs between letters do not count: surface-distance is SurfaceDistance.</summary>
    private static bool IsAlias(Protocol protocol, string choice) =>
        protocol
            .Aliases.Prepend(protocol.Name)
            .Any(name => Letters(name).Equals(Letters(choice), StringComparison.OrdinalIgnoreCase));

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
