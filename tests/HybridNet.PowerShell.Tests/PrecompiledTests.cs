using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using HybridNet.PowerShell.Tests.Shell;

namespace HybridNet.PowerShell.Tests;

/// <summary>Engine, cmdlets and adapters run as they were precompiled for this system, and elsewhere as they are.</summary>
public sealed class PrecompiledTests
{
    private static readonly string[] s_parts =
    [
        "HybridNet.Data.dll",
        "HybridNet.PowerShell.dll",
        "HybridNet.dll",
        "SkiaSharp.dll",
        "System.IO.Hashing.dll",
    ];

    private static string Bin => Path.Combine(SourceTree.StagedModule, "bin");

    private static string Folder => Path.Combine(Bin, PrecompiledFactAttribute.ThisSystem);

    [PrecompiledFact]
    public void Each_part_is_the_one_that_was_built_with_machine_code_added()
    {
        Assert.Equal(
            s_parts,
            Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        );
        foreach (string part in s_parts)
        {
            string plain = Path.Combine(Bin, part);
            if (!File.Exists(plain))
                plain = Path.Combine(Bin, "isolated", part);
            using var built = new PEReader(File.OpenRead(plain));
            using var precompiled = new PEReader(File.OpenRead(Path.Combine(Folder, part)));
            // The header of machine code hangs where C++ once hung its own (ECMA-335, II.25.3.3).
            Assert.Equal(0, built.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
            Assert.NotEqual(0, precompiled.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
            Assert.Equal(Version(built), Version(precompiled));
            Assert.Equal(Bodies(built), Bodies(precompiled));
        }
    }

    [PrecompiledFact]
    public void A_session_runs_the_precompiled_parts()
    {
        using var session = new ModuleRunspace();
        session.Run("Get-HNZeroDice v7EX -WarningAction Ignore | Out-Null");
        string[] loaded =
        [
            .. AssemblyLoadContext
                .All.SelectMany(context => context.Assemblies)
                .Where(assembly => !assembly.IsDynamic && s_parts.Contains(assembly.GetName().Name + ".dll"))
                .Select(assembly => assembly.Location)
                .Where(path => path.StartsWith(SourceTree.StagedModule, StringComparison.Ordinal)),
        ];
        foreach (string part in s_parts[..3])
            Assert.Contains(Path.Combine(Folder, part), loaded);
        Assert.All(loaded, path => Assert.Equal(Folder, Path.GetDirectoryName(path)));
    }

    /// <summary>
    /// A session that may not take them runs the same module from its other files, finds its data files, and gives the same.
    /// </summary>
    [PrecompiledFact]
    public void Without_them_a_session_gives_the_same()
    {
        const string script =
            "$runs = New-HNSampleRun (Join-Path $args[0] demoEX) -Images 3 -Size 64; "
            + "$runs | Measure-HNMask -Metric Overlap, Score, Distance, Lesion | ConvertTo-Json -Depth 3 -Compress; "
            + "$runs | Measure-HNMask -As MONAI | ConvertTo-Json -Depth 3 -Compress; "
            + "(Get-Help Measure-HNMask).Synopsis; "
            + "'LOADED'; [HybridNet.Run], [HybridNet.PowerShell.Commands.HNCommand] | ForEach-Object { $_.Assembly.Location }; "
            + "[Runtime.Loader.AssemblyLoadContext]::All.Assemblies.Where{ $_.FullName -like 'HybridNet.Data,*' }.Location";
        string[] fast = Run(null),
            plain = Run("0");
        int loaded = Array.IndexOf(fast, "LOADED");
        Assert.True(loaded > 2);
        Assert.Equal(fast[..loaded], plain[..loaded]);
        Assert.Equal(["HybridNet.dll", "HybridNet.PowerShell.dll", "HybridNet.Data.dll"], From(Folder, fast));
        Assert.Equal(
            ["HybridNet.dll", "HybridNet.PowerShell.dll", Path.Combine("isolated", "HybridNet.Data.dll")],
            From(Bin, plain)
        );

        IEnumerable<string> From(string folder, string[] lines) =>
            lines[(loaded + 1)..].Select(path => Path.GetRelativePath(folder, path));

        string[] Run(string? precompiled)
        {
            using var folder = new TempFolder();
            ShellProcess.Result result = ShellProcess.RunWith(
                new Dictionary<string, string?> { ["HYBRIDNET_PRECOMPILED"] = precompiled },
                "-Command",
                $"& {{ {script} }} '{folder.Path}'"
            );
            Assert.Equal((0, ""), (result.ExitCode, result.Errors));
            return result.Output.Replace(folder.Path, "", StringComparison.Ordinal).TrimEnd().Split('\n');
        }
    }

    [Fact]
    public void A_system_without_precompiled_parts_is_no_error_and_a_damaged_part_is_one()
    {
        using var session = new ModuleRunspace();
        MethodInfo load = AssemblyLoadContext
            .Default.Assemblies.Single(assembly => assembly.GetName().Name == "HybridNet.Loader")
            .GetType("HybridNet.Loader.PrecompiledParts", throwOnError: true)!
            .GetMethod("LoadFrom", BindingFlags.Static | BindingFlags.NonPublic)!;
        using var bin = new TempFolder();
        load.Invoke(null, [bin.Path]);
        bin.Write($"{PrecompiledFactAttribute.ThisSystem}/HybridNet.dll", "no assembly");
        Exception thrown = Assert.Throws<TargetInvocationException>(() => load.Invoke(null, [bin.Path])).InnerException!;
        Assert.IsType<BadImageFormatException>(thrown);
        Assert.Contains("HybridNet.dll", thrown.Message);
    }

    /// <summary>Every method with its code before it is machine code.</summary>
    private static string[] Bodies(PEReader reader)
    {
        MetadataReader metadata = reader.GetMetadataReader();
        return
        [
            .. metadata
                .MethodDefinitions.Select(metadata.GetMethodDefinition)
                .Select(method =>
                    metadata.GetString(method.Name)
                    + (
                        method.RelativeVirtualAddress == 0
                            ? ""
                            : Convert.ToHexString(reader.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [])
                    )
                ),
        ];
    }

    private static Guid Version(PEReader reader)
    {
        MetadataReader metadata = reader.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
