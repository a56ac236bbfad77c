using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.General;

/// <summary>Refuses floats that are no probabilities.</summary>
internal static class ProbabilityRange
{
    /// <summary>Checks one row of a map; integers are probabilities whatever they are.</summary>
    /// <param name="map">The map.</param>
    /// <param name="y">The row.</param>
    /// <param name="path">Name for messages.</param>
    /// <exception cref="InputException">A value is NaN or outside 0 to 1.</exception>
    public static void CheckRow(ProbabilityMap map, int y, string path)
    {
        if (map.Format == ProbabilityFormat.Float32)
        {
            ReadOnlySpan<float> row = map.Samples<float>().Slice(y * map.Width, map.Width);
            if (AreProbabilities(row))
                return;
            for (int x = 0; x < row.Length; x++)
                if (!(row[x] >= 0 && row[x] <= 1))
                    throw OutOfRange(path, x, y, row[x]);
        }
        else if (map.Format == ProbabilityFormat.Float64)
        {
            ReadOnlySpan<double> row = map.Samples<double>().Slice(y * map.Width, map.Width);
            for (int x = 0; x < row.Length; x++)
                if (!(row[x] >= 0 && row[x] <= 1))
                    throw OutOfRange(path, x, y, row[x]);
        }
    }

    /// <summary>The bits of the floats from 0 to 1 are those from 0 to the bits of 1; a row with a minus zero is left to the slow way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreProbabilities(ReadOnlySpan<float> row)
    {
        Vector512<uint> one = Vector512.Create(BitConverter.SingleToUInt32Bits(1));
        ReadOnlySpan<Vector512<uint>> wide = MemoryMarshal.Cast<float, Vector512<uint>>(row);
        foreach (Vector512<uint> block in wide)
            if (Vector512.GreaterThanAny(block, one))
                return false;
        foreach (float value in row[(wide.Length * Vector512<uint>.Count)..])
            if (!(value >= 0 && value <= 1))
                return false;
        return true;
    }

    private static InputException OutOfRange(string path, int x, int y, double value) =>
        ImageFault.Damaged(
            path,
            FormattableString.Invariant(
                $"its value {value} at column {x}, row {y} is no probability; they go from 0 to 1 (apply the sigmoid before saving)"
            )
        );
}
