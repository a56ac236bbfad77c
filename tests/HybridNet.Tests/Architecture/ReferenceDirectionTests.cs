using System.Xml.Linq;

namespace HybridNet.Tests.Architecture;

/// <summary>HybridNet.PowerShell -> HybridNet &lt;- HybridNet.Data, and no other reference between them.</summary>
public class ReferenceDirectionTests
{
    [Fact]
    public void The_engine_references_no_project_and_no_package() =>
        Assert.Empty(References("HybridNet", "ProjectReference").Concat(References("HybridNet", "PackageReference")));

    [Fact]
    public void The_adapters_reference_the_engine_alone() =>
        Assert.Equal(["HybridNet"], References("HybridNet.Data", "ProjectReference"));

    [Fact]
    public void The_cmdlets_compile_against_the_engine_and_the_PowerShell_standard_alone()
    {
        Assert.Equal(["HybridNet"], References("HybridNet.PowerShell", "ProjectReference"));
        Assert.Equal(["PowerShellStandard.Library"], References("HybridNet.PowerShell", "PackageReference"));
    }

    [Fact]
    public void The_shell_references_none_of_our_assemblies() => Assert.Empty(References("HybridNet.Shell", "ProjectReference"));

    [Fact]
    public void Engine_sources_use_neither_PowerShell_nor_a_file_format_library()
    {
        string[] forbidden = ["System.Management.Automation", "SkiaSharp", "Sqlite", "LibTiff", "Sylvan", "Parquet", "OxyPlot"];
        foreach (
            string file in Directory.EnumerateFiles(
                Path.Combine(SourceTree.Root, "src", "HybridNet"),
                "*.cs",
                SearchOption.AllDirectories
            )
        )
        foreach (string line in File.ReadLines(file).Where(line => line.StartsWith("using ", StringComparison.Ordinal)))
            Assert.DoesNotContain(forbidden, name => line.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Names of what a project compiles against; a reference for build order only is none.</summary>
    private static IEnumerable<string> References(string project, string kind) =>
        XDocument
            .Load(Path.Combine(SourceTree.Root, "src", project, project + ".csproj"))
            .Descendants(kind)
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => ((string)reference.Attribute("Include")!).Split('/')[^1].Replace(".csproj", ""));
}
