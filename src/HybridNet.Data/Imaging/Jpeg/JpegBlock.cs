using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>Turns the 64 coefficients of a block into its 8 x 8 samples.</summary>
/// <remarks>
/// The transform of C. Loeffler, A. Ligtenberg and G. Moschytz (ICASSP 1989) with 12 multiplications, in whole numbers of 13
/// binary places, rounded where libjpeg's accurate method rounds: libjpeg, OpenCV, Pillow and Skia give the
/// same samples. Eight columns, then eight rows are worked on at once.
/// </remarks>
internal static class JpegBlock
{
    /// <summary>Samples of a block's side.</summary>
    public const int Side = 8;

    /// <summary>Samples of a block, and its coefficients.</summary>
    public const int Samples = Side * Side;

    private const int Places = 13,
        // Between the passes numbers keep two more places; the transform itself makes them eight times as large.
        AfterColumns = Places - 2,
        AfterRows = Places + 2 + 3;

    /// <summary>A block whose samples are all the same.</summary>
    /// <param name="first">Its only coefficient.</param>
    /// <param name="most">The most that a coefficient can be.</param>
    /// <param name="target">The first sample.</param>
    /// <param name="stride">Samples from one row to the next.</param>
    /// <returns>False when the coefficient is larger.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWriteFlat(int first, int most, ref byte target, int stride)
    {
        ulong row = 0x0101010101010101UL * (ulong)Math.Clamp(((first + 4) >> 3) + 128, 0, 255);
        for (int y = 0; y < Side; y++)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, y * stride), row);
        return Math.Abs(first) <= most;
    }

    /// <summary>Any block; its coefficients are 0 afterwards.</summary>
    /// <param name="coefficients">64 of them, row by row.</param>
    /// <param name="most">The most that a coefficient can be.</param>
    /// <param name="target">The first sample.</param>
    /// <param name="stride">Samples from one row to the next.</param>
    /// <returns>False when a coefficient is larger.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryWrite(Span<int> coefficients, int most, ref byte target, int stride)
    {
        ref int source = ref MemoryMarshal.GetReference(coefficients[..Samples]);
        Vector256<int> a = Vector256.LoadUnsafe(ref source),
            b = Vector256.LoadUnsafe(ref source, 8),
            c = Vector256.LoadUnsafe(ref source, 16),
            d = Vector256.LoadUnsafe(ref source, 24),
            e = Vector256.LoadUnsafe(ref source, 32),
            f = Vector256.LoadUnsafe(ref source, 40),
            g = Vector256.LoadUnsafe(ref source, 48),
            h = Vector256.LoadUnsafe(ref source, 56);
        coefficients.Clear();
        bool isPossible = !Vector256.GreaterThanAny(
            Vector256.Max(Larger(Larger(a, b), Larger(c, d)), Larger(Larger(e, f), Larger(g, h))),
            Vector256.Create(most)
        );
        Transform(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, AfterColumns);
        Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Transform(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, AfterRows);
        Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        // Saturated to -128..127; the highest bit turned over adds 128.
        Vector256<ulong> top = Bytes(a, b, c, d),
            bottom = Bytes(e, f, g, h);
        for (int y = 0; y < 4; y++)
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, y * stride), top[y]);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, (y + 4) * stride), bottom[y]);
        }
        return isPossible;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Larger(Vector256<int> one, Vector256<int> two) =>
        Vector256.Max(Vector256.Abs(one), Vector256.Abs(two));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Bytes(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d) =>
        Vector256.NarrowWithSaturation(Vector256.NarrowWithSaturation(a, b), Vector256.NarrowWithSaturation(c, d)).AsUInt64()
        ^ Vector256.Create(0x8080808080808080);

    /// <summary>Factors are the paper's, times 2 to the 13th.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(
        ref Vector256<int> a,
        ref Vector256<int> b,
        ref Vector256<int> c,
        ref Vector256<int> d,
        ref Vector256<int> e,
        ref Vector256<int> f,
        ref Vector256<int> g,
        ref Vector256<int> h,
        int shift
    )
    {
        Vector256<int> half = Vector256.Create(1 << (shift - 1)),
            z1 = (c + g) * 4433,
            z2 = z1 - g * 15137,
            z3 = z1 + c * 6270,
            z4 = ((a + e) << Places) + half,
            z5 = ((a - e) << Places) + half,
            even0 = z4 + z3,
            even3 = z4 - z3,
            even1 = z5 + z2,
            even2 = z5 - z2;
        z3 = h + d;
        z4 = f + b;
        z5 = (z3 + z4) * 9633;
        z1 = (h + b) * 7373;
        z2 = (f + d) * 20995;
        z3 = z5 - z3 * 16069;
        z4 = z5 - z4 * 3196;
        Vector256<int> odd0 = h * 2446 - z1 + z3,
            odd1 = f * 16819 - z2 + z4,
            odd2 = d * 25172 - z2 + z3,
            odd3 = b * 12299 - z1 + z4;
        a = (even0 + odd3) >> shift;
        h = (even0 - odd3) >> shift;
        b = (even1 + odd2) >> shift;
        g = (even1 - odd2) >> shift;
        c = (even2 + odd1) >> shift;
        f = (even2 - odd1) >> shift;
        d = (even3 + odd0) >> shift;
        e = (even3 - odd0) >> shift;
    }

    /// <summary>Rows become columns: pairs of rows, then pairs of pairs, then halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector256<int> a,
        ref Vector256<int> b,
        ref Vector256<int> c,
        ref Vector256<int> d,
        ref Vector256<int> e,
        ref Vector256<int> f,
        ref Vector256<int> g,
        ref Vector256<int> h
    )
    {
        Vector256<long> ab0 = Low(a, b),
            ab1 = High(a, b),
            cd0 = Low(c, d),
            cd1 = High(c, d),
            ef0 = Low(e, f),
            ef1 = High(e, f),
            gh0 = Low(g, h),
            gh1 = High(g, h);
        (a, e) = Halves(Low(ab0, cd0), Low(ef0, gh0));
        (b, f) = Halves(High(ab0, cd0), High(ef0, gh0));
        (c, g) = Halves(Low(ab1, cd1), Low(ef1, gh1));
        (d, h) = Halves(High(ab1, cd1), High(ef1, gh1));
    }

    /// <summary>The lower two of four numbers of each half, one of either in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Low(Vector256<int> one, Vector256<int> two) =>
        Avx2.IsSupported
            ? Avx2.UnpackLow(one, two).AsInt64()
            : Vector256.Create(one[0], two[0], one[1], two[1], one[4], two[4], one[5], two[5]).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> High(Vector256<int> one, Vector256<int> two) =>
        Avx2.IsSupported
            ? Avx2.UnpackHigh(one, two).AsInt64()
            : Vector256.Create(one[2], two[2], one[3], two[3], one[6], two[6], one[7], two[7]).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Low(Vector256<long> one, Vector256<long> two) =>
        Avx2.IsSupported ? Avx2.UnpackLow(one, two) : Vector256.Create(one[0], two[0], one[2], two[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> High(Vector256<long> one, Vector256<long> two) =>
        Avx2.IsSupported ? Avx2.UnpackHigh(one, two) : Vector256.Create(one[1], two[1], one[3], two[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Low, Vector256<int> High) Halves(Vector256<long> left, Vector256<long> right) =>
        (
            Vector256.Create(left.GetLower(), right.GetLower()).AsInt32(),
            Vector256.Create(left.GetUpper(), right.GetUpper()).AsInt32()
        );
}
