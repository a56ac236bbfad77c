using System.Text.RegularExpressions;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Tables and lists on a screen of 80 columns: no figure is cut, and no word is broken.</summary>
public sealed partial class NarrowTableTests(NarrowTableTests.Runs runs) : IClassFixture<NarrowTableTests.Runs>
{
    private const string Long = "IDRiD_patient_000123_left_eye_baselineEX";

    /// <summary>A run and another whose name is longer than a table has room for.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Runs()
        {
            using var session = new ModuleRunspace();
            session.Enter(_folder.Path);
            session.Run(
                "$null = New-HNSampleRun aEX -Images 12 -Size 64; $null = New-HNSampleRun $args[0] -Images 12 -Size 64 -Seed 3; "
                    + "$null = New-HNSampleRun bHE -Images 12 -Size 64 -Seed 2 -Lesion HE; $null = Save-HNRun aEX -Store s.db; "
                    + "$null = Import-HNRun bHE -Name aEX | Save-HNRun -Store s.db",
                Long
            );
        }

        /// <summary>What a command writes on a screen.</summary>
        public string Shown(string script, int columns)
        {
            var screen = new ScreenHost(columns);
            using var session = new ModuleRunspace(screen);
            session.Enter(_folder.Path);
            Assert.Empty(session.Run($"& {{\n{script}\n}} | Out-Default").Errors);
            return Escape().Replace(screen.Text, "");
        }

