using System.IO.Compression;
using System.Text.Json;
using HybridNet.Froc;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Probabilities;
using HybridNet.Tests.Protocols;

namespace HybridNet.Tests.Froc;

/// <summary>
/// The curve and its figures against MONAI 1.5 (commit d388d1c) and picai_eval 1.4.13 (commit 81d6067), whose own functions
/// computed what the files hold, on candidates of 100 maps.
/// </summary>
public class FrocGoldenTests
{
    [Fact]
    public void The_curve_and_the_score_are_those_of_Monai()
    {
        JsonElement file = Read("monai-froc.json.gz"),
            golden = file.GetProperty("froc_over_all_maps"),
            columns = file.GetProperty("columns");
        JsonElement[] wrong = [.. columns.GetProperty("fp_probs").EnumerateArray()],
            found = [.. columns.GetProperty("tp_probs").EnumerateArray()];
        FrocCounts[] images =
        [
            .. found.Select(
                (lesions, i) =>
                    new FrocCounts($"{i}", lesions.GetArrayLength(), Counts(Numbers(lesions)), Counts(Numbers(wrong[i])))
            ),
        ];
        FrocResult result = FrocResult.Of("r", images, [0.25, 0.5, 1, 2, 4, 8], 100, 1);
        Assert.Equal(golden.GetProperty("num_targets").GetInt32(), result.Lesions);
        Assert.Equal(golden.GetProperty("score").GetDouble(), result.Score, 1e-12);
        // MONAI has its lowest probability first, (0, 0) last, and leaves out the lowest one that is not 0 when all are found.
        double[] sensitivity = Numbers(golden.GetProperty("total_sensitivity")),
            rate = Numbers(golden.GetProperty("fps_per_image"));
        FrocPoint[] points = [.. result.Points.Reverse()];
        Assert.Equal(sensitivity.Length - 1, points.Length);
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(sensitivity[i], points[i].Sensitivity, 1e-12);
            Assert.Equal(rate[i], points[i].FalsePerImage, 1e-12);
        }
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("0.5")]
    [InlineData("dsc")]
    [InlineData("strict")]
    public void Average_precision_and_sensitivities_are_those_of_picai_eval(string criterion)
    {
        JsonElement file = Read("picai.json.gz"),
            golden = file.GetProperty("metrics_over_all_maps").GetProperty(criterion);
        var images = new List<FrocCounts>();
        foreach (JsonElement image in file.GetProperty("columns").GetProperty("lesions_" + criterion).EnumerateArray())
        {
            double[][] items = [.. image.EnumerateArray().Select(Numbers)];
            double[] lesions = [.. items.Where(item => item[0] == 1).Select(item => item[1])],
                wrong = [.. items.Where(item => item[0] == 0).Select(item => item[1])];
            images.Add(new($"{images.Count}", lesions.Length, Counts(lesions), Counts(wrong)));
        }
        FrocResult result = FrocResult.Of("r", images, [1], 100, 1);
        Assert.Equal(golden.GetProperty("num_lesions").GetInt32(), result.Lesions);
        Assert.Equal(golden.GetProperty("AP").GetDouble(), result.AveragePrecision, 1e-12);
        // picai_eval takes the best point at or below a rate, at 0.1, 0.5, 1, 2 and 5; it adds 1e-8 to the number of lesions.
        double[] expected = Numbers(golden.GetProperty("lesion_TPR_at_FPR")),
            rates = [0.1, 0.5, 1, 2, 5];
        for (int i = 0; i < rates.Length; i++)
        {
            double best = result
                .Points.Where(point => point.FalsePerImage <= rates[i])
                .Select(point => point.Sensitivity)
                .DefaultIfEmpty(0)
                .Max();
            Assert.Equal(expected[i], best, 1e-7);
        }
    }

    /// <summary>From the maps on: candidates are what reaches 0.5.</summary>
    [Fact]
    public void Maps_give_the_figures_of_Monai()
    {
        JsonElement file = Read("monai-froc.json.gz"),
            columns = file.GetProperty("columns"),
            golden = file.GetProperty("froc_over_all_maps");
        FrocCounts[] images = Cut(file, FrocProtocol.Monai, 0);
        for (int i = 0; i < images.Length; i++)
        {
            Assert.Equal(columns.GetProperty("num_targets")[i].GetInt32(), images[i].Lesions);
            Assert.Equal(Counts(Numbers(columns.GetProperty("tp_probs")[i])), images[i].Found);
            Assert.Equal(Counts(Numbers(columns.GetProperty("fp_probs")[i])), images[i].False);
            JsonElement alone = columns.GetProperty("froc_score_alone")[i];
            Assert.Equal(
                alone.ValueKind == JsonValueKind.Number ? alone.GetDouble() : double.NaN,
                FrocResult.Of("r", [images[i]], FrocFigures.RatesOf(FrocProtocol.Monai), 100, 1, null, FrocProtocol.Monai).Score,
                1e-12
            );
        }
        FrocResult all = FrocResult.Of("r", images, FrocFigures.RatesOf(FrocProtocol.Monai), 100, 1, null, FrocProtocol.Monai);
        Assert.Equal(golden.GetProperty("score").GetDouble(), all.Score, 1e-12);
        Assert.Equal(double.NaN, all.AveragePrecision);
    }

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("0.5", 0.5)]
    public void Maps_give_the_figures_of_picai_eval(string criterion, double overlap)
    {
        JsonElement file = Read("picai.json.gz"),
            golden = file.GetProperty("metrics_over_all_maps").GetProperty(criterion),
            lists = file.GetProperty("columns").GetProperty("lesions_" + criterion);
        FrocCounts[] images = Cut(file, FrocProtocol.Picai, overlap);
        for (int i = 0; i < images.Length; i++)
        {
            double[][] items = [.. lists[i].EnumerateArray().Select(Numbers)];
            Assert.Equal(Counts([.. items.Where(item => item[0] == 1).Select(item => item[1])]), images[i].Found);
            Assert.Equal(Counts([.. items.Where(item => item[0] == 0).Select(item => item[1])]), images[i].False);
        }
        FrocResult all = FrocResult.Of("r", images, FrocFigures.RatesOf(FrocProtocol.Picai), 100, 1, null, FrocProtocol.Picai);
        Assert.Equal(golden.GetProperty("num_lesions").GetInt32(), all.Lesions);
        Assert.Equal(golden.GetProperty("AP").GetDouble(), all.AveragePrecision, 1e-12);
        Assert.Equal(golden.GetProperty("auroc").GetDouble(), all.Auroc, 1e-12);
        Assert.Equal(golden.GetProperty("score").GetDouble(), all.Score, 1e-12);
        Assert.Equal(Numbers(golden.GetProperty("lesion_TPR_at_FPR")), all.Sensitivities);
    }

    /// <summary>
    /// MONAI's own tests (tests/metrics/test_compute_froc.py): points of 1, 0.6 and 0.8 on a mask of three lesions (the second
    /// drawn a pixel shorter, where it would touch the third) give the false 0.6 and lesions found at 1, 0 and 0.8; of seven
    /// lesions, four counted, the score is 0.9583 in two images, 0.75 at 1/4.
    /// </summary>
    [Fact]
    public void Monais_own_tests_pass()
    {
        (int[] reached, bool[] isFalse) = CandidateHits.Find(
            FrocProtocol.Monai,
            LesionMatching.Of(
                SyntheticPairs.Drawn("..##/#.../.##./.###"),
                SyntheticPairs.Drawn("...#/..../#.../.#.."),
                Connectivity.Four
            ),
            [0, 255, 153, 204],
            [(0, 0), (3, 0), (0, 2), (1, 3)],
            0
        );
        Assert.Equal([0, 255, 0, 204], reached);
        Assert.Equal([false, false, true, false], isFalse);
        FrocCounts one = new("a", 4, Counts([1, 1, 0, 0, 0.8, 0.8, 0]), Counts([0.8, 0.6])),
            other = new("b", 0, new int[FrocCounts.Levels], new int[FrocCounts.Levels]);
        Assert.Equal(0.95833333, Score(FrocFigures.RatesOf(FrocProtocol.Monai)), 1e-5);
        Assert.Equal(0.75, Score([0.25]), 1e-5);

        double Score(IReadOnlyList<double> rates) => FrocFigures.Of(FrocProtocol.Monai, [one, other], [1, 1], rates).Score;
    }

    /// <summary>
    /// picai_eval's own test (tests/test_lesion_tpr_at_fpr.py): six cases, five lesions found at 3, 2.5, 1.5, 1 and 1, false ones
    /// at 3, 2 and 1. At a rate of 0.3 the sensitivity is 0.4, at 0.1 it is 0.
    /// </summary>
    [Fact]
    public void The_own_test_of_picai_eval_passes()
    {
        FrocCounts[] cases =
        [
            new("0", 0, Counts([]), Counts([1 / 3.0])),
            new("1", 0, Counts([]), Counts([2 / 3.0])),
            new("2", 1, Counts([1]), Counts([])),
            new("3", 2, Counts([1 / 3.0, 1 / 3.0]), Counts([])),
            new("4", 0, Counts([]), Counts([1])),
            new("5", 2, Counts([2.5 / 3, 0.5]), Counts([])),
        ];
        FrocResult all = FrocResult.Of("r", cases, [0.1, 0.3], 100, 1, null, FrocProtocol.Picai);
        Assert.Equal([0, 0.4], all.Sensitivities.Select(value => Math.Round(value, 6)));
        // Its points but the last, whose false candidates it sets to infinity.
        Assert.Equal([0.2, 0.4, 0.4, 0.6], all.Points.Select(point => Math.Round(point.Sensitivity, 9)));
        Assert.Equal(
            [0.166666667, 0.166666667, 0.333333333, 0.333333333],
            all.Points.Select(point => Math.Round(point.FalsePerImage, 9))
        );
    }

    private static FrocCounts[] Cut(JsonElement file, FrocProtocol protocol, double overlap) =>
        [
            .. Enumerable
                .Range(0, file.GetProperty("items").GetInt32())
                .Select(i =>
                {
                    (byte[] gt, byte[] samples, int width, int height) = SyntheticPairs.Map(
                        file.GetProperty("seed").GetUInt64(),
                        i
                    );
                    using var map = new ProbabilityMap(width, height, ProbabilityFormat.UInt8);
                    samples.CopyTo(map.Bytes);
                    using Mask mask = Mask.FromSamples(gt, width, height);
                    return FrocCounts.OfCandidates($"{i}", map, mask, null, 128, [overlap], [null], protocol)[0];
                }),
        ];

    private static int[] Counts(double[] probabilities)
    {
        var counts = new int[FrocCounts.Levels];
        foreach (double probability in probabilities)
            for (int level = 1; level <= Math.Round(255 * probability); level++)
                counts[level]++;
        return counts;
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    private static JsonElement Read(string name)
    {
        using FileStream packed = File.OpenRead(SourceTree.Data("Golden", name));
        using var plain = new GZipStream(packed, CompressionMode.Decompress);
        return JsonDocument.Parse(plain).RootElement;
    }
}
