namespace HybridNet.PowerShell.Tests.Shell;

/// <summary>The stand-ins for standard cmdlets print what PowerShell prints.</summary>
public class StandInTests
{
    /// <summary>Pipelines, and what PowerShell 7.6 prints for them.</summary>
    private static readonly (string Script, string Output)[] s_cases =
    [
        ("'b', 'a', 'b' | Group-Object -NoElement", "Count Name\n----- ----\n    1 a\n    2 b"),
        ("'b', 'a', 'b' | Group-Object | ForEach-Object { \"$($_.Name) $($_.Count) $($_.Group)\" }", "a 1 a\nb 2 b b"),
        ("3, 1, 2 | Sort-Object", "1\n2\n3"),
        ("3, 1, 2, 3 | Sort-Object -Descending -Unique", "3\n2\n1"),
        ("'b', 'A', 'c' | Sort-Object", "A\nb\nc"),
        (
            "[pscustomobject]@{ a = 1; b = 2 }, [pscustomobject]@{ a = 1; b = 1 } | Sort-Object a, @{ e = 'b'; Descending = $true } | ForEach-Object b",
            "2\n1"
        ),
        ("1..5 | Select-Object -First 2 -Skip 1", "2\n3"),
        ("1..5 | Select-Object -Last 2", "4\n5"),
        ("1, 1, 2 | Select-Object -Unique", "1\n2"),
        ("[pscustomobject]@{ a = 1; b = 2 } | Select-Object a, @{ n = 'c'; e = { $_.a + $_.b } }", "a c\n- -\n1 3"),
        ("[pscustomobject]@{ a = 1, 2 } | Select-Object -ExpandProperty a", "1\n2"),
        (
            "1..4 | Measure-Object -Average -Sum -Maximum -Minimum | ForEach-Object { \"$($_.Count) $($_.Average) $($_.Sum) $($_.Minimum) $($_.Maximum)\" }",
            "4 2.5 10 1 4"
        ),
        ("[pscustomobject]@{ a = 1; b = 'x' } | Format-Table b, a", "b a\n- -\nx 1"),
        ("[pscustomobject]@{ a = 1; b = 'x' } | Format-List", "a : 1\nb : x"),
        (
            "[pscustomobject]@{ a = 1.5; b = 'x', $null; c = $true; d = @{ e = 1 } } | ConvertTo-Json -Compress",
            "{\"a\":1.5,\"b\":[\"x\",null],\"c\":true,\"d\":{\"e\":1}}"
        ),
        ("[pscustomobject]@{ a = 1.5; b = 'x\"y' } | ConvertTo-Csv", "\"a\",\"b\"\n\"1.5\",\"x\"\"y\""),
        ("Join-Path a b c", "a/b/c"),
        ("Test-Path examples; Test-Path nowhere; Test-Path examples -PathType Leaf", "True\nFalse\nFalse"),
        ("Split-Path a/b/c.txt; Split-Path a/b/c.txt -Leaf; Split-Path a/b/c.txt -LeafBase", "a/b\nc.txt\nc"),
        ("(Get-ChildItem examples/v7EX -Directory).Name", "images\nmasks\noutput"),
        ("Write-Output 1, 2; Write-Host 'host'; Write-Warning 'careful'", "1\n2\nhost\nWARNING: careful"),
    ];

    private static string Script =>
        string.Join('\n', s_cases.Select(item => $"& {{ {item.Script} }} | Out-Default\n'====' | Out-Default"));

    [Fact]
    public void Stand_ins_print_what_PowerShell_prints()
    {
        ShellProcess.Result result = ShellProcess.RunWithInput(Script);
        Assert.Equal("", result.Errors);
        Check(result.Output);
    }

    /// <summary>Keeps the expectations honest: real PowerShell, where there is one, must meet them too.</summary>
    [PwshFact]
    public void PowerShell_itself_prints_the_same()
    {
        using var folder = new TempFolder();
        Check(ShellProcess.Start(ShellProcess.Pwsh!, ["-NoProfile", "-File", folder.Write("cases.ps1", Script)], null).Output);
    }

    private static void Check(string output)
    {
        string[] parts = output.Split("====\n");
        Assert.Equal(s_cases.Length + 1, parts.Length);
        for (int i = 0; i < s_cases.Length; i++)
            Assert.Equal(s_cases[i].Output, string.Join('\n', parts[i].Split('\n').Select(line => line.TrimEnd())).Trim('\n'));
    }
}
