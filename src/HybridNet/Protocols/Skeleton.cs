using System.Numerics;
using HybridNet.Masks;

namespace HybridNet.Protocols;

/// <summary>
/// Centrelines by thinning (T. Y. Zhang and C. Y. Suen, Commun. ACM 27, 1984), with the exceptions of scikit-image's
/// skeletonize.
/// </summary>
/// <remarks>
/// Two passes alternate until neither removes anything. A pass looks at the image as it was before the pass and removes
/// pixels with two to six neighbours that lie in one piece, on the south-east side first, then on the north-west side.
/// Only pixels that are left are looked at again. For 25 patterns of neighbours scikit-image departs from the published rule:
/// thin diagonals keep their ends, and corners of staircases go.
/// </remarks>
internal static class Skeleton
{
    private const int FirstPass = 1,
        SecondPass = 2;

    private static readonly int[] s_passes = Passes();

    public static Mask Of(Mask mask)
    {
        Mask skeleton = mask.Clone();
        var left = new List<(int X, int Y)>();
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> row = mask.Row(y);
            for (int w = 0; w < row.Length; w++)
            for (ulong bits = row[w]; bits != 0; bits &= bits - 1)
                left.Add(((w << 6) + BitOperations.TrailingZeroCount(bits), y));
        }
        var removed = new List<(int X, int Y)>();
        for (bool changed = true; changed; )
        {
            changed = false;
            for (int pass = 0; pass < 2; pass++)
            {
                removed.Clear();
                left.RemoveAll(pixel =>
                {
                    if (!Removable(Neighbours(skeleton, pixel.X, pixel.Y), pass))
                        return false;
                    removed.Add(pixel);
                    return true;
                });
                foreach ((int x, int y) in removed)
                    skeleton.Row(y)[x >> 6] &= ~(1UL << (x & 63));
                changed |= removed.Count > 0;
            }
        }
        return skeleton;
    }

    /// <summary>The eight neighbours, clockwise from the one above, lowest bit first.</summary>
    private static int Neighbours(Mask mask, int x, int y) =>
        At(mask, x, y - 1)
        | At(mask, x + 1, y - 1) << 1
        | At(mask, x + 1, y) << 2
        | At(mask, x + 1, y + 1) << 3
        | At(mask, x, y + 1) << 4
        | At(mask, x - 1, y + 1) << 5
        | At(mask, x - 1, y) << 6
        | At(mask, x - 1, y - 1) << 7;

    private static int At(Mask mask, int x, int y) =>
        (uint)x < (uint)mask.Width && (uint)y < (uint)mask.Height ? (int)(mask.Row(y)[x >> 6] >> (x & 63) & 1) : 0;

    private static bool Removable(int ring, int pass) => (s_passes[ring] & (pass == 0 ? FirstPass : SecondPass)) != 0;

    private static int[] Passes()
    {
        int[] passes = [.. Enumerable.Range(0, 256).Select(ByRule)];
        Set(0, 24, 192);
        Set(FirstPass, 3, 6, 7, 67, 97, 99, 129, 133, 193, 208);
        Set(SecondPass, 12, 13, 28, 48, 52, 54, 88, 96, 112);
        Set(FirstPass | SecondPass, 5, 20, 65, 80);
        return passes;

        void Set(int value, params ReadOnlySpan<int> rings)
        {
            foreach (int ring in rings)
                passes[ring] = value;
        }
    }

    private static int ByRule(int ring)
    {
        if (int.PopCount(ring) is < 2 or > 6)
            return 0;
        // Steps from 0 to 1 around the ring: one of them means that the neighbours lie in one piece.
        int next = (ring >> 1 | ring << 7) & 255;
        if (int.PopCount(~ring & next & 255) != 1)
            return 0;
        const int North = 1,
            East = 4,
            South = 16,
            West = 64;
        int passes = 0;
        if (Lacks(North | East | South) && Lacks(East | South | West))
            passes |= FirstPass;
        if (Lacks(North | East | West) && Lacks(North | South | West))
            passes |= SecondPass;
        return passes;

        bool Lacks(int sides) => (ring & sides) != sides;
    }
}
