using System.Text.Json;
using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Probabilities;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Golden;

/// <summary>Everything that is measured, against five other libraries on 164 image pairs.</summary>
public class GoldenTests
{
    [Fact]
    public void Odd_shapes_and_sizes_agree_with_the_reference_libraries()
    {
        JsonElement golden = GoldenFile.Images("edge");
        int seen = 0;
        foreach (EdgeImage image in EdgeImage.All())
        {
            var check = new GoldenChecks(image.Id, golden.GetProperty(image.Id));
            using Mask gt = EdgeImage.ToMask(image.Gt),
                pred = EdgeImage.ToMask(image.Pred);
            check.Overlap(gt, pred);
            check.Distances(gt, pred);
            check.Lesions(gt, pred);
            check.RegionFilters(gt, pred);
            using ProbabilityMap map8 = image.Map8(),
                map32 = image.Map32();
            ProbabilityHistogram histogram = ProbabilityHistogram.Of(map8, gt);
            check.Scores(histogram.Metrics(), "u8");
            check.Sweep(histogram);
            check.Scores(FloatProbabilities.Of(map32, gt, null, CancellationToken.None), "f32");
            check.Pearson(ProbabilityMoments.Of(map32, gt), "f32");
            seen++;
        }
        Assert.Equal(golden.EnumerateObject().Count(), seen);
    }

    [Fact]
    public void Fundus_like_images_agree_with_the_reference_libraries()
    {
        IImageFiles reader = SampleRun.Adapters.Images;
        JsonElement golden = GoldenFile.Images("dev");
        foreach (JsonProperty image in golden.EnumerateObject())
        {
            var check = new GoldenChecks(image.Name, image.Value);
            using MaskFile gt = reader.ReadMask(
                SourceTree.Data("Golden", "dev", "gt", image.Name + ".png"),
                CancellationToken.None
            );
            using MaskFile pred = reader.ReadMask(
                SourceTree.Data("Golden", "dev", "pred", image.Name + "_EX.png"),
                CancellationToken.None
            );
            using ProbabilityMap map = reader.ReadProbabilities(
                SourceTree.Data("Golden", "dev", "probability", image.Name + "_EX.png"),
                CancellationToken.None
            );
            check.Overlap(gt.Mask, pred.Mask);
            check.Distances(gt.Mask, pred.Mask);
            check.Lesions(gt.Mask, pred.Mask);
            check.RegionFilters(gt.Mask, pred.Mask);
            ProbabilityHistogram histogram = ProbabilityHistogram.Of(map, gt.Mask);
            check.Scores(histogram.Metrics(), "u8");
            check.Sweep(histogram);
        }
    }
}
