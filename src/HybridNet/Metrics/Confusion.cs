using System.Numerics;
using System.Runtime.CompilerServices;
using HybridNet.Masks;

namespace HybridNet.Metrics;

/// <summary>Pixel counts of a prediction against its reference, exact.</summary>
/// <param name="TruePositive">Pixels in both.</param>
/// <param name="FalsePositive">Pixels of the prediction alone.</param>
/// <param name="FalseNegative">Pixels of the reference alone.</param>
/// <param name="TrueNegative">Pixels in neither, inside the region.</param>
internal readonly record struct Confusion(long TruePositive, long FalsePositive, long FalseNegative, long TrueNegative)
{
    /// <summary>Pixels of the reference.</summary>
    public long GtPixels => TruePositive + FalseNegative;

    /// <summary>Pixels of the prediction.</summary>
    public long PredPixels => TruePositive + FalsePositive;

    /// <summary>All pixels that count.</summary>
    public long Total => TruePositive + FalsePositive + FalseNegative + TrueNegative;

    /// <summary>Why overlap metrics have the values they have.</summary>
    public MetricState State => ZeroDiceCases.State(GtPixels, PredPixels, TruePositive);

    /// <summary>The zero-Dice case, or null when the masks overlap or are both empty.</summary>
    public ZeroDiceCase? Case => ZeroDiceCases.Of(State);

    /// <summary>Sum of the counts of two images.</summary>
    public static Confusion operator +(Confusion a, Confusion b) =>
        new(
            a.TruePositive + b.TruePositive,
            a.FalsePositive + b.FalsePositive,
            a.FalseNegative + b.FalseNegative,
            a.TrueNegative + b.TrueNegative
        );

    /// <summary>Counts two masks of one size.</summary>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction.</param>
    /// <param name="region">Only pixels inside count; null for the whole image.</param>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Confusion Count(Mask gt, Mask pred, Mask? region = null)
    {
        if (
            gt.Width != pred.Width
            || gt.Height != pred.Height
            || (region is not null && (region.Width != gt.Width || region.Height != gt.Height))
        )
            throw new ArgumentException("The masks differ in size.", nameof(pred));
        ReadOnlySpan<ulong> a = gt.Words,
            b = pred.Words;
        long both = 0,
            marked = 0,
            found = 0,
            total = gt.Area;
        if (region is null)
        {
            for (int i = 0; i < a.Length; i++)
            {
                ulong g = a[i],
                    p = b[i];
                // Nearly all words of a lesion mask are empty.
                if ((g | p) == 0)
                    continue;
                both += BitOperations.PopCount(g & p);
                marked += BitOperations.PopCount(g);
                found += BitOperations.PopCount(p);
            }
        }
        else
        {
            ReadOnlySpan<ulong> r = region.Words;
            total = 0;
            for (int i = 0; i < a.Length; i++)
            {
                ulong inside = r[i];
                total += BitOperations.PopCount(inside);
                both += BitOperations.PopCount(a[i] & b[i] & inside);
                marked += BitOperations.PopCount(a[i] & inside);
                found += BitOperations.PopCount(b[i] & inside);
            }
        }
        return new(both, found - both, marked - both, total - marked - found + both);
    }
}
