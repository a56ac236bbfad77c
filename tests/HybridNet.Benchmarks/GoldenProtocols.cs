using System.IO.Compression;
using System.Text.Json;
using HybridNet.Data;
using HybridNet.Masks;
using HybridNet.Probabilities;
using HybridNet.Protocols;
using HybridNet.Tests.Protocols;

namespace HybridNet.Benchmarks;

/// <summary>
/// Checks every protocol against a folder of values that the tools themselves gave: TOOL.json.gz with seed and columns,
/// edge-cases.json.gz with the drawn pairs. Prints, for each column, how many values are equal to 1e-12, then a sum for
/// each tool.
/// </summary>
internal static class GoldenProtocols
{
    private const double Equal = 1e-12;

    private static readonly (string File, string Protocol)[] Tools =
    [
        ("medpy", "MedPy"),
        ("surface-distance", "SurfaceDistance"),
        ("metricsreloaded", "MetricsReloaded"),
        ("monai", "MONAI"),
        ("torchmetrics", "Torchmetrics"),
        ("nnunet", "nnUNet"),
        ("panoptica", "Panoptica"),
        ("seg-metrics", "SegMetrics"),
        ("brats23", "BraTS2023"),
        ("isles22", "ISLES2022"),
        ("cc-metrics", "CCMetrics"),
    ];

    public static void Print(string folder, string protocols, string only)
    {
        foreach (
            (string file, string name) in (ReadOnlySpan<(string, string)>)
                [("m2mrf", "M2MRF"), ("sklearn-maps", "sklearn"), ("cleanlab", "cleanlab")]
        )
            if (only == "*" || name.Equals(only, StringComparison.OrdinalIgnoreCase))
                CheckCurves(
                    ProtocolFiles.Read(Path.Combine(protocols, name + ".json")),
                    Load(Path.Combine(folder, file + ".json.gz"))
                );
        foreach ((string file, string name) in Tools)
        {
            if (only != "*" && !name.Equals(only, StringComparison.OrdinalIgnoreCase))
                continue;
            string path = Path.Combine(folder, file + ".json.gz");
            if (File.Exists(path))
                Check(ProtocolFiles.Read(Path.Combine(protocols, name + ".json")), Load(path), folder);
            else
                Console.WriteLine($"{name}: there is no {path}");
        }
    }

    private static void Check(Protocol protocol, JsonDocument golden, string folder)
    {
        JsonElement root = golden.RootElement;
        ulong seed = root.GetProperty("seed").GetUInt64();
        int items = root.GetProperty("items").GetInt32(),
            random = items - root.GetProperty("names").GetArrayLength();
        var pairs = new List<(Mask Gt, Mask Pred)>();
        for (int i = 0; i < random; i++)
        {
            (byte[] gt, byte[] pred, int width, int height) = SyntheticPairs.Pair(seed, i);
            pairs.Add((Mask.FromSamples(gt, width, height), Mask.FromSamples(pred, width, height)));
        }
        if (random < items)
        {
            using JsonDocument edges = Load(Path.Combine(folder, "edge-cases.json.gz"));
            foreach (JsonElement edge in edges.RootElement.EnumerateArray())
                pairs.Add((SyntheticPairs.Drawn(Drawing(edge, "gt")), SyntheticPairs.Drawn(Drawing(edge, "pred"))));
        }
        Dictionary<string, FigureValue>[] unit = Measure(protocol, pairs, new() { Tolerances = [0, 0.5, 1, 2] }),
            spaced = Measure(
                protocol,
                pairs,
                new()
                {
                    RowSpacing = 0.5,
                    ColumnSpacing = 0.8,
                    Tolerances = [0, 0.5, 1, 2],
                }
            );
        (int equal, int compared) = (0, 0);
        foreach (JsonProperty column in root.GetProperty("columns").EnumerateObject())
        {
            (int right, int all, string worst) = Column(protocol.Name, column, unit, spaced);
            equal += right;
            compared += all;
            if (all == 0 || right < all)
                Console.WriteLine($"  {protocol.Name, -16} {column.Name, -50} {right, 5} of {all, 5}  {worst}");
        }
        Console.WriteLine($"{protocol.Name}: {equal} of {compared} values are equal to 1e-12, on {items} pairs");
    }

