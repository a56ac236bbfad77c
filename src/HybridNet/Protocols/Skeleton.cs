using HybridNet.Lesions;
using HybridNet.Masks;

namespace HybridNet.Protocols;

/// <summary>
/// Centrelines by thinning (T. Y. Zhang and C. Y. Suen, Commun. ACM 27, 1984), with the exceptions of scikit-image's
/// skeletonize.
/// </summary>
/// <remarks>
/// Two passes alternate until neither removes anything. A pass looks at the image as it was before the pass and removes
/// pixels with two to six neighbours that lie in one piece, on the south-east side first, then on the north-west side.
/// Only pixels whose neighbours changed are looked at again. For 25 patterns of neighbours scikit-image departs from the
/// published rule: thin diagonals keep their ends, and corners of staircases go.
/// </remarks>
internal static class Skeleton
{
    private const int FirstPass = 1,
        SecondPass = 2;

    private static readonly int[] s_passes = Passes();

    /// <summary>
    /// Centrelines of all 8-connected components; each is thinned in its own box, because none touches another.
    /// </summary>
    /// <param name="lesions">The components.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Of(LesionMap lesions)
    {
        var skeleton = new Mask(lesions.Width, lesions.Height);
        var thinning = new Thinning();
        PixelRun[][] runs = lesions.RunsByLabel();
        foreach (Component component in lesions.Components)
            thinning.Draw(component, runs[component.Label - 1], skeleton);
        return skeleton;
    }

    /// <summary>Thins one component after the other in the same memory.</summary>
    private sealed class Thinning
    {
        /// <summary>A pixel that is there, and marks of the passes that still have to look at it.</summary>
        private const byte Set = 1,
            First = 2,
            Second = 4;

        private readonly List<int> _places = [],
            _removed = [];
        private readonly List<int>[] _waiting =
        [
            [],
            [],
        ];
        private byte[] _pixels = [];
        private int _stride;

        public void Draw(Component component, PixelRun[] runs, Mask skeleton)
        {
            // One byte a pixel with a frame of background, so that a neighbour is a fixed step away.
            _stride = component.Right - component.Left + 3;
            int area = _stride * (component.Bottom - component.Top + 3);
            if (_pixels.Length < area)
                _pixels = new byte[Math.Max(area, 2 * _pixels.Length)];
            _pixels.AsSpan(0, area).Clear();
            _places.Clear();
            foreach (PixelRun run in runs)
            {
                int from = (run.Y - component.Top + 1) * _stride + run.Start - component.Left + 1;
                _pixels.AsSpan(from, run.Length).Fill(Set);
                for (int at = from; at < from + run.Length; at++)
                    _places.Add(at);
            }
            // A pixel with all eight neighbours stays: only the outline is looked at, and then what a removal laid bare.
            foreach (int at in _places)
                if (Neighbours(_pixels, at, _stride) != 255)
                {
                    _waiting[0].Add(at);
                    _waiting[1].Add(at);
                    _pixels[at] = Set | First | Second;
                }
            for (int pass = 0; _waiting[0].Count + _waiting[1].Count > 0; pass = 1 - pass)
                Run(pass);
            foreach (int at in _places)
                if (_pixels[at] != 0)
                    skeleton[at % _stride - 1 + component.Left, at / _stride - 1 + component.Top] = true;
        }

        /// <summary>Removes what the pass may remove, all at once; neighbours of what went are looked at again by both.</summary>
        private void Run(int pass)
        {
            byte waits = pass == 0 ? First : Second;
            _removed.Clear();
            foreach (int at in _waiting[pass])
            {
                _pixels[at] &= (byte)~waits;
                if (_pixels[at] != 0 && Removable(Neighbours(_pixels, at, _stride), pass))
                    _removed.Add(at);
            }
            _waiting[pass].Clear();
            foreach (int at in _removed)
                _pixels[at] = 0;
            foreach (int at in _removed)
                for (int row = at - _stride; row <= at + _stride; row += _stride)
                {
                    Expose(row - 1);
                    Expose(row);
                    Expose(row + 1);
                }
        }

        private void Expose(int at)
        {
            byte pixel = _pixels[at];
            if (pixel is 0 or (Set | First | Second))
                return;
            if ((pixel & First) == 0)
                _waiting[0].Add(at);
            if ((pixel & Second) == 0)
                _waiting[1].Add(at);
            _pixels[at] = Set | First | Second;
        }
    }

    /// <summary>The eight neighbours, clockwise from the one above, lowest bit first.</summary>
    private static int Neighbours(byte[] pixels, int at, int stride) =>
        pixels[at - stride] & 1
        | (pixels[at - stride + 1] & 1) << 1
        | (pixels[at + 1] & 1) << 2
        | (pixels[at + stride + 1] & 1) << 3
        | (pixels[at + stride] & 1) << 4
        | (pixels[at + stride - 1] & 1) << 5
        | (pixels[at - 1] & 1) << 6
        | (pixels[at - stride - 1] & 1) << 7;

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
