using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace HybridNet.PowerShell.Tests.Parameters;

/// <summary>
/// A parameter reaches what it is for. Parameters/CMDLET.txt has a row for each parameter of a cmdlet: two or more pipelines
/// that differ in this parameter, with results that were worked out by hand on <see cref="TinyRuns"/>.
/// </summary>
/// <remarks>
/// <code>
/// # a remark, the arithmetic
/// -Connectivity
///   (Get-HNLesion tinyEX -Connectivity Eight).Count => 1
///   (Get-HNLesion tinyEX -Connectivity Four).Count => 2
/// -ThrottleLimit
///   covered: Name_of_a_test_elsewhere
/// </code>
/// Parameters whose row is still to be written stand in open.lst, which may only become shorter. The runs are in the
/// current folder; $out is a path that does not exist yet, for what is written.
/// </remarks>
public sealed partial class ParameterTests(ParameterTests.Tiny tiny) : IClassFixture<ParameterTests.Tiny>
{
    /// <summary>One session and one set of runs for all rows: they only read.</summary>
    public sealed class Tiny : IDisposable
    {
        private readonly TempFolder _folder = new();
        private int _rows;

        public Tiny()
        {
            TinyRuns.Write(_folder.Path);
            Session.Enter(_folder.Path);
        }

        public ModuleRunspace Session { get; } = new();

        public string Folder => _folder.Path;

        /// <summary>What pipelines gave that many rows have in common: the runs do not change between rows.</summary>
        internal Dictionary<string, (string Text, string Errors)> Known { get; } = [];

        public string NewPath() => Path.Combine(_folder.Path, $"out{++_rows}");

        public void Dispose()
        {
            Session.Dispose();
            _folder.Dispose();
        }
    }

    private sealed record Row(string Cmdlet, string Parameter, (string Script, string Expected)[] Cases, string[] Covered);

    /// <summary>The folder of the tables.</summary>
    internal static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "HybridNet.PowerShell.Tests", "Parameters");

    private static readonly Row[] s_rows =
    [
        .. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(Read),
    ];

    public static TheoryData<string, string> Names()
    {
        var data = new TheoryData<string, string>();
        foreach (Row row in s_rows.Where(row => row.Cases.Length > 0))
            data.Add(row.Cmdlet, row.Parameter);
        return data;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_changes_what_it_should(string cmdlet, string parameter)
    {
        Row row = s_rows.Single(row => row.Cmdlet == cmdlet && row.Parameter == parameter);
        Assert.True(
            row.Cases.Select(item => item.Expected).Distinct().Count() > 1,
            "A row needs two pipelines with different results."
        );
        foreach ((string script, string expected) in row.Cases)
        {
            Streams result = tiny.Session.Run("$out = $args[0]\n" + script, tiny.NewPath());
            Assert.True(
                result.Errors.Length == 0,
                $"{script}: {string.Join("; ", result.Errors.Select(error => error.ToString()))}"
            );
            string found = string.Join(' ', result.Output.Select(item => Text(item?.BaseObject)));
            Assert.True(expected == found, $"{script}\nshould give {expected}\nbut gives   {found}");
        }
    }

    [Fact]
    public void Every_parameter_of_every_cmdlet_has_a_row()
    {
        HashSet<string> common = [.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters, "ProgressAction"];
        string[] actual =
        [
            .. tiny
                .Session.Run(
                    "(Get-Module HybridNet.PowerShell).ExportedCmdlets.Values | ForEach-Object { $c = $_; "
                        + "$c.Parameters.Keys | ForEach-Object { \"$c $_\" } }"
                )
                .Output.Select(item => item.ToString())
                .Where(name => !common.Contains(name.Split(' ')[1]))
                .Order(StringComparer.Ordinal),
        ];
        string[] rows =
        [
            .. s_rows
                .Select(row => $"{row.Cmdlet} {row.Parameter}")
                .Concat(FamilyTests.Covered)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        HashSet<string> open = [.. File.ReadLines(Path.Combine(Folder, "open.lst"))];
        string[] missing = [.. actual.Except(rows).Where(name => !open.Contains(name))];
        string[] stale = [.. rows.Except(actual), .. rows.Intersect(open)];
        Assert.True(
            missing.Length + stale.Length == 0,
            $"without a row: {string.Join(", ", missing)}\nwithout a parameter, or struck out too late: "
                + $"{string.Join(", ", stale)}"
        );
    }

    [Fact]
    public void What_is_covered_elsewhere_is_there()
    {
        string tests = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(SourceTree.Root, "tests"), "*.*", SearchOption.AllDirectories)
                .Where(path =>
                    path.EndsWith("Tests.cs", StringComparison.Ordinal) || path.EndsWith(".Tests.ps1", StringComparison.Ordinal)
                )
                .Select(File.ReadAllText)
        );
        Assert.All(
            s_rows.SelectMany(row => row.Covered),
            name => Assert.True(tests.Contains($" {name}(") || tests.Contains($"It '{name}'"), $"There is no test {name}.")
        );
    }

    private static string Text(object? value) =>
        value switch
        {
            double number => number.ToString("0.####", CultureInfo.InvariantCulture),
            IFormattable item => item.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items and not string => string.Join(' ', items.Cast<object>().Select(Text)),
            null => "-",
            _ => value.ToString()!,
        };

    private static IEnumerable<Row> Read(string path)
    {
        string cmdlet = Path.GetFileNameWithoutExtension(path);
        var cases = new List<(string, string)>();
        var covered = new List<string>();
        string? parameter = null;
        foreach (string line in File.ReadLines(path).Append("-"))
        {
            if (line.StartsWith('-'))
            {
                if (parameter is not null)
                    yield return new(cmdlet, parameter, [.. cases], [.. covered]);
                parameter = line[1..].Trim();
                cases.Clear();
                covered.Clear();
            }
            else if (Covered().Match(line) is { Success: true } elsewhere)
                covered.Add(elsewhere.Groups[1].Value);
            else if (Case().Match(line) is { Success: true } match)
                cases.Add((match.Groups[1].Value, match.Groups[2].Value));
            else if (line.Trim() is { Length: > 0 } text && !text.StartsWith('#'))
                throw new FormatException($"{path}: {line}");
        }
    }

    [GeneratedRegex(@"^\s+(.*\S)\s+=>\s*(.*\S)?\s*$")]
    private static partial Regex Case();

    [GeneratedRegex(@"^\s+covered: (.*\S)\s*$")]
    private static partial Regex Covered();
}
