namespace HybridNet.PowerShell.Tests;

/// <summary>What a script can name is a promise: public-types.txt lists it, and nothing else is public.</summary>
public sealed class PublicTypesTests : IDisposable
{
    private readonly ModuleRunspace _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Public_types_are_those_of_the_list()
    {
        string[] types =
        [
            .. _session
                .Run(
                    "[HybridNet.Run], [HybridNet.PowerShell.Commands.HNCommand], [HybridNet.Loader.PrecompiledParts] | "
                        + "ForEach-Object { $_.Assembly.GetExportedTypes() }"
                )
                .Output.Select(item => ((Type)item.BaseObject).FullName!)
                // The cmdlets themselves are listed by the manifest.
                .Where(name => !name.StartsWith("HybridNet.PowerShell.Commands.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
        string[] listed = File.ReadAllLines(
            Path.Combine(SourceTree.Root, "tests", "HybridNet.PowerShell.Tests", "public-types.txt")
        );
        Assert.Equal(listed.Where(line => line.Length > 0 && line[0] != '#'), types);
    }
}
