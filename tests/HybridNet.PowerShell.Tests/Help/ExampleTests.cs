using System.Management.Automation;
using System.Text.RegularExpressions;
using HybridNet.PowerShell.Tests.Shell;

namespace HybridNet.PowerShell.Tests.Help;

/// <summary>Every example in the help pages and in the README prints what stands below it, on a screen of 120 columns.</summary>
public sealed partial class ExampleTests(ExampleTests.Screen screen) : IClassFixture<ExampleTests.Screen>, IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>One session for all examples, as somebody types them one after the other; each has a folder of its own.</summary>
    public sealed class Screen : IDisposable
    {
        private readonly ScreenHost _host = new(120);
        private readonly ModuleRunspace _session;

        public Screen() => _session = new(_host);

        /// <summary>What an example prints, run in a folder; the errors go to the test.</summary>
        public (string Text, ErrorRecord[] Errors) Run(string code, string folder)
        {
            int before = _host.Text.Length;
            _session.Enter(folder);
            Streams result = _session.Run($"& {{\n{code}\n}} | Out-Default");
            return (_host.Text[before..], result.Errors);
        }

        public void Dispose() => _session.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Page and number of the example on it.</summary>
    public static TheoryData<string, int> Numbers()
    {
        var data = new TheoryData<string, int>();
        foreach (string page in Pages())
            for (int i = 1; i <= Examples(page).Length; i++)
                data.Add(page, i);
        return data;
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_example_prints_what_stands_below_it(string page, int number)
    {
        (string code, string expected) = Examples(page)[number - 1];
        // An example may write beside itself: each works in a folder of its own, with the sample runs where it expects them.
        if (code.Contains("examples/", StringComparison.Ordinal) || code.Contains("examples ", StringComparison.Ordinal))
            _folder.Copy(Path.Combine(SourceTree.Root, "examples"), "examples");
        (string text, ErrorRecord[] errors) = screen.Run(code, _folder.Path);
        Assert.Empty(errors);
        string printed = Escape().Replace(text, "");
        Assert.True(Tidy(expected) == Tidy(printed), $"{page}: {code}\nshould print\n{expected}\nbut prints\n{printed}");
    }

    [Fact]
    public void Every_page_of_a_cmdlet_has_an_example_with_output() =>
        Assert.All(Pages().Where(page => page.Contains("-HN")), page => Assert.NotEmpty(Examples(page)));

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
            ShellProcess.Result result = ShellProcess.Run("-File", script);
            Assert.True(
                result.ExitCode == 0 && result.Errors == "" && result.Output.Length > 100,
                $"{script} ended with {result.ExitCode}: {result.Errors}"
            );
        }
    }

    private static IEnumerable<string> Pages() =>
        Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, "module", "help"), "*.md")
            .Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/'))
            .Append("README.md");

    private static (string Code, string Output)[] Examples(string page) =>
        [
            .. Example()
                .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, page)).ReplaceLineEndings("\n"))
                .Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
        ];

    private static string Tidy(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    // Table headers carry colour codes whatever $PSStyle.OutputRendering says.
    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escape();

    [GeneratedRegex(@"```powershell\n((?:(?!\n```).)*)\n```\n\n```output\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
