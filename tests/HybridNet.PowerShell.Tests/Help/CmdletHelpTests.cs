using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Help;

/// <summary>Get-Help of every cmdlet says what the cmdlet has.</summary>
public sealed class CmdletHelpTests : IDisposable
{
    private readonly ModuleRunspace _session = new();

    public void Dispose() => _session.Dispose();

    public static TheoryData<string> Cmdlets()
    {
        var data = new TheoryData<string>();
        using var session = new ModuleRunspace();
        foreach (PSObject name in session.Run("(Get-Module HybridNet.PowerShell).ExportedCommands.Keys").Output)
            data.Add(name.ToString());
        return data;
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Help_and_parameters_agree(string cmdlet)
    {
        PSObject help = _session.Run("Get-Help $args[0] -Full", cmdlet).Single;
        Assert.NotEqual("", help.Properties["Synopsis"].Value.ToString()!.Trim());
        // Without compiled help, PowerShell shows the syntax as the synopsis.
        Assert.DoesNotContain("[<", help.Properties["Synopsis"].Value.ToString());
        string[] described =
        [
            .. _session
                .Run(
                    "(Get-Help $args[0] -Full).parameters.parameter | ForEach-Object { if (-not ($_.description | ForEach-Object Text)) { throw \"$($_.name) is not described\" }; $_.name }",
                    cmdlet
                )
                .Output.Select(name => name.ToString())
                .Order(StringComparer.Ordinal),
        ];
        HashSet<string> common = [.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters.Except(["WhatIf", "Confirm"])];
        string[] actual =
        [
            .. _session
                .Run("(Get-Command $args[0]).Parameters.Keys", cmdlet)
                .Output.Select(name => name.ToString())
                .Where(name => !common.Contains(name))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(actual, described);
        Assert.True(
            _session.Run("@((Get-Help $args[0] -Full).examples.example).Count", cmdlet).Single.BaseObject is int and >= 2
        );
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_cmdlet_has_an_output_type_and_a_view_for_it(string cmdlet)
    {
        string[] types =
        [
            .. _session.Run("(Get-Command $args[0]).OutputType.Name", cmdlet).Output.Select(name => name.ToString()),
        ];
        Assert.NotEmpty(types);
        string views = string.Concat(
            Directory
                .EnumerateFiles(SourceTree.StagedModule, "*.Format.ps1xml", SearchOption.AllDirectories)
                .Select(File.ReadAllText)
        );
        foreach (string type in types.Where(type => type.StartsWith("HybridNet.", StringComparison.Ordinal)))
            Assert.Contains($"<TypeName>{type}</TypeName>", views);
    }

    [Fact]
    public void The_about_topic_is_there() =>
        Assert.Contains(
            "EMPTY POLICIES",
            string.Concat(_session.Run("Get-Help about_HybridNet").Output.Select(item => item.ToString()))
        );
}
