using System.Globalization;
using System.Text.Json;
using HybridNet.Masks;
using HybridNet.Protocols;

namespace HybridNet.Tests.Protocols;

/// <summary>
/// The tools' own unit tests and documented examples, run over our protocols: inputs and expected values as facts, in
/// Data/Protocols/cases.json, which says how masks are written down.
/// </summary>
public sealed class ToolCaseTests
{
    private static readonly JsonElement[] s_cases =
    [
        .. JsonDocument
            .Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "Protocols", "cases.json")))
            .RootElement.GetProperty("cases")
            .EnumerateArray(),
    ];

    public static TheoryData<string> Tools => [.. s_cases.Select(Tool).Distinct()];

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_protocol_passes_the_tests_of_its_tool(string tool)
    {
        Protocol protocol = ProtocolFiles.Read(Path.Combine(SourceTree.Root, "module", "protocols", tool + ".json"));
        var wrong = new List<string>();
        foreach (JsonElement one in s_cases.Where(one => Tool(one) == tool))
        {
            string source = one.GetProperty("source").GetString()!;
            double within = one.GetProperty("within").GetDouble();
            foreach (JsonProperty figure in one.GetProperty("figures").EnumerateObject())
            {
                double got = Reduced(protocol, one, figure.Name),
                    want = Number(figure.Value);
                if (!got.Equals(want) && !(Math.Abs(got - want) <= within))
                    wrong.Add($"{source}: {figure.Name} is {got:R}, should be {want:R}");
            }
            if (one.TryGetProperty("swapped", out JsonElement swapped))
                wrong.AddRange(Swapped(protocol, one, swapped).Select(what => $"{source}: {what}"));
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Six_tools_have_cases() =>
        Assert.Equal(
            ["MONAI", "MedPy", "MetricsReloaded", "Panoptica", "SurfaceDistance", "Torchmetrics"],
            s_cases.Select(Tool).Distinct().Order(StringComparer.Ordinal)
        );

    private static IEnumerable<string> Swapped(Protocol protocol, JsonElement one, JsonElement swapped)
    {
        foreach (JsonProperty figure in swapped.EnumerateObject())
        {
            double there = Value(protocol, one, one.GetProperty("gt"), one.GetProperty("pred"), figure.Name),
                back = Value(protocol, one, one.GetProperty("pred"), one.GetProperty("gt"), figure.Name);
            if (there.Equals(back) != figure.Value.GetBoolean())
                yield return $"{figure.Name} is {there:R}, and {back:R} when the masks change places";
        }
    }

    /// <summary>The value of one pair, or of groups of pairs: each group's mean, or sum, then theirs.</summary>
    private static double Reduced(Protocol protocol, JsonElement one, string figure)
    {
        foreach (string how in (ReadOnlySpan<string>)["mean", "sum"])
            if (one.TryGetProperty(how, out JsonElement groups))
                return Reduce(
                    how,
                    groups
                        .EnumerateArray()
                        .Select(group =>
                            Reduce(how, group.EnumerateArray().Select(pair => Value(protocol, one, pair[0], pair[1], figure)))
                        )
                );
        return Value(protocol, one, one.GetProperty("gt"), one.GetProperty("pred"), figure);
    }

    private static double Reduce(string how, IEnumerable<double> values)
    {
        double[] numbers = [.. values.Where(value => !double.IsNaN(value))];
        return how == "sum" ? numbers.Sum() : numbers.DefaultIfEmpty(double.NaN).Average();
    }

    private static double Value(Protocol protocol, JsonElement one, JsonElement gt, JsonElement pred, string figure)
    {
        double[] spacing = one.TryGetProperty("spacing", out JsonElement given)
            ? [.. given.EnumerateArray().Select(side => side.GetDouble())]
            : [1, 1];
        var settings = new ProtocolSettings
        {
            RowSpacing = spacing[0],
            ColumnSpacing = spacing[1],
            Tolerances = [0, 0.5, 1, 2, 2.8, 3, 5.5, 6, 10, 12],
        };
        using Mask a = Mask(gt.GetString()!),
            b = Mask(pred.GetString()!);
        FigureValue value = ProtocolMeasurer
            .Measure(protocol, a, b, settings, CancellationToken.None)
            .Single(v => v.Key == figure)
            .Value;
        return value is { Absent: false, Raised: null }
            ? value.Number
            : throw new InvalidOperationException($"{figure}: {value}");
    }

    private static Mask Mask(string text)
    {
        if (!char.IsAsciiDigit(text[0]))
            return SyntheticPairs.Drawn(text);
        string[] parts = text.Split(' ');
        int[] size = [.. parts[0].Split('x').Select(Whole)];
        var mask = new Mask(size[1], size[0]);
        foreach (string part in parts[1..])
        {
            int[] box = [.. part[1..].Split(',').Select(Whole)];
            for (int y = box[0]; y < box[0] + box[2]; y++)
            for (int x = box[1]; x < box[1] + box[3]; x++)
                mask[x, y] = part[0] == '+';
        }
        return mask;
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetDouble();
        return value.GetString() == "inf" ? double.PositiveInfinity : double.NaN;
    }

    private static string Tool(JsonElement one) => one.GetProperty("tool").GetString()!;
}
