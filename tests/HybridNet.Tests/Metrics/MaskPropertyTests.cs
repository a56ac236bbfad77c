using FsCheck;
using FsCheck.Fluent;
using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Metrics;

/// <summary>What must hold for any two masks.</summary>
public class MaskPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(150);

    /// <summary>Two random masks of one size, from empty to crowded.</summary>
    private static Arbitrary<(bool[,] A, bool[,] B)> Pairs() =>
        (
            from width in Gen.Choose(1, 200)
            from height in Gen.Choose(1, 24)
            from share in Gen.Elements(0, 3, 30, 70, 100)
            from seed in Gen.Choose(0, 1_000_000)
            select Draw(width, height, share, seed)
        ).ToArbitrary();

    private static (bool[,], bool[,]) Draw(int width, int height, int share, int seed)
    {
        var random = new Random(seed);
        bool[,] One()
        {
            var m = new bool[height, width];
            for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                m[y, x] = random.Next(100) < share;
            return m;
        }
        return (One(), One());
    }

    private static Mask ToMask(bool[,] m, bool transposed = false, int shift = 0)
    {
        int h = m.GetLength(0),
            w = m.GetLength(1);
        var mask = transposed ? new Mask(h + shift, w + shift) : new Mask(w + shift, h + shift);
        for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            if (m[y, x])
            {
                if (transposed)
                    mask[y + shift, x + shift] = true;
                else
                    mask[x + shift, y + shift] = true;
            }
        return mask;
    }

    private static void ForAll(Action<bool[,], bool[,]> law) => Prop.ForAll(Pairs(), pair => law(pair.A, pair.B)).Check(s_config);

    [Fact]
    public void Packed_counts_equal_counts_pixel_by_pixel() =>
        ForAll(
            (a, b) =>
            {
                long tp = 0,
                    fp = 0,
                    fn = 0,
                    tn = 0;
                for (int y = 0; y < a.GetLength(0); y++)
                for (int x = 0; x < a.GetLength(1); x++)
                    _ = (a[y, x], b[y, x]) switch
                    {
                        (true, true) => tp++,
                        (false, true) => fp++,
                        (true, false) => fn++,
                        _ => tn++,
                    };
                using Mask gt = ToMask(a),
                    pred = ToMask(b);
                Assert.Equal(new Confusion(tp, fp, fn, tn), Confusion.Count(gt, pred));
                Assert.Equal(new Confusion(tp, 0, 0, fp), Confusion.Count(gt, gt, pred) with { });
            }
        );

    [Fact]
    public void Iou_is_dice_over_two_minus_dice() =>
        ForAll(
            (a, b) =>
            {
                Confusion c = Confusion.Count(ToMask(a), ToMask(b));
                double dice = OverlapMetrics.Dice(c),
                    iou = OverlapMetrics.Iou(c);
                Assert.True(double.IsNaN(dice) ? double.IsNaN(iou) : Math.Abs(iou - dice / (2 - dice)) < 1e-12);
            }
        );

    [Fact]
    public void Border_distances_equal_those_of_every_pixel_with_every_pixel() =>
        ForAll(
            (a, b) =>
            {
                using Mask gt = ToMask(a),
                    pred = ToMask(b);
                List<BoundaryPixel> from = Boundary.Of(gt),
                    to = Boundary.Of(pred);
                if (from.Count == 0 || to.Count == 0 || (long)from.Count * to.Count > 200_000)
                    return;
                int[] expected = [.. from.Select(p => to.Min(q => (p.X - q.X) * (p.X - q.X) + (p.Y - q.Y) * (p.Y - q.Y)))];
                Assert.Equal(expected, NearestBoundary.Squared(from, to, CancellationToken.None));
                Assert.Equal(
                    expected.Select(square => Math.Sqrt(square)),
                    SpacedBoundary.Distances(from, to, 1, 1, CancellationToken.None)
                );
            }
        );

    [Fact]
    public void Distances_are_symmetric_and_do_not_change_with_place_or_transposition() =>
        ForAll(
            (a, b) =>
            {
                BoundaryDistances d = Of(ToMask(a, shift: 1), ToMask(b, shift: 1)),
                    swapped = Of(ToMask(b, shift: 1), ToMask(a, shift: 1));
                Assert.Equal((d.Hausdorff, d.Hd95), (swapped.Hausdorff, swapped.Hd95));
                Close(d.Assd, swapped.Assd);
                Close(d.Nsd, swapped.Nsd);
                BoundaryDistances turned = Of(ToMask(a, transposed: true, shift: 1), ToMask(b, transposed: true, shift: 1));
                Assert.Equal(d.Hausdorff, turned.Hausdorff);
                Close(d.Assd, turned.Assd);

                static BoundaryDistances Of(Mask gt, Mask pred) =>
                    BoundaryDistances.Of(gt, pred, new DistanceOptions(), CancellationToken.None);
                static void Close(double x, double y) => Assert.True(x.Equals(y) || Math.Abs(x - y) < 1e-9);
            }
        );

    [Fact]
    public void Labels_partition_the_foreground_and_do_not_change_with_transposition() =>
        ForAll(
            (a, _) =>
            {
                foreach (Connectivity connectivity in Enum.GetValues<Connectivity>())
                {
                    LesionMap map = LesionMap.Label(ToMask(a), connectivity),
                        turned = LesionMap.Label(ToMask(a, transposed: true), connectivity);
                    Assert.Equal(ToMask(a).Count(), map.Components.ToArray().Sum(component => component.Area));
                    Assert.Equal(
                        map.Components.ToArray().Select(component => component.Area).Order(),
                        turned.Components.ToArray().Select(component => component.Area).Order()
                    );
                    Assert.True(map.Draw(_ => true).SameAs(ToMask(a)));
                }
            }
        );

    [Fact]
    public void A_sum_of_histograms_is_the_histogram_of_all_pixels() =>
        ForAll(
            (a, b) =>
            {
                int h = a.GetLength(0),
                    w = a.GetLength(1);
                if (h < 2)
                    return;
                var random = new Random(7);
                using var map = new ProbabilityMap(w, h, ProbabilityFormat.UInt8);
                random.NextBytes(map.Samples<byte>());
                ProbabilityHistogram whole = ProbabilityHistogram.Of(map, ToMask(a)),
                    parts = new(256);
                foreach ((int from, int to) in new[] { (0, h / 2), (h / 2, h) })
                {
                    using var part = new ProbabilityMap(w, to - from, ProbabilityFormat.UInt8);
                    map.Samples<byte>()[(from * w)..(to * w)].CopyTo(part.Samples<byte>());
                    var mask = new bool[to - from, w];
                    for (int y = from; y < to; y++)
                    for (int x = 0; x < w; x++)
                        mask[y - from, x] = a[y, x];
                    parts.Merge(ProbabilityHistogram.Of(part, ToMask(mask)));
                }
                Assert.Equal(whole.All.ToArray(), parts.All.ToArray());
                Assert.Equal(whole.Positives.ToArray(), parts.Positives.ToArray());
                // Inside a region that is the other mask, only its pixels count.
                Assert.Equal(ToMask(b).Count(), ProbabilityHistogram.Of(map, ToMask(a), ToMask(b)).Count);
            }
        );

    [Fact]
    public void Floats_and_levels_give_the_same_figures() =>
        ForAll(
            (a, _) =>
            {
                int h = a.GetLength(0),
                    w = a.GetLength(1);
                var random = new Random(3);
                using ProbabilityMap levels = new(w, h, ProbabilityFormat.UInt16),
                    floats = new(w, h, ProbabilityFormat.Float64);
                for (int i = 0; i < w * h; i++)
                    floats.Samples<double>()[i] = (levels.Samples<ushort>()[i] = (ushort)random.Next(300)) / 65535.0;
                ProbabilityMetrics one = ProbabilityHistogram.Of(levels, ToMask(a)).Metrics(),
                    other = FloatProbabilities.Of(floats, ToMask(a), null, CancellationToken.None);
                foreach (
                    (double x, double y) in new[]
                    {
                        (one.Auroc, other.Auroc),
                        (one.AveragePrecision, other.AveragePrecision),
                        (one.Auprc, other.Auprc),
                        (one.Brier, other.Brier),
                        (one.Ece, other.Ece),
                    }
                )
                    Assert.True(x.Equals(y) || Math.Abs(x - y) < 1e-9);
            }
        );
}