        public void Dispose() => _folder.Dispose();
    }

    [Theory]
    [InlineData("Import-HNRun {0}", "BestEpoch")]
    [InlineData("Get-HNImageScore {0}", "Band or state")]
    [InlineData("Get-HNImageScore {0} | Select-HNOutlier -PassThru", "Reason")]
    [InlineData("Get-HNEpoch {0}", "ValIou")]
    [InlineData("Get-HNSplit {0}", "Rate")]
    [InlineData("Measure-HNMask {0}", "State")]
    [InlineData("Get-HNLesion {0}", "BestIou")]
    [InlineData("Measure-HNThreshold {0}", "Empty")]
    public void A_long_name_takes_no_room_from_the_figures(string script, string last)
    {
        string narrow = runs.Shown(string.Format(script, Long), 80);
        string[] lines = narrow.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The header is one line, and so is every row: a column that got too little room would go on below.
        Assert.Contains(last, lines[0]);
        Assert.Matches("^-+( +-+)*$", lines[1].Trim());
        Assert.All(lines[2..], line => Assert.Matches("^IDRiD.*…", line));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains(Long, runs.Shown(string.Format(script, Long), 140));
    }

    [Fact]
    public void A_verdict_that_is_none_says_why()
    {
        string shown = runs.Shown("Compare-HNRun aEX bHE", 80);
        Assert.Contains("NotComparable", shown);
        Assert.Contains("The lesions differ: EX and HE", Regex.Replace(shown, @"\s+", " "));
    }

    [Theory]
    [InlineData(
        "Compare-HNRun aEX bHE | Test-HNRegression",
        "Reason         : ",
        "(Compare-HNRun aEX bHE | Test-HNRegression).Reason"
    )]
    [InlineData("Find-HNCause aEX | Format-List", "Sentence     : ", "(Find-HNCause aEX)[0].Sentence")]
    [InlineData("Test-HNRun aEX | Format-List", "Message        : ", "(Test-HNRun aEX)[0].Message")]
    public void A_sentence_in_a_list_is_broken_between_words(string script, string label, string sentence)
    {
        string[] lines = runs.Shown(script, 80).Split('\n');
        int first = Array.FindIndex(lines, line => line.StartsWith(label, StringComparison.Ordinal));
        string[] more = [.. lines.Skip(first + 1).TakeWhile(line => line.StartsWith(new string(' ', label.Length)))];
        Assert.NotEmpty(more);
        string whole = string.Join(' ', more.Select(line => line.Trim()).Prepend(lines[first][label.Length..].Trim()));
        Assert.Equal(runs.Shown(sentence, 2000).Trim(), whole);
    }

    [Fact]
    public void A_sentence_in_a_table_is_broken_between_words()
    {
        string[] lines = runs.Shown("Find-HNCause aEX", 80).Split('\n');
        string[] row = [.. lines.SkipWhile(line => !line.StartsWith("-----", StringComparison.Ordinal)).Skip(1)];
        int column = lines.First(line => line.StartsWith("Target", StringComparison.Ordinal)).IndexOf("Sentence");
        string[] words = [.. row.TakeWhile(line => line.Length > column).Select(line => line[column..].Trim())];
        string whole = string.Join(' ', words);
        Assert.StartsWith(runs.Shown("(Find-HNCause aEX)[0].Sentence", 2000).Trim(), whole);
    }

    /// <summary>Both tools stand in the table, the second below the first where they have no room side by side.</summary>
    [Theory]
    [InlineData(80, 3)]
    [InlineData(120, 1)]
    public void No_tool_of_a_spread_is_left_out(int columns, int lines)
    {
        const string Script = "Compare-HNProtocol aEX -WarningAction Ignore | Where-Object Figure -eq Dice";
        string shown = runs.Shown(Script, columns).TrimEnd();
        string[] tools = runs.Shown($"{Script} | ForEach-Object {{ $_.LeastBy; $_.MostBy }}", 200).Trim().Split('\n');
        Assert.EndsWith($" {tools[0]} to {tools[1]}", Regex.Replace(shown, @"\s+", " "));
        Assert.Equal(lines, shown.Split('\n').SkipWhile(line => !line.StartsWith("Dice ", StringComparison.Ordinal)).Count());
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.Length, 0, columns));
    }

    [Fact]
    public void Groups_are_rows_of_one_table()
    {
        string[] lines = runs.Shown("Measure-HNScore aEX -By '_(.)$' -Resamples 0", 80)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("Scores: aEX, Dice by _(.)$", lines[0]);
        Assert.Matches(@"^Group +Count +Mean \[interval\] +Min +50% +Max", lines[1]);
        // Ids end in _1, _2, _3 in turn: four images each.
        Assert.Equal(
            ["1 4", "2 4", "3 4"],
            lines[3..].Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2]))
        );
    }

    /// <summary>The sample's references lie in two folders under one name, and its prediction of 0002_3 is taken away.</summary>
    [Fact]
    public void A_pairing_says_its_files_or_why_there_are_none()
    {
        string[] lines = runs.Shown(
                "Copy-Item aEX cEX -Recurse; Remove-Item cEX/output/p*_test/0002_3*; Resolve-HNImage cEX -WarningAction Ignore",
                80
            )
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("Prediction    GroundTruth or reason", lines[0].TrimEnd());
        Assert.Matches(@"^cEX 0000_1 +Paired +ClassName +0000_1_EX.png 0000_1.png x2 *$", lines[2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void One_recovered_size_is_no_range() =>
        Assert.EndsWith(
            "for 1 image, 7 px.",
            runs.Shown("(New-HNSampleRun oneEX -Images 6 -Size 64 | Test-HNRun -Include HN003).Message", 400).Trim()
        );

    [Fact]
    public void Summaries_of_runs_are_rows_of_a_table_where_one_is_asked_for()
    {
        string[] lines = runs.Shown($"Measure-HNScore aEX, {Long} -Resamples 100 | Format-Table", 80)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"^Run +Property +Count +Mean \[interval\] +Min +50% +Max$", lines[0].TrimEnd());
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^aEX +Dice +12 0\.\d{4} \[0\.\d{4}, 0\.\d{4}\] ", lines[2]);
        Assert.StartsWith("IDRiD…neEX ", lines[3]);
    }

    [Fact]
    public void Revisions_of_a_run_do_not_look_alike()
    {
        string[] lines = runs.Shown("Get-HNRun aEX -AllRevision -Store s.db", 80)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^Name +Revision +ImportedAt", lines[0]);
        Assert.Equal(["1", "2"], lines[2..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).Order());
    }

    // Table headers carry color codes whatever $PSStyle.OutputRendering says.
    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escape();
}
