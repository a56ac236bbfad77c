using System.Numerics;

namespace HybridNet.Protocols;

/// <summary>
/// Single-precision sums in the order that PyTorch was seen to use on processors with 256-bit vectors: eight lanes (one
/// below eight values), four rows, cascaded blocks. Other processors may add in another order: the last bit differs there.
/// </summary>
internal static class LaneSum
{
    private const int Rows = 4,
        Levels = 4;

    public static float Of(ReadOnlySpan<float> values)
    {
        int lanes = values.Length >= 8 ? 8 : 1,
            vectors = values.Length / lanes,
            steps = vectors / Rows;
        int power = Math.Max(4, (steps > 1 ? BitOperations.Log2((uint)steps - 1) + 1 : 0) / Levels),
            step = 1 << power;
        var sums = new float[Levels, Rows * lanes];
        int i = 0;
        for (; i + step <= steps; )
        {
            for (int k = 0; k < step; k++, i++)
                AddRow(values, sums, i, lanes);
            for (int level = 1; level < Levels; level++)
            {
                Lift(sums, level, Rows * lanes);
                if ((i & ((step - 1) << (level * power))) != 0)
                    break;
            }
        }
        for (; i < steps; i++)
            AddRow(values, sums, i, lanes);
        for (int level = 1; level < Levels; level++)
        for (int k = 0; k < Rows * lanes; k++)
            sums[0, k] += sums[level, k];
        var row = new float[lanes];
        for (int lane = 0; lane < lanes; lane++)
            row[lane] = sums[0, lane];
        for (int vector = steps * Rows; vector < vectors; vector++)
        for (int lane = 0; lane < lanes; lane++)
            row[lane] += values[vector * lanes + lane];
        for (int k = lanes; k < Rows * lanes; k++)
            row[k % lanes] += sums[0, k];
        float total = 0;
        for (int k = vectors * lanes; k < values.Length; k++)
            total += values[k];
        foreach (float lane in row)
            total += lane;
        return total;
    }

    private static void AddRow(ReadOnlySpan<float> values, float[,] sums, int step, int lanes)
    {
        for (int k = 0; k < Rows * lanes; k++)
            sums[0, k] += values[step * Rows * lanes + k];
    }

    private static void Lift(float[,] sums, int level, int width)
    {
        for (int k = 0; k < width; k++)
        {
            sums[level, k] += sums[level - 1, k];
            sums[level - 1, k] = 0;
        }
    }
}
