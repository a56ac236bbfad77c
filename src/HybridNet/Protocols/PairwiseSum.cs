using System.Numerics;

namespace HybridNet.Protocols;

/// <summary>Sums in the order in which numpy adds: halves, down to blocks of 128 with eight running sums.</summary>
internal static class PairwiseSum
{
    private const int Block = 128;

    /// <summary>The same sum of values that are made on the way.</summary>
    /// <param name="values">Gives them in order.</param>
    /// <param name="count">How many there are.</param>
    public static double Of<T>(ref T values, int count)
        where T : struct, IValueSequence, allows ref struct
    {
        if (count > Block)
        {
            int half = count / 2;
            half -= half % 8;
            double first = Of(ref values, half);
            return first + Of(ref values, count - half);
        }
        Span<double> block = stackalloc double[Block];
        values.Next(block[..count]);
        return Of<double>(block[..count]);
    }

    /// <summary>The sum in the arithmetic of the values.</summary>
    public static T Of<T>(ReadOnlySpan<T> values)
        where T : struct, INumber<T>
    {
        if (values.Length > Block)
        {
            int half = values.Length / 2;
            half -= half % 8;
            return Of(values[..half]) + Of(values[half..]);
        }
        T sum = T.Zero;
        int i = 0;
        if (values.Length >= 8)
        {
            T a = values[0],
                b = values[1],
                c = values[2],
                d = values[3],
                e = values[4],
                f = values[5],
                g = values[6],
                h = values[7];
            for (i = 8; i + 8 <= values.Length; i += 8)
            {
                a += values[i];
                b += values[i + 1];
                c += values[i + 2];
                d += values[i + 3];
                e += values[i + 4];
                f += values[i + 5];
                g += values[i + 6];
                h += values[i + 7];
            }
            sum = a + b + (c + d) + (e + f + (g + h));
        }
        for (; i < values.Length; i++)
            sum += values[i];
        return sum;
    }
}

/// <summary>Values that are taken once, in order.</summary>
internal interface IValueSequence
{
    /// <summary>Fills a span with the next values.</summary>
    void Next(scoped Span<double> values);
}
