using HybridNet.Comparisons;
using HybridNet.Data.Imaging;
using HybridNet.Data.Imaging.Png;
using HybridNet.Statistics;

namespace HybridNet.Tests.Comparisons;

/// <summary>Planted pairs: a gain that is only the threshold, and one that is the model.</summary>
public sealed class ThresholdComparerTests : IDisposable
{
    private const int Side = 24,
        Images = 40;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// The candidate's levels are the baseline's and 28: the same order of pixels, cut elsewhere at 0.5. Whatever threshold t
    /// is best for one, t + 28/255 is best for the other, with the same masks.
    /// </summary>
    [Fact]
    public void A_gain_that_is_only_the_threshold_is_gone_at_the_best_ones()
    {
        ThresholdEffect effect = Compare(Run("base", 130, 0), Run("moved", 130, 28));
        Assert.True(effect.UsedDifference > 0.01, effect.Reason);
        Assert.Equal(0, effect.Difference, 1e-12);
        Assert.Equal(1, effect.P);
        Assert.Equal(effect.UsedDifference, effect.FromThreshold, 1e-12);
        Assert.True(effect.FromThresholdLow > 0, effect.Reason);
        Assert.Equal(28.0 / 255, effect.CandidateBest - effect.BaselineBest, 1e-9);
        Assert.Contains("differs by 0.0000 (on no image)", effect.Reason);
    }

    /// <summary>The candidate's lesions stand out by 40 levels more, so at any threshold it is better.</summary>
    [Fact]
    public void A_gain_of_the_model_is_still_there()
    {
        ThresholdEffect effect = Compare(Run("base", 130, 0), Run("better", 170, 0));
        Assert.True(effect.Low > 0.01 && effect.P < 0.001, effect.Reason);
        Assert.Equal(effect.UsedDifference, effect.Difference + effect.FromThreshold, 1e-12);
        Assert.Equal((Images, Images / 2, 5), (effect.Images, effect.Subjects, effect.Folds));
    }

    /// <summary>Two models of equal worth whose noise differs, one cut nearer to its best threshold.</summary>
    [Fact]
    public void Equal_models_show_no_difference()
    {
        ThresholdEffect effect = Compare(Run("one", 130, 0, seed: 1), Run("two", 130, 28, seed: 2));
        Assert.True(effect.UsedDifference > 0.01, effect.Reason);
        Assert.True(effect.Low < 0 && effect.High > 0, effect.Reason);
    }

    [Fact]
    public void Another_reference_and_a_lost_map_are_said()
    {
        Run one = Run("base", 130, 0),
            other = Run("better", 170, 0, size: 9);
        Assert.Contains("The references differ on 40 of 40 images", Compare(one, other).Reason);
        Run fewer = Run("fewer", 170, 0);
        File.Delete(Path.Combine(fewer.Files.Probabilities!, "10_1.png"));
        ThresholdEffect effect = Compare(one, fewer);
        Assert.Equal(Images - 1, effect.Images);
        Assert.Contains("1 images have a map in one run only", effect.Reason);
    }

    [Fact]
    public void A_run_without_maps_is_an_error()
    {
        Run one = Run("base", 130, 0);
        InputException error = Assert.Throws<InputException>(() =>
            Compare(one, one with { Name = "bare", Files = one.Files with { Probabilities = null } })
        );
        Assert.Contains("bare has no probability maps", error.Message);
    }

    private static ThresholdEffect Compare(Run baseline, Run candidate)
    {
        var reader = new ImageReader();
        return ThresholdComparer.Of(
            "Dice",
            ThresholdCurves.Of(baseline, reader, 2, null, CancellationToken.None),
            ThresholdCurves.Of(candidate, reader, 2, null, CancellationToken.None),
            new() { Resamples = 2000 },
            CancellationToken.None
        );
    }

    /// <summary>Two images of each subject; a square with levels about <paramref name="inside"/>, about 20 around it.</summary>
    private Run Run(string name, int inside, int shift, int seed = 7, int size = 10)
    {
        string maps = Directory.CreateDirectory(Path.Combine(_folder.Path, name, "maps")).FullName,
            masks = Directory.CreateDirectory(Path.Combine(_folder.Path, name, "masks")).FullName;
        for (int image = 0; image < Images; image++)
        {
            var random = new Xoshiro256((ulong)seed, (ulong)image);
            byte[] map = new byte[Side * Side],
                mask = new byte[Side * Side];
            for (int i = 0; i < map.Length; i++)
            {
                bool lesion = i % Side < size && i / Side < size;
                mask[i] = (byte)(lesion ? 255 : 0);
                // The sum of four is bell-shaped with a standard deviation of 0.58 x 60 = 35 levels.
                double noise = 60 * (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2);
                map[i] = (byte)(Math.Clamp((lesion ? inside : 20) + noise, 0, 227) + shift);
            }
            string file = $"{10 + image / 2}_{1 + image % 2}.png";
            File.WriteAllBytes(Path.Combine(maps, file), PngWriter.Samples(map, Side, Side, 8, PngColor.Grey));
            File.WriteAllBytes(Path.Combine(masks, file), PngWriter.Samples(mask, Side, Side, 8, PngColor.Grey));
        }
        return new()
        {
            Name = name,
            Path = Path.Combine(_folder.Path, name),
            Log = new(),
            Files = new()
            {
                Output = Path.Combine(_folder.Path, name),
                GroundTruth = [masks],
                Probabilities = maps,
            },
        };
    }
}
