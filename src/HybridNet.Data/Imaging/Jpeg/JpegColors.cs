using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>Rows of red, green, blue and 255 from the planes of brightness and two color differences.</summary>
/// <remarks>
/// Differences that are half as fine are blended: of the two nearest samples the nearer one counts three times, in each
/// direction,
/// rounded up and down in turn. Blending and colors (JFIF 1.02) are rounded as libjpeg rounds, whose pictures these are to the
/// bit.
/// </remarks>
internal sealed class JpegColors
{
    private const int Lanes = 16;

    private readonly JpegHeader _header;
    private readonly byte[] _blue,
        _red;
    private readonly ushort[] _sums;
    private readonly int _count,
        _rows;

    public JpegColors(JpegHeader header)
    {
        _header = header;
        JpegComponent light = header.Components[0];
        (_count, _rows) = ((header.Width - 1) / light.Across + 1, (header.Height - 1) / light.Down + 1);
        (_blue, _red) = (new byte[header.Width + 3 * Lanes], new byte[header.Width + 3 * Lanes]);
        _sums = new ushort[_count + 3 * Lanes];
    }

    /// <summary>Bytes of a row's buffer: vectors go over its end.</summary>
    public int RowBytes => 4 * (_header.Width + Lanes);

    /// <summary>Makes a row.</summary>
    /// <param name="y">Which.</param>
    /// <param name="pixels">At least <see cref="RowBytes"/>.</param>
    public void Row(int y, Span<byte> pixels)
    {
        JpegComponent light = _header.Components[0];
        ReadOnlySpan<byte> blue = Fine(_header.Components[1], y, _blue),
            red = Fine(_header.Components[2], y, _red);
        Convert(light.Plane.AsSpan(y * light.Stride), blue, red, MemoryMarshal.Cast<byte, uint>(pixels));
    }

    /// <summary>A row of differences, as fine as brightness.</summary>
    private ReadOnlySpan<byte> Fine(JpegComponent component, int y, byte[] row)
    {
        JpegComponent light = _header.Components[0];
        if (light.Across == 1)
            return component.Plane.AsSpan(y * component.Stride);
        int near = y / light.Down;
        ReadOnlySpan<byte> samples = component.Plane.AsSpan(near * component.Stride);
        if (light.Down == 1)
        {
            AddUp(samples, default);
            Blend(row, 1, 2, 2);
            return row;
        }
        int far = Math.Clamp((y & 1) == 0 ? near - 1 : near + 1, 0, _rows - 1);
        AddUp(samples, component.Plane.AsSpan(far * component.Stride));
        Blend(row, 8, 7, 4);
        return row;
    }

    /// <summary>Three times the near samples and once the far ones, or the samples alone; the first and the last one again at
    /// the ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddUp(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far)
    {
        ref byte nears = ref MemoryMarshal.GetReference(near),
            fars = ref MemoryMarshal.GetReference(far);
        ref ushort sums = ref _sums[1];
        for (int i = 0; i < _count; i += Lanes)
        {
            Vector256<ushort> sum = Wide(ref nears, i);
            if (!far.IsEmpty)
                sum = sum * 3 + Wide(ref fars, i);
            sum.StoreUnsafe(ref sums, (nuint)i);
        }
        (_sums[0], _sums[_count + 1]) = (_sums[1], _sums[_count]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Blend(byte[] row, int left, int right, int shift)
    {
        Vector256<ushort> before = Vector256.Create((ushort)left),
            behind = Vector256.Create((ushort)right);
        ref ushort sums = ref _sums[0];
        for (int i = 0; i < _count; i += Lanes)
        {
            Vector256<ushort> three = Vector256.LoadUnsafe(ref sums, (nuint)i + 1) * 3,
                even = (three + Vector256.LoadUnsafe(ref sums, (nuint)i) + before) >> shift,
                odd = (three + Vector256.LoadUnsafe(ref sums, (nuint)i + 2) + behind) >> shift;
            (even | odd << 8).AsByte().StoreUnsafe(ref row[2 * i]);
        }
    }

    /// <summary>Factors times 2 to the 16th; differences are around 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Convert(ReadOnlySpan<byte> light, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, Span<uint> pixels)
    {
        Vector256<int> middle = Vector256.Create(128),
            half = Vector256.Create(1 << 15);
        for (int x = 0; x < _header.Width; x += Vector256<int>.Count)
        {
            Vector256<int> y = Wider(light[x..]),
                cb = Wider(blue[x..]) - middle,
                cr = Wider(red[x..]) - middle,
                r = y + ((cr * 91881 + half) >> 16), // 1.402
                g = y + ((half - cb * 22554 - cr * 46802) >> 16), // 0.34414, 0.71414
                b = y + ((cb * 116130 + half) >> 16); // 1.772
            (Limited(r) | Limited(g) << 8 | Limited(b) << 16 | Vector256.Create(255 << 24)).AsUInt32().CopyTo(pixels[x..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Wide(ref byte samples, int at)
    {
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(Vector128.LoadUnsafe(ref samples, (nuint)at));
        return Vector256.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Wider(ReadOnlySpan<byte> samples)
    {
        Vector128<short> wide = Vector128
            .WidenLower(Vector128.CreateScalar(MemoryMarshal.Read<ulong>(samples)).AsByte())
            .AsInt16();
        return Vector256.Create(Vector128.WidenLower(wide), Vector128.WidenUpper(wide));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Limited(Vector256<int> samples) =>
        Vector256.Min(Vector256.Max(samples, Vector256<int>.Zero), Vector256.Create(255));
}
