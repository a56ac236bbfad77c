using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HybridNet.Data.Imaging.Png;

namespace HybridNet.Data.Imaging.Tiff;

/// <summary>Undoes the differences between neighboring samples (TIFF 6.0, section 14; floats by Adobe's technical note
/// 3).</summary>
internal static class TiffPredictor
{
    /// <summary>Samples in this machine's byte order become sums of themselves and those before them.</summary>
    public static void Sum(Span<byte> row, int samples, int bits)
    {
        if (!row.ContainsAnyExcept((byte)0))
            return;
        switch (bits)
        {
            case 8:
                PngRows.UndoSub(row, samples, samples);
                break;
            case 16:
                Sum<ushort>(row, samples);
                break;
            case 32:
                Sum<uint>(row, samples);
                break;
            default:
                Sum<ulong>(row, samples);
                break;
        }
    }

    /// <summary>Sums bytes, then puts those of each float together: the highest ones of the whole row come first.</summary>
    /// <param name="row">A row as it was stored.</param>
    /// <param name="scratch">As long as the row.</param>
    /// <param name="samples">Samples of a pixel.</param>
    /// <param name="size">Bytes of a float.</param>
    public static void JoinFloats(Span<byte> row, Span<byte> scratch, int samples, int size)
    {
        for (int i = samples; i < row.Length; i++)
            row[i] += row[i - samples];
        row.CopyTo(scratch);
        int count = row.Length / size;
        for (int i = 0; i < count; i++)
        for (int k = 0; k < size; k++)
            row[i * size + (BitConverter.IsLittleEndian ? size - 1 - k : k)] = scratch[k * count + i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<T>(Span<byte> bytes, int samples)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<T> row = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = samples; i < row.Length; i++)
            row[i] += row[i - samples];
    }
}
