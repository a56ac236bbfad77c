using System.Runtime.Loader;

namespace HybridNet.PowerShell.Tests;

/// <summary>What importing does, and what it does not do.</summary>
public sealed class ModuleLoadingTests : IDisposable
{
    private readonly ModuleRunspace _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_manifest_exports_every_cmdlet_class_and_nothing_else()
    {
        string[] exported =
        [
            .. _session
                .Run("(Get-Module HybridNet.PowerShell).ExportedCommands.Keys")
                .Output.Select(item => item.ToString())
                .Order(),
        ];
        string[] classes =
        [
            .. _session
                .Run("[HybridNet.PowerShell.Commands.HNCommand].Assembly.GetExportedTypes()")
                .Output.Select(item => (Type)item.BaseObject)
                .Select(type =>
                    (System.Management.Automation.CmdletAttribute?)
                        Attribute.GetCustomAttribute(type, typeof(System.Management.Automation.CmdletAttribute))
                )
                .Where(cmdlet => cmdlet is not null)
                .Select(cmdlet => $"{cmdlet!.VerbName}-{cmdlet.NounName}")
                .Order(),
        ];
        Assert.Equal(classes, exported);
    }

    [Fact]
    public void Importing_again_keeps_every_command_and_public_types_resolve()
    {
        Streams result = _session.Run(
            "Import-Module $args[0] -Force; Import-Module $args[0] -Force; (Get-Module "
                + "HybridNet.PowerShell).ExportedCommands.Count; [HybridNet.Run].FullName; (Import-HNRun v7EX) -is "
                + "[HybridNet.Run]",
            SourceTree.StagedModule
        );
        Assert.True((int)result.Output[0].BaseObject > 0);
        Assert.Equal("HybridNet.Run", result.Output[1].BaseObject);
        Assert.Equal(true, result.Output[2].BaseObject);
    }

    [Fact]
    public void Enum_parameters_bind_from_text_and_complete()
    {
        Assert.Equal(
            21,
            _session.Run("Get-HNZeroDice v7EX -Case b_gt_nonempty_pred_empty -WarningAction SilentlyContinue").Output.Length
        );
        Streams completion = _session.Run(
            "$text = $args[0]; [System.Management.Automation.CommandCompletion]::CompleteInput($text, $text.Length, "
                + "$null).CompletionMatches",
            "Select-HNOutlier -Method "
        );
        Assert.Equal(["Bounds", "Iqr", "Mad"], completion.All("CompletionText").Order());
        completion = _session.Run(
            "$text = $args[0]; [System.Management.Automation.CommandCompletion]::CompleteInput($text, $text.Length, "
                + "$null).CompletionMatches",
            "Import-HNRun x -Lesion "
        );
        Assert.Equal(["EX", "HE", "MA", "SE"], completion.All("CompletionText"));
    }

    [Fact]
    public void Third_party_assemblies_live_in_a_context_of_their_own()
    {
        _session.Run("Get-HNZeroDice v7EX | Out-Null");
        AssemblyLoadContext isolated = Assert.Single(
            AssemblyLoadContext.All,
            context => context.Assemblies.Any(assembly => assembly.GetName().Name == "HybridNet.Data")
        );
        Assert.NotSame(AssemblyLoadContext.Default, isolated);
        Assert.Contains(isolated.Assemblies, assembly => assembly.GetName().Name == "Sylvan.Data.Csv");
        Assert.DoesNotContain(isolated.Assemblies, assembly => assembly.GetName().Name == "HybridNet");
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "Sylvan.Data.Csv");
    }

    [Fact]
    public void The_staged_folder_holds_no_second_copy_of_a_type_and_the_natives_of_every_system()
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(SourceTree.StagedModule, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(SourceTree.StagedModule, path).Replace('\\', '/')),
        ];
        Assert.DoesNotContain(
            files,
            file =>
                file.EndsWith("System.Management.Automation.dll", StringComparison.Ordinal) || file.Contains("PowerShellStandard")
        );
        Assert.Equal(
            ["bin/HybridNet.dll"],
            files.Where(file =>
                file.EndsWith("/HybridNet.dll", StringComparison.Ordinal)
                && !file.StartsWith($"bin/{PrecompiledFactAttribute.ThisSystem}/", StringComparison.Ordinal)
            )
        );
        foreach (string rid in new[] { "win-x64", "win-arm64", "linux-x64", "linux-arm64" })
            Assert.Contains(files, file => file.StartsWith($"bin/isolated/runtimes/{rid}/native/", StringComparison.Ordinal));
        Assert.Contains(files, file => file.StartsWith("bin/isolated/runtimes/osx", StringComparison.Ordinal));
    }
}
