using System.IO.Compression;
using System.Text.Json;
using HybridNet.Froc;

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
