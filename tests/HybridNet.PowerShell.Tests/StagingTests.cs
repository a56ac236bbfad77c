using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.Loader;
using System.Text.RegularExpressions;

namespace HybridNet.PowerShell.Tests;

/// <summary>The staged module is the build that the tests belong to: all of it, nothing else, and optimised.</summary>
public sealed partial class StagingTests
{
    /// <summary>Folder of a project's build, in the configuration of these tests.</summary>
    private static string Built(string project) =>
        Path.Combine(SourceTree.Root, "src", project, "bin", SourceTree.Configuration, "net10.0");

    private static string Module => Path.Combine(SourceTree.Root, "module");

    private static string[] FilesBelow(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public void Every_staged_file_is_the_one_that_was_built_last()
    {
        foreach (string file in FilesBelow(SourceTree.StagedModule))
        {
            string? source = Source(file);
            if (source is not null)
                Assert.True(
                    File.ReadAllBytes(source)
                        .AsSpan()
                        .SequenceEqual(File.ReadAllBytes(Path.Combine(SourceTree.StagedModule, file))),
                    $"{file} is not {source}"
                );
        }
    }

    [Fact]
    public void Every_view_and_topic_is_staged_and_nothing_besides()
    {
        string[] expected =
        [
            .. FilesBelow(Module).Where(file => !file.StartsWith("help/", StringComparison.Ordinal)),
            .. FilesBelow(Path.Combine(Module, "help"))
                .Where(file => file.StartsWith("about_", StringComparison.Ordinal))
                .Select(file => $"en-US/{Path.GetFileNameWithoutExtension(file)}.help.txt"),
            "en-US/HybridNet.PowerShell.dll-Help.xml",
            "LICENSE",
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            FilesBelow(SourceTree.StagedModule).Where(file => !file.StartsWith("bin/", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_manifest_carries_the_version_of_the_build_and_is_valid()
    {
        using var session = new ModuleRunspace();
        PSObject manifest = session
            .Run("Test-ModuleManifest (Join-Path $args[0] HybridNet.PowerShell.psd1)", SourceTree.StagedModule)
            .Single;
        string props = File.ReadAllText(Path.Combine(SourceTree.Root, "src", "Directory.Build.props"));
        Assert.Equal(VersionPrefix().Match(props).Groups[1].Value, manifest.Get<string>("Version"));
        Version assembly = session.Run("[HybridNet.Run].Assembly.GetName().Version").Single.BaseObject is Version version
            ? version
            : new Version();
        Assert.Equal(manifest.Get<string>("Version"), assembly.ToString(3));
    }

    [Fact]
    public void What_is_staged_is_optimised()
    {
        using var session = new ModuleRunspace();
        session.Run("Get-HNZeroDice v7EX -WarningAction Ignore | Out-Null");
        System.Reflection.Assembly[] ours =
        [
            .. AssemblyLoadContext
                .All.SelectMany(context => context.Assemblies)
                .Where(assembly =>
                    assembly.GetName().Name is "HybridNet" or "HybridNet.PowerShell" or "HybridNet.Data"
                    && assembly.Location.StartsWith(SourceTree.StagedModule, StringComparison.Ordinal)
                ),
        ];
        Assert.Equal(3, ours.Length);
        Assert.All(
            ours,
            assembly =>
                Assert.NotEqual(
                    true,
                    (
                        (DebuggableAttribute?)Attribute.GetCustomAttribute(assembly, typeof(DebuggableAttribute))
                    )?.IsJITOptimizerDisabled
                )
        );
    }

    /// <summary>
    /// Where a staged file comes from; null for what is made: the manifest, the compiled help, and precompiled parts, which
    /// PrecompiledTests compares.
    /// </summary>
    private static string? Source(string file)
    {
        string name = Path.GetFileName(file);
        if (file.StartsWith($"bin/{PrecompiledFactAttribute.ThisSystem}/", StringComparison.Ordinal))
            return null;
        if (name == "HybridNet.Loader.dll")
            return Path.Combine(Built("HybridNet.Loader"), name);
        if (file.StartsWith("bin/isolated/", StringComparison.Ordinal))
            return Path.Combine(Built("HybridNet.Data"), file["bin/isolated/".Length..]);
        if (file.StartsWith("bin/", StringComparison.Ordinal))
            return Path.Combine(
                Built(name.StartsWith("HybridNet.PowerShell.", StringComparison.Ordinal) ? "HybridNet.PowerShell" : "HybridNet"),
                name
            );
        if (name == "LICENSE")
            return Path.Combine(SourceTree.Root, name);
        if (name is "HybridNet.PowerShell.psd1" or "HybridNet.PowerShell.dll-Help.xml")
            return null;
        return file.StartsWith("en-US/", StringComparison.Ordinal)
            ? Path.Combine(Module, "help", name.Replace(".help.txt", ".md", StringComparison.Ordinal))
            : Path.Combine(Module, file);
    }

    [GeneratedRegex("<VersionPrefix>(.*)</VersionPrefix>")]
    private static partial Regex VersionPrefix();
}
