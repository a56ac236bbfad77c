using System.Globalization;
using System.Text.Json;
using HybridNet.Data;
using HybridNet.Masks;
using HybridNet.Probabilities;
using HybridNet.Protocols;

namespace HybridNet.Tests.Protocols;

/// <summary>
/// Every protocol against numbers that the tools themselves returned. Data/Protocols/values.json holds, for each tool, its
/// version, the pairs or maps (indices of <see cref="SyntheticPairs"/> under its seed), and columns of figures.
/// </summary>
public sealed class GoldenProtocolTests
{
    private const double Equal = 1e-12;

    private static readonly JsonElement s_golden = JsonDocument
        .Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "Protocols", "values.json")))
        .RootElement;

    public static TheoryData<string> Tools => [.. s_golden.GetProperty("tools").EnumerateObject().Select(tool => tool.Name)];

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_protocol_gives_the_numbers_of_its_tool(string name)
    {
        Protocol protocol = Shipped(name);
        JsonElement tool = s_golden.GetProperty("tools").GetProperty(name);
        ulong seed = s_golden.GetProperty("seed").GetUInt64();
        int compared = 0;
        foreach (JsonProperty spacing in tool.GetProperty("spacing").EnumerateObject())
        {
            int[] items = [.. tool.GetProperty("items").EnumerateArray().Select(item => item.GetInt32())];
            Dictionary<string, FigureValue>[] results =
            [
                .. items.Select(index =>
                    protocol.Curves.Count > 0 ? OfMap(protocol, seed, index) : OfPair(protocol, seed, index, spacing.Name)
                ),
            ];
            foreach (JsonProperty column in spacing.Value.EnumerateObject())
                for (int i = 0; i < items.Length; i++, compared++)
                    AssertSame($"{name} {column.Name} of item {items[i]}", results[i][column.Name], column.Value[i]);
        }
        Assert.True(compared >= 36, $"only {compared} values were compared");
    }

    private static Protocol Shipped(string name) =>
        ProtocolFiles.Read(Path.Combine(SourceTree.Root, "module", "protocols", name + ".json"));

    private static Dictionary<string, FigureValue> OfPair(Protocol protocol, ulong seed, int index, string spacing)
    {
        double[] sides = [.. spacing.Split('x').Select(side => double.Parse(side, CultureInfo.InvariantCulture))];
        (byte[] gt, byte[] pred, int width, int height) = SyntheticPairs.Pair(seed, index);
        using Mask a = Mask.FromSamples(gt, width, height),
            b = Mask.FromSamples(pred, width, height);
        var settings = new ProtocolSettings
        {
            RowSpacing = sides[0],
            ColumnSpacing = sides[1],
            Tolerances = [0, 0.5, 1, 2],
        };
        return ProtocolMeasurer.Measure(protocol, a, b, settings, CancellationToken.None).ToDictionary(v => v.Key, v => v.Value);
    }

    private static Dictionary<string, FigureValue> OfMap(Protocol protocol, ulong seed, int index)
    {
        (byte[] gt, byte[] samples, int width, int height) = SyntheticPairs.Map(seed, index);
        using var map = new ProbabilityMap(width, height, ProbabilityFormat.UInt8);
        samples.CopyTo(map.Bytes);
        using Mask mask = Mask.FromSamples(gt, width, height);
        ProbabilityHistogram histogram = ProbabilityHistogram.Of(map, mask);
        return protocol.Curves.ToDictionary(rule => rule.Name, rule => CurveFigures.Of(histogram, rule));
    }

    private static void AssertSame(string what, FigureValue got, JsonElement want)
    {
        if (want.ValueKind == JsonValueKind.Number)
        {
            Assert.True(Math.Abs(got.Number - want.GetDouble()) <= Equal, $"{what}: {got} instead of {want}");
            return;
        }
        string? text = want.GetString();
        if (text is null)
            Assert.True(got.Absent, $"{what}: {got} instead of nothing");
        else if (text.StartsWith("E:", StringComparison.Ordinal))
            Assert.Equal(text[2..], got.Raised);
        else
        {
            Assert.True(got.Raised is null && !got.Absent, $"{what}: {got} instead of {text}");
            Assert.Equal(text == "inf" ? double.PositiveInfinity : double.NaN, got.Number);
        }
    }
}
