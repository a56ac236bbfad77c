using System.Buffers;
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
        // One byte a pixel with a frame of background, so that a neighbour is a fixed step away.
        int stride = mask.Width + 2;
        byte[] pixels = ArrayPool<byte>.Shared.Rent(stride * (mask.Height + 2));
        try
        {
            pixels.AsSpan(0, stride * (mask.Height + 2)).Clear();
            List<int> left = Spread(mask, pixels, stride);
            var removed = new List<int>();
            for (bool changed = true; changed; )
            {
                changed = false;
                for (int pass = 0; pass < 2; pass++)
                {
                    removed.Clear();
                    int kept = 0;
                    for (int i = 0; i < left.Count; i++)
                    {
                        int at = left[i];
                        if (Removable(Neighbours(pixels, at, stride), pass))
                            removed.Add(at);
                        else
                            left[kept++] = at;
                    }
                    left.RemoveRange(kept, left.Count - kept);
                    foreach (int at in removed)
                        pixels[at] = 0;
                    changed |= removed.Count > 0;
                }
            }
            var skeleton = new Mask(mask.Width, mask.Height);
            foreach (int at in left)
                skeleton[at % stride - 1, at / stride - 1] = true;
            return skeleton;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    private static List<int> Spread(Mask mask, byte[] pixels, int stride)
    {
        var places = new List<int>();
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> row = mask.Row(y);
            for (int w = 0; w < row.Length; w++)
            for (ulong bits = row[w]; bits != 0; bits &= bits - 1)
            {
                int at = (y + 1) * stride + (w << 6) + BitOperations.TrailingZeroCount(bits) + 1;
                pixels[at] = 1;
                places.Add(at);
            }
        }
        return places;
    }

    /// <summary>The eight neighbours, clockwise from the one above, lowest bit first.</summary>
    private static int Neighbours(byte[] pixels, int at, int stride) =>
        pixels[at - stride]
        | pixels[at - stride + 1] << 1
        | pixels[at + 1] << 2
        | pixels[at + stride + 1] << 3
        | pixels[at + stride] << 4
        | pixels[at + stride - 1] << 5
        | pixels[at - 1] << 6
        | pixels[at - stride - 1] << 7;

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
