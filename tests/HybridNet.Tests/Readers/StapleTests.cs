using HybridNet.Masks;
using HybridNet.Readers;
using HybridNet.Statistics;

namespace HybridNet.Tests.Readers;

/// <summary>STAPLE by patterns against the algorithm of the paper written pixel by pixel, and consensus by hand.</summary>
public class StapleTests
{
    private const int Side = 24;

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    [InlineData(2, 3)]
    public void Patterns_give_what_the_paper_gives_pixel_by_pixel(int readers, int seed)
    {
        var random = new Xoshiro256((ulong)seed);
        Mask[] masks = [.. Enumerable.Range(0, readers).Select(_ => new Mask(Side, Side))];
        for (int y = 0; y < Side; y++)
        for (int x = 0; x < Side; x++)
        {
            bool truth = (x - 10) * (x - 10) + (y - 12) * (y - 12) < 40;
            for (int r = 0; r < readers; r++)
                masks[r][x, y] = random.NextDouble() < (truth ? 0.9 - 0.05 * r : 0.03 + 0.02 * r);
        }
        var staple = Staple.Of(Staple.Patterns(masks), readers);
        (double[] truths, double[] p, double[] q) = ByPixel(masks, staple.Iterations);
        for (int r = 0; r < readers; r++)
        {
            Assert.Equal(p[r], staple.Readers[r].Sensitivity, 1e-9);
            Assert.Equal(q[r], staple.Readers[r].Specificity, 1e-9);
        }
        using Mask consensus = staple.Consensus(masks);
        for (int i = 0; i < truths.Length; i++)
            Assert.Equal(truths[i] > 0.5, consensus[i % Side, i / Side]);
        foreach (Mask mask in masks)
            mask.Dispose();
    }

    [Fact]
    public void A_majority_needs_more_than_half()
    {
        using Mask a = new(3, 1),
            b = new(3, 1),
            c = new(3, 1);
        (a[0, 0], b[0, 0], a[1, 0]) = (true, true, true);
        using Mask three = Agreement.Majority([a, b, c]),
            two = Agreement.Majority([a, c]);
        Assert.Equal((true, false, false), (three[0, 0], three[1, 0], three[2, 0]));
        Assert.True(two.IsEmpty);
    }

    [Fact]
    public void One_pixel_of_outline_costs_a_square_what_arithmetic_says()
    {
        // A square of 4 x 4 grows by 4 x 4 pixels: 2 x 16 / (16 + 32). It shrinks to 2 x 2: 2 x 4 / (16 + 4).
        using Mask gt = new(20, 20),
            pred = new(20, 20);
        for (int y = 5; y < 9; y++)
        for (int x = 5; x < 9; x++)
            gt[x, y] = true;
        (long area, double grown, double shrunk) = Assert.Single(ReaderRunner.Compare([], gt, pred).Outlines);
        Assert.Equal(16, area);
        Assert.Equal(32.0 / 48, grown, 1e-15);
        Assert.Equal(8.0 / 20, shrunk, 1e-15);
    }

    /// <summary>Equations 14, 18 and 19 of the paper, one pixel at a time.</summary>
    private static (double[] Truth, double[] P, double[] Q) ByPixel(Mask[] masks, int iterations)
    {
        int n = Side * Side,
            readers = masks.Length;
        double prior = masks.Sum(mask => (double)mask.Count()) / readers / n;
        double[] w = new double[n],
            p = [.. Enumerable.Repeat(0.99999, readers)],
            q = [.. Enumerable.Repeat(0.99999, readers)];
        for (int k = 0; k < iterations; k++)
        {
            for (int i = 0; i < n; i++)
            {
                double a = prior,
                    b = 1 - prior;
                for (int r = 0; r < readers; r++)
                {
                    bool d = masks[r][i % Side, i / Side];
                    a *= d ? p[r] : 1 - p[r];
                    b *= d ? 1 - q[r] : q[r];
                }
                w[i] = a / (a + b);
            }
            for (int r = 0; r < readers; r++)
            {
                double hit = 0,
                    reject = 0;
                for (int i = 0; i < n; i++)
                    if (masks[r][i % Side, i / Side])
                        hit += w[i];
                    else
                        reject += 1 - w[i];
                (p[r], q[r]) = (hit / w.Sum(), reject / w.Sum(value => 1 - value));
            }
        }
        return (w, p, q);
    }
}
