using System.Management.Automation;
using System.Text.RegularExpressions;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>
/// Every cmdlet with a progress bar, with the bar shown at once. Who adds a bar adds a row here; a test sees to it.
/// </summary>
public sealed partial class ProgressTests : IClassFixture<ProgressTests.Made>, IDisposable
{
    private readonly ModuleRunspace _session;
    private readonly TempFolder _folder = new();

    /// <summary>One session for all, and the run that each gets a copy of.</summary>
    public sealed class Made : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Made() => Session.Run("$null = New-HNSampleRun $args[0] -Images 6 -Size 96 -Seed 2", Run);

        internal ModuleRunspace Session { get; } = new();

        internal string Run => Path.Combine(_folder.Path, "madeEX");

        public void Dispose()
        {
            Session.Dispose();
            _folder.Dispose();
        }
    }

    public ProgressTests(Made made)
    {
        _session = made.Session;
        _folder.Copy(made.Run, "madeEX");
        _session.Enter(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Cmdlet; script; what the first and the last record of the bar say.</summary>
    public static TheoryData<string, string, string, string> Bars =>
        new()
        {
            // Six runs come down the pipeline one by one: nobody knows how many more there are.
            { "Import-HNRun", "1..6 | ForEach-Object { Get-Item madeEX } | Import-HNRun", "0: *madeEX", "5: *madeEX" },
            { "Measure-HNMask", "Measure-HNMask madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Measure-HNConfusion", "Measure-HNConfusion madeEX -ClassNumber 1, 2", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            {
                "Compare-HNRun",
                "Compare-HNRun madeEX (Import-HNRun madeEX -Name other -Threshold 0.3) -AtBestThreshold",
                "1 of 6: madeEX",
                "6 of 6: other"
            },
            { "Test-HNStore", "$null = Save-HNRun madeEX -Store s.db; Test-HNStore -Store s.db", "1: *", "2: madeEX" },
            { "Compare-HNProtocol", "Compare-HNProtocol madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Measure-HNLoss", "Measure-HNLoss madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Find-HNCause", "Find-HNCause madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Find-HNLabelFault", "Find-HNLabelFault madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Measure-HNFroc", "Measure-HNFroc madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Measure-HNReader", "Measure-HNReader madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Select-HNThreshold", "Select-HNThreshold madeEX -Rate 0.9 -AllowTestSet", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            {
                "Import-HNMark",
                "Set-Content marks.csv 'run,image_id,mark,note', 'madeEX,0000_1,Good,'; Import-HNMark marks.csv",
                "1: *marks.csv",
                "1: *marks.csv"
            },
            { "Get-HNLesion", "Get-HNLesion madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Measure-HNThreshold", "Measure-HNThreshold madeEX", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Optimize-HNPostProcess", "Optimize-HNPostProcess madeEX -Resamples 0", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            { "Export-HNMask", "Export-HNMask madeEX -Destination out -PassThru", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            {
                "Export-HNSampleWeight",
                "$s = 'madeEX/output/metrics_logs/image_split.csv'; (Get-Content $s) -replace 'test$', 'train' | Set-Content $s; "
                    + "Export-HNSampleWeight madeEX -Destination out.csv -PassThru -ImageId (Get-HNImageScore madeEX).ImageId",
                "1 of 6: 0000_1",
                "6 of 6: 0005_3"
            },
            {
                "Merge-HNProbability",
                "$maps = 'madeEX/output/probabilities_test'; Merge-HNProbability $maps, $maps -Destination out",
                "1 of 6: 0000_1",
                "6 of 6: 0005_3"
            },
            { "Export-HNPanel", "Import-HNRun madeEX | Export-HNPanel out", "1 of 6: 0000_1", "6 of 6: 0005_3" },
            {
                "Export-HNPanel",
                "Import-HNRun madeEX | Export-HNPanel out -Layout ContactSheet",
                "1 of 6: 0000_1",
                "6 of 6: 0005_3"
            },
            { "New-HNSampleRun", "New-HNSampleRun otherEX -Images 3 -Size 64", "1 of 3: *otherEX", "3 of 3: *otherEX" },
            // The table has two rows, the folder six images: the bar counts what is read, not what was logged.
            { "Export-HNReport", Cut + "Export-HNReport madeEX -Destination r.html -Resamples 0", "1 of 6", "* of *" },
            { "Export-HNChart", Cut + "Export-HNChart madeEX -Destination out", "1 of 6", "6 of 6" },
        };

    private const string Cut = "$t = 'madeEX/output/test_per_image_metrics.csv'; (Get-Content $t)[0..2] | Set-Content $t; ";

    [Theory]
    [MemberData(nameof(Bars))]
    public void A_bar_that_shows_at_once_counts_to_its_end_and_goes_away(string cmdlet, string script, string first, string last)
    {
        Assert.Contains(cmdlet, script);
        Streams result = _session.Run("$HNProgressDelay = 0; " + script + " -WarningAction Ignore");
        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.Output);
        // Import-HNRun at the head of a pipeline has a bar of its own.
        ProgressRecord[] bar = [.. result.Progress.Where(record => record.ActivityId == (cmdlet == "Import-HNRun" ? 2 : 1))];
        ProgressRecord[] records = [.. bar.Where(record => record.RecordType == ProgressRecordType.Processing)];
        Assert.Matches(Like(first), records[0].StatusDescription);
        Assert.Matches(Like(last), records[^1].StatusDescription);
        foreach (ProgressRecord record in records)
            Assert.Equal(Percent(record.StatusDescription), record.PercentComplete);
        Assert.Equal(ProgressRecordType.Completed, bar[^1].RecordType);
    }

    [Fact]
    public void Without_the_wish_work_of_less_than_a_second_shows_no_bar() =>
        Assert.Empty(_session.Run("$HNProgressDelay = 3600; Measure-HNMask madeEX").Progress);

    [Fact]
    public void Every_cmdlet_with_a_bar_is_tested()
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(
                    Path.Combine(SourceTree.Root, "src", "HybridNet.PowerShell", "Commands"),
                    "*.cs",
                    SearchOption.AllDirectories
                )
                // A cmdlet may stand in several files: its name, a dot, and what the part is about.
                .GroupBy(path => Path.GetFileName(path).Split('.')[0])
                .Select(parts => string.Concat(parts.Order(StringComparer.Ordinal).Select(File.ReadAllText))),
        ];
        // The bar of a base class is that of every cmdlet of it, and of those of the bases between.
        string[] abstracts = [.. files.Where(text => !CmdletName().IsMatch(text) && AbstractName().IsMatch(text))];
        var bases = new List<string>();
        for (int before = -1; before < bases.Count; )
        {
            before = bases.Count;
            bases.AddRange(
                abstracts
                    .Where(text => text.Contains("new ProgressMeter(") || bases.Exists(name => text.Contains($" : {name}\n")))
                    .Select(text => AbstractName().Match(text).Groups[1].Value)
                    .Except(bases)
                    .ToArray()
            );
        }
        string[] withBar =
        [
            .. files
                .Where(text => CmdletName().IsMatch(text))
                .Where(text => text.Contains("new ProgressMeter(") || bases.Exists(name => text.Contains($" : {name}\n")))
                .Select(text => CmdletName().Match(text))
                .Select(match => $"{match.Groups[1].Value}-{match.Groups[2].Value}")
                .Order(StringComparer.Ordinal),
        ];
        string[] tested = [.. Bars.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(withBar, tested);
    }

    /// <summary>"3 of 6" is 50; without a total it is -1, PowerShell's word for unknown.</summary>
    private static int Percent(string status)
    {
        Match match = Counted().Match(status);
        return match.Success ? 100 * int.Parse(match.Groups[1].Value) / int.Parse(match.Groups[2].Value) : -1;
    }

    private static string Like(string pattern) => $"^{Regex.Escape(pattern).Replace(@"\*", ".*")}$";

    [GeneratedRegex(@"^(\d+) of (\d+)")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\[Cmdlet\(\s*Verbs\w+\.(\w+),\s*""(\w+)""")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"abstract (?:partial )?class (\w+)")]
    private static partial Regex AbstractName();
}
