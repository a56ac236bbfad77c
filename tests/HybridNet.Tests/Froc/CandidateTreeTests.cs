using HybridNet.Froc;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Probabilities;
using HybridNet.Statistics;

namespace HybridNet.Tests.Froc;

/// <summary>One pass over a map against a labelling of every level.</summary>
public class CandidateTreeTests
{
    [Theory]
    [InlineData(1, 37, 1)]
    [InlineData(2, 37, 1)]
    [InlineData(3, 64, 1)]
    [InlineData(4, 130, 0.3)]
    [InlineData(5, 130, 0.05)]
    [InlineData(6, 1, 0.5)]
    public void Every_level_has_the_candidates_that_labelling_it_gives(int seed, int width, double shown)
    {
        const int height = 29;
        var random = new Xoshiro256((ulong)seed);
        using var map = new ProbabilityMap(width, height, ProbabilityFormat.UInt8);
        using var gt = new Mask(width, height);
        for (int i = 0; i < width * height; i++)
        {
            // Few levels, so that some are empty and components join.
            map.Bytes[i] = (byte)(random.NextDouble() < shown ? 17 * random.NextInt(16) : 0);
            gt[i % width, i / width] = random.NextDouble() < 0.03;
        }
        FrocCounts counts = FrocCounts.OfLevels("i", map, gt, null, 1);
        for (int level = 1; level < FrocCounts.Levels; level++)
        {
            using Mask mask = ThresholdMask.Of(map, level / 255.0);
            LesionMatching matching = LesionMatching.Of(gt, mask);
            Assert.Equal(matching.PredFalse, counts.False[level]);
            Assert.Equal(matching.GtHit, counts.Found[level]);
        }
        Assert.Equal(LesionMap.Label(gt).Count, counts.Lesions);
    }

    [Fact]
    public void Below_the_floor_no_false_candidate_goes_away()
    {
        // Two false candidates at 200 and 100, nothing else: at every level up to 100 there are two, also below a floor of 50.
        using var map = new ProbabilityMap(20, 5, ProbabilityFormat.UInt8);
        using var gt = new Mask(20, 5);
        map.Bytes.Clear();
        (map.Bytes[21], map.Bytes[30]) = (200, 100);
        FrocCounts counts = FrocCounts.OfLevels("i", map, gt, null, 50);
        Assert.Equal((0, 1, 1, 2), (counts.False[201], counts.False[200], counts.False[101], counts.False[100]));
        Assert.Equal((2, 2, 2), (counts.False[50], counts.False[49], counts.False[1]));
        Assert.Equal(
            2,
            FrocCurve
                .Points([.. counts.Found.Select(n => (long)n)], [.. counts.False.Select(n => (long)n)], 1, 1)[^1]
                .FalsePerImage
        );
    }

    [Fact]
    public void Candidates_that_are_cut_once_keep_their_highest_level()
    {
        // Two candidates at 100: one on the lesion with a peak of 200, one beside it with 150.
        using var map = new ProbabilityMap(20, 5, ProbabilityFormat.UInt8);
        using var gt = new Mask(20, 5);
        map.Bytes.Clear();
        (map.Bytes[21], map.Bytes[22], map.Bytes[30]) = (200, 100, 150);
        gt[2, 1] = true;
        FrocCounts counts = FrocCounts.OfCandidates("i", map, gt, null, 100);
        Assert.Equal((1, 1, 0), (counts.Lesions, counts.Found[200], counts.Found[201]));
        Assert.Equal((1, 0), (counts.False[150], counts.False[151]));
    }

    [Fact]
    public void A_candidate_finds_a_lesion_from_a_share_of_overlap_on()
    {
        // A lesion of 4 pixels; a candidate of 6 holds 3 of them: 3 of 7 together.
        using var map = new ProbabilityMap(20, 1, ProbabilityFormat.UInt8);
        using var gt = new Mask(20, 1);
        map.Bytes.Clear();
        map.Bytes.Slice(5, 6).Fill(150);
        for (int x = 4; x < 8; x++)
            gt[x, 0] = true;
        FrocCounts[] counts = FrocCounts.OfCandidates("i", map, gt, null, 100, [0, 0.4, 0.45], [null]);
        Assert.Equal([1, 1, 0], counts.Select(count => count.Found[150]));
        Assert.Equal([0, 0, 1], counts.Select(count => count.False[150]));
    }
}
