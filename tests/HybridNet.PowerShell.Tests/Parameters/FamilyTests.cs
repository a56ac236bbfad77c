using System.Text.RegularExpressions;

namespace HybridNet.PowerShell.Tests.Parameters;

/// <summary>
/// A parameter that many cmdlets have reaches what it is for in each of them: Parameters/FAMILY.family has a line for each
/// cmdlet, and a row for each parameter of three inputs: with the parameter; what it means, said in another way; and
/// without it, or with another value. The first two give the same, the third does not.
/// </summary>
public sealed partial class FamilyTests(ParameterTests.Tiny tiny) : IClassFixture<ParameterTests.Tiny>
{
    private sealed record Member(string Cmdlet, string Kind, string Pipeline);

    /// <param name="Words">Kinds of cmdlets that the row is for, all when there is none; !CMDLET leaves one out.</param>
    private sealed record Row(string Parameter, string[] Words, Dictionary<string, string> Inputs)
    {
        public bool Concerns(Member member) =>
            !Words.Contains("!" + member.Cmdlet) && (Words.All(word => word.StartsWith('!')) || Words.Contains(member.Kind));
    }

    private static readonly (Member[] Members, Row[] Rows)[] s_families =
    [
        .. Directory.EnumerateFiles(ParameterTests.Folder, "*.family").Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>The cmdlets and parameters that have a row here, as "CMDLET PARAMETER".</summary>
    public static IEnumerable<string> Covered =>
        from family in s_families
        from member in family.Members
        from row in family.Rows
        where row.Concerns(member)
        select $"{member.Cmdlet} {row.Parameter}";

    public static TheoryData<string, string> Names()
    {
        var data = new TheoryData<string, string>();
        foreach (string name in Covered)
            data.Add(name.Split(' ')[0], name.Split(' ')[1]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_means_what_it_should(string cmdlet, string parameter)
    {
        (Member[] members, Row[] rows) = s_families.Single(family => family.Members.Any(member => member.Cmdlet == cmdlet));
        Member member = members.Single(member => member.Cmdlet == cmdlet);
        Row row = rows.Single(row => row.Parameter == parameter && row.Concerns(member));
        (string given, string errors) = Output(member, row.Inputs["given"]);
        (string means, string others) = Output(member, row.Inputs["means"]);
        Assert.True(errors.Length + others.Length == 0, $"{errors}{others}");
        Assert.NotEqual("", given);
        Assert.Equal(means, given);
        (string without, errors) = Output(member, row.Inputs["other"]);
        Assert.True(given != without || errors.Length > 0, "The parameter could be ignored.");
    }

    private (string Text, string Errors) Output(Member member, string input)
    {
        string script = $"{member.Cmdlet} {member.Pipeline.Replace("{}", Filled(input, member.Kind), StringComparison.Ordinal)}";
        if (tiny.Known.TryGetValue(script, out (string, string) known))
            return known;
        Streams result = tiny.Session.Run("$out = $args[0]\n" + script, tiny.NewPath());
        return tiny.Known[script] = (
            string.Join('\n', result.Output.Select(item => $"{item}").Concat(result.Verbose).Order(StringComparer.Ordinal)),
            string.Concat(result.Errors.Select(error => $"{script}: {error}\n"))
        );
    }

    /// <summary>A side that a form does not change is that of v/plain.</summary>
    private string Filled(string input, string kind) =>
        Slot()
            .Replace(
                input,
                slot =>
                    (slot.Groups[1].Value, kind) switch
                    {
                        ("table", "maps") => "v/table/map.csv",
                        ("table", "masks") => "v/table/pred.csv",
                        ("table", _) => "v/table/both.csv",
                        ("gt", _) => $"-GroundTruth {Existing(slot.Groups[2].Value, "gt")}",
                        ("map", "masks") or ("pred", "maps") => "",
                        ("map", "both") => $"-Probability {Existing(slot.Groups[2].Value, "map")}",
                        ("pred", "both") => $"-Prediction {Existing(slot.Groups[2].Value, "pred")}",
                        (_, "masks") => $"-Prediction {Existing(slot.Groups[2].Value, "pred")}",
                        (_, "maps") => $"-Probability {Existing(slot.Groups[2].Value, "map")}",
                        _ => $"-Prediction {Existing(slot.Groups[2].Value, "pred")} -Probability "
                            + $"{Existing(slot.Groups[2].Value, "map")}",
                    }
            );

    private string Existing(string form, string side) =>
        Directory.Exists(Path.Combine(tiny.Folder, "v", form, side)) ? $"v/{form}/{side}" : $"v/plain/{side}";

    private static (Member[], Row[]) Read(string path)
    {
        var members = new List<Member>();
        var rows = new List<Row>();
        foreach (string line in File.ReadLines(path).Where(line => line != "cmdlets" && !line.TrimStart().StartsWith('#')))
            if (line.StartsWith('-'))
                rows.Add(new(line[1..].Split(' ')[0], line.Split(' ')[1..], []));
            else if (Cmdlet().Match(line) is { Success: true } cmdlet)
                members.Add(new(cmdlet.Groups[1].Value, cmdlet.Groups[2].Value, cmdlet.Groups[3].Value));
            else if (Input().Match(line) is { Success: true } input)
                rows[^1].Inputs.Add(input.Groups[1].Value, input.Groups[2].Value);
            else
                throw new FormatException($"{path}: {line}");
        return ([.. members], [.. rows]);
    }

    [GeneratedRegex(@"\{(gt|side|map|pred|table)(?::(\w+))?\}")]
    private static partial Regex Slot();

    [GeneratedRegex(@"^  (\S+-HN\w+) (masks|maps|both) => (.*)$")]
    private static partial Regex Cmdlet();

    [GeneratedRegex("^  (given|means|other): (.*)$")]
    private static partial Regex Input();
}
