using System.Text.Json;
using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Protocols;

/// <summary>Our own columns against numbers of the tools that have the same figure, and by arithmetic.</summary>
public sealed class OwnFigureTests
{
    private static readonly JsonElement s_golden = JsonDocument
        .Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "Protocols", "values.json")))
        .RootElement;

    /// <summary>panoptica has lesions of 4 neighbours; it gives NaN without a lesion, as we do.</summary>
    [Fact]
    public void Panoptic_quality_is_that_of_panoptica() =>
        Equal(
            "Panoptica",
            "eval_default_pq",
            (gt, pred) => LesionMatching.Of(gt, pred, Connectivity.Four).PanopticQuality,
            double.NaN
        );

    /// <summary>ISLES'22 gives 1 without a lesion.</summary>
    [Fact]
    public void F1_of_lesions_is_that_of_Isles() =>
        Equal("ISLES2022", "lesion_f1_2d", (gt, pred) => LesionMatching.Of(gt, pred).F1, 1);

    /// <summary>MetricsReloaded gives 1 for two empty masks.</summary>
    [Fact]
    public void Boundary_IoU_is_that_of_MetricsReloaded() =>
        Equal(
            "MetricsReloaded",
            "boundary_iou",
            (gt, pred) => BoundaryDistances.Of(gt, pred, new(), CancellationToken.None).BoundaryIou,
            1
        );

    /// <summary>
    /// Half of a lesion of 4 pixels has an IoU of 2/4 with it, which is enough: 0.5 over half of two lesions. A third of one and
    /// a pixel of it and another (1/4) are not; of two lesions one is hit, none is false: 2/(2 + 1). One prediction over two
    /// lesions of 2 and the pixel between them has 2/5 with each: both are hit, none matches. Matches of 3/4 and 1 with a false
    /// third: 1.75/(5/2), and 4/(4 + 1).
    /// </summary>
    [Theory]
    [InlineData("####/....", "##../....", 1, 0.5)]
    [InlineData("###./...#", "#.##/....", 2.0 / 3, 0)]
    [InlineData("##.##/.....", "#####/.....", 1, 0)]
    [InlineData("####.#.../.........", "###..#..#/.........", 0.8, 0.7)]
    [InlineData("####/....", "..../####", 0, 0)]
    [InlineData("####/....", "..../....", 0, 0)]
    public void Lesions_by_arithmetic(string gt, string pred, double f1, double quality)
    {
        using Mask a = SyntheticPairs.Drawn(gt),
            b = SyntheticPairs.Drawn(pred);
        LesionMatching lesions = LesionMatching.Of(a, b, Connectivity.Four);
        Assert.Equal((f1, quality), (lesions.F1, lesions.PanopticQuality));
    }

    /// <summary>p = (1, 0.5, 0.25, 0), g = (1, 1, 0, 0): 2 x 1.5/(1.75 + 2).</summary>
    [Fact]
    public void Soft_Dice_by_arithmetic()
    {
        using Mask gt = SyntheticPairs.Drawn("##..");
        using var map = new ProbabilityMap(4, 1, ProbabilityFormat.Float32);
        new[] { 1f, 0.5f, 0.25f, 0f }.CopyTo(map.Samples<float>());
        Assert.Equal(0.8, FloatProbabilities.Of(map, gt, null, CancellationToken.None).Correlation.SoftDice, 1e-12);
        Assert.Equal(double.NaN, new Correlation(4, 0, 0, 0, 0).SoftDice);
    }

    /// <summary>10 and 30 pixels: 1 - 20/40.</summary>
    [Theory]
    [InlineData(10, 30, 0.5)]
    [InlineData(30, 10, 0.5)]
    [InlineData(7, 7, 1.0)]
    [InlineData(0, 7, 0.0)]
    [InlineData(0, 0, double.NaN)]
    public void Areas_by_arithmetic(long gt, long pred, double similarity) =>
        Assert.Equal(similarity, OverlapMetrics.VolumetricSimilarity(gt, pred));

    private static void Equal(string tool, string column, Func<Mask, Mask, double> ours, double whenEmpty)
    {
        JsonElement values = s_golden.GetProperty("tools").GetProperty(tool);
        ulong seed = s_golden.GetProperty("seed").GetUInt64();
        JsonElement[] items = [.. values.GetProperty("items").EnumerateArray()];
        JsonElement wanted = values
            .GetProperty("spacing")
            .EnumerateObject()
            .Select(spacing => spacing.Value.TryGetProperty(column, out JsonElement found) ? found : default)
            .First(found => found.ValueKind == JsonValueKind.Array);
        for (int i = 0; i < items.Length; i++)
        {
            (byte[] gt, byte[] pred, int width, int height) = SyntheticPairs.Pair(seed, items[i].GetInt32());
            using Mask a = Mask.FromSamples(gt, width, height),
                b = Mask.FromSamples(pred, width, height);
            double want = wanted[i].ValueKind == JsonValueKind.Number ? wanted[i].GetDouble() : double.NaN,
                got = ours(a, b);
            Assert.Equal(want, double.IsNaN(got) ? whenEmpty : got, 1e-12);
        }
    }
}