    private static void CheckCurves(Protocol protocol, JsonDocument golden)
    {
        JsonElement root = golden.RootElement;
        ulong seed = root.GetProperty("seed").GetUInt64();
        int items = root.GetProperty("items").GetInt32();
        Dictionary<string, FigureValue>[] results =
        [
            .. Enumerable
                .Range(0, items)
                .Select(i =>
                {
                    (byte[] gt, byte[] samples, int width, int height) = SyntheticPairs.Map(seed, i);
                    using var map = new ProbabilityMap(width, height, ProbabilityFormat.UInt8);
                    samples.CopyTo(map.Bytes);
                    using Mask mask = Mask.FromSamples(gt, width, height);
                    ProbabilityHistogram histogram = ProbabilityHistogram.Of(map, mask);
                    return protocol.Curves.ToDictionary(rule => rule.Name, rule => CurveFigures.Of(histogram, rule));
                }),
        ];
        (int equal, int compared) = (0, 0);
        foreach (JsonProperty column in root.GetProperty("columns").EnumerateObject())
        {
            (int right, int all, string worst) = Column(protocol.Name, column, results, results);
            equal += right;
            compared += all;
            if (all == 0 || right < all)
                Console.WriteLine($"  {protocol.Name, -16} {column.Name, -50} {right, 5} of {all, 5}  {worst}");
        }
        Console.WriteLine($"{protocol.Name}: {equal} of {compared} values are equal to 1e-12, on {items} maps");
    }

    private static (int Right, int All, string Worst) Column(
        string protocol,
        JsonProperty column,
        Dictionary<string, FigureValue>[] unit,
        Dictionary<string, FigureValue>[] spaced
    )
    {
        string name = column.Name;
        bool withSpacing = name.EndsWith("@0.5x0.8", StringComparison.Ordinal);
        int at = name.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
            name = name[..at];
        if (name == "absolute_volume_difference_0.4")
            (name, withSpacing) = ("absolute_volume_difference", true);
        withSpacing |= name.StartsWith("eval_full_", StringComparison.Ordinal);
        Dictionary<string, FigureValue>[] results = withSpacing ? spaced : unit;
        int right = 0,
            all = 0,
            row = -1;
        string worst = "";
        foreach (JsonElement value in column.Value.EnumerateArray())
        {
            row++;
            foreach ((string figure, JsonElement want) in Expected(protocol, name, value))
            {
                if (want.ValueKind == JsonValueKind.String && want.GetString() == "skipped")
                    continue;
                if (!results[row].TryGetValue(figure, out FigureValue got))
                    return (0, 0, "no such figure");
                all++;
                if (Same(got, want, protocol != "CCMetrics"))
                    right++;
                else if (worst.Length == 0)
                    worst = $"row {row}: {got}, should be {want}";
            }
        }
        return (right, all, worst);
    }

    private static IEnumerable<(string Figure, JsonElement Value)> Expected(string protocol, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return [(name, value)];
        if (name == "confusion_tp_fp_tn_fn")
            return ((string[])["confusion_tp", "confusion_fp", "confusion_tn", "confusion_fn"]).Zip(value.EnumerateArray());
        JsonElement list = value[0].ValueKind == JsonValueKind.Array ? value[0] : value;
        return list.EnumerateArray().Select((item, index) => ($"{name}_{index}", item));
    }

    private static bool Same(FigureValue got, JsonElement want, bool reported)
    {
        if (want.ValueKind == JsonValueKind.Null)
            return got.Absent || !reported;
        if (want.ValueKind == JsonValueKind.Number)
            return got.Raised is null && !got.Absent && Math.Abs(got.Number - want.GetDouble()) <= Equal;
        string text = want.GetString()!;
        if (text.StartsWith("E:", StringComparison.Ordinal))
            return got.Raised == text[2..];
        double number = text switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.NaN,
        };
        return got.Raised is null && !got.Absent && got.Number.Equals(number);
    }

    private static Dictionary<string, FigureValue>[] Measure(
        Protocol protocol,
        List<(Mask Gt, Mask Pred)> pairs,
        ProtocolSettings settings
    ) =>
        [
            .. pairs.Select(pair =>
                ProtocolMeasurer
                    .Measure(protocol, pair.Gt, pair.Pred, settings, CancellationToken.None)
                    .ToDictionary(value => value.Key, value => value.Value)
            ),
        ];

    private static string Drawing(JsonElement edge, string side) => edge.GetProperty(side).GetString()!;

    private static JsonDocument Load(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonDocument.Parse(stream);
    }
}
