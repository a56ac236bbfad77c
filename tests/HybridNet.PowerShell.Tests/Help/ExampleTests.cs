using System.Text.RegularExpressions;
using HybridNet.PowerShell.Tests.Shell;

namespace HybridNet.PowerShell.Tests.Help;

/// <summary>Every example in the help pages and in the README prints what stands below it.</summary>
public partial class ExampleTests
{
    [Fact]
    public void Examples_print_what_stands_below_them()
    {
        (string File, string Code, string Output)[] examples = [.. Pages().SelectMany(Examples)];
        Assert.True(examples.Length >= 20, "Too few examples were found: the pattern no longer fits the pages.");
        string script =
            string.Concat(examples.Select((example, i) => $"'<<<{i}>>>' | Out-Default\n& {{\n{example.Code}\n}} | Out-Default\n"))
            + "'<<<end>>>' | Out-Default\n";
        ShellProcess.Result result = ShellProcess.RunWithInput(script);
        Assert.Equal("", result.Errors);
        string[] printed = [.. Marker().Split(result.Output).Skip(1)];
        Assert.Equal(examples.Length + 1, printed.Length);
        for (int i = 0; i < examples.Length; i++)
            Assert.True(
                Tidy(examples[i].Output) == Tidy(printed[i]),
                $"{Path.GetFileName(examples[i].File)}: {examples[i].Code}\nshould print\n{examples[i].Output}\nbut prints\n{printed[i]}"
            );
    }

    [Fact]
    public void Every_example_script_runs()
    {
        // The gate is a Pester file and the nightly job takes folders: they have tests of their own.
        foreach (
            string script in Directory
                .EnumerateFiles(Path.Combine(SourceTree.Root, "examples"), "*.ps1")
                .Where(path =>
                    !path.EndsWith(".Tests.ps1", StringComparison.Ordinal)
                    && !path.EndsWith("05-nightly.ps1", StringComparison.Ordinal)
                )
                .Order()
        )
        {
            ShellProcess.Result result = ShellProcess.Run("-NonInteractive", "-File", script);
            Assert.True(
                result.ExitCode == 0 && result.Errors == "" && result.Output.Length > 100,
                $"{script} ended with {result.ExitCode}: {result.Errors}"
            );
        }
    }

    [PwshFact]
    public void The_first_example_prints_the_same_in_PowerShell()
    {
        string script = Path.Combine(SourceTree.Root, "examples", "01-zero-dice.ps1");
        string ours = ShellProcess.Run("-File", script).Output;
        string theirs = ShellProcess.Start("dotnet", [SourceTree.Shell, "-File", script], null).Output;
        Assert.Equal(Tidy(theirs), Tidy(ours));
    }

    private static IEnumerable<string> Pages() =>
        Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, "module", "help"), "*.md")
            .Order()
            .Append(Path.Combine(SourceTree.Root, "README.md"));

    private static IEnumerable<(string, string, string)> Examples(string file) =>
        Example().Matches(File.ReadAllText(file)).Select(match => (file, match.Groups[1].Value, match.Groups[2].Value));

    private static string Tidy(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    [GeneratedRegex(@"```powershell\n((?:(?!\n```).)*)\n```\n\n```output\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"<<<(?:\d+|end)>>>\n")]
    private static partial Regex Marker();
}
