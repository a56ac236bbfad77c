using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Probabilities;

namespace HybridNet.Ensembling;

/// <summary>Makes one map of the maps of several members, row by row.</summary>
internal static class MapMerger
{
    /// <summary>Members whose 8-bit samples add up to no more than 16 bits.</summary>
    private const int MostBytes = 257;

    /// <summary>Merges some of the members.</summary>
    /// <param name="members">The members of one image.</param>
    /// <param name="chosen">Which of them, at least one.</param>
    /// <param name="options">How.</param>
    /// <returns>A new map, which the caller disposes.</returns>
    public static ProbabilityMap Merge(MemberMaps members, IReadOnlyList<int> chosen, MergeOptions options)
    {
        var result = new ProbabilityMap(members.Width, members.Height, options.FormatOf(members.Finest));
        bool bytes =
            result.Format == ProbabilityFormat.UInt8
            && options.Method == MergeMethod.Mean
            && chosen.Count <= MostBytes
            && chosen.All(i => members.Formats[i] == ProbabilityFormat.UInt8 && options.Weights[i] == options.Weights[chosen[0]]);
        MemberTable[] tables =
        [
            .. chosen.Select(i => new MemberTable(options.Method, members.Formats[i], options.VoteThreshold)),
        ];
        double[] weights = [.. chosen.Select(i => options.Weights[i])];
        double all = weights.Sum();
        var buffer = new RowBuffer(members.Width, options.Method == MergeMethod.Median ? chosen.Count : 1);
        foreach ((int top, int bottom) in members.Bands())
        {
            members.Load(top, bottom);
            for (int y = top; y < bottom; y++)
            {
                if (bytes)
                    MeanOfBytes(members, chosen, y, buffer.Sums, result.Samples<byte>().Slice(y * members.Width, members.Width));
                else
                {
                    Combine(members, chosen, y, tables, weights, all, options.Method, buffer);
                    Store(buffer.Value, result, y);
                }
            }
        }
        return result;
    }

    /// <summary>The usual case, in whole numbers: the sum of the bytes, divided and rounded to the nearest, halves to
    /// even.</summary>
    private static void MeanOfBytes(MemberMaps members, IReadOnlyList<int> chosen, int y, Span<ushort> sums, Span<byte> to)
    {
        sums.Clear();
        for (int i = 0; i < chosen.Count; i++)
            MapSums.Add(members.Row(chosen[i], y), sums);
        MapSums.Divide(sums, chosen.Count, to);
    }

    private static void Combine(
        MemberMaps members,
        IReadOnlyList<int> chosen,
        int y,
        MemberTable[] tables,
        double[] weights,
        double all,
        MergeMethod method,
        RowBuffer buffer
    )
    {
        Span<double> value = buffer.Value;
        value.Fill(method == MergeMethod.Maximum ? double.NegativeInfinity : 0);
        for (int i = 0; i < chosen.Count; i++)
        {
            Span<double> terms = buffer.Terms(method == MergeMethod.Median ? i : 0);
            tables[i].Read(members.Row(chosen[i], y), terms);
            if (method == MergeMethod.Maximum)
                for (int x = 0; x < value.Length; x++)
                    value[x] = Math.Max(value[x], terms[x]);
            // A weight of 0 takes a member out: 0 times minus infinity would be no number.
            else if (method != MergeMethod.Median && weights[i] > 0)
                AddWeighted(value, terms, weights[i] / all);
        }
        if (method == MergeMethod.Median)
            buffer.Medians(chosen.Count);
        else if (method is MergeMethod.LogitMean or MergeMethod.GeometricMean)
            TurnBack(value, method);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeighted(Span<double> value, ReadOnlySpan<double> terms, double weight)
    {
        for (int x = 0; x < value.Length; x++)
            value[x] += weight * terms[x];
    }

    /// <summary>Logits and logarithms back to probabilities.</summary>
    private static void TurnBack(Span<double> value, MergeMethod method)
    {
        Span<Vector256<double>> wide = MemoryMarshal.Cast<double, Vector256<double>>(value);
        for (int i = 0; i < wide.Length; i++)
            wide[i] =
                method == MergeMethod.GeometricMean
                    ? Vector256.Exp(wide[i])
                    : Vector256<double>.One / (Vector256<double>.One + Vector256.Exp(-wide[i]));
        for (int x = wide.Length * Vector256<double>.Count; x < value.Length; x++)
            value[x] = method == MergeMethod.GeometricMean ? Math.Exp(value[x]) : 1 / (1 + Math.Exp(-value[x]));
    }

    /// <summary>Writes a row of probabilities, rounded to the nearest sample, halves to even.</summary>
    internal static void Store(ReadOnlySpan<double> value, ProbabilityMap map, int y)
    {
        int start = y * map.Width;
        switch (map.Format)
        {
            case ProbabilityFormat.UInt8:
                Span<byte> bytes = map.Samples<byte>().Slice(start, map.Width);
                for (int x = 0; x < bytes.Length; x++)
                    bytes[x] = (byte)Whole(value[x] * 255, 255);
                break;
            case ProbabilityFormat.UInt16:
                Span<ushort> words = map.Samples<ushort>().Slice(start, map.Width);
                for (int x = 0; x < words.Length; x++)
                    words[x] = (ushort)Whole(value[x] * 65535, 65535);
                break;
            default:
                Span<float> floats = map.Samples<float>().Slice(start, map.Width);
                for (int x = 0; x < floats.Length; x++)
                    floats[x] = (float)Math.Clamp(value[x], 0, 1);
                break;
        }
    }

    /// <summary>The nearest whole number, halves to even. What is a half but for rounding errors is a half.</summary>
    private static double Whole(double value, double top)
    {
        const double Fine = 1 << 20;
        return Math.Clamp(Math.Round(Math.Round(value * Fine) * (1 / Fine)), 0, top);
    }
}

/// <summary>Room for one row of a merge.</summary>
internal sealed class RowBuffer(int width, int terms)
{
    private readonly double[] _value = new double[width];
    private readonly double[][] _terms = [.. Enumerable.Range(0, terms).Select(_ => new double[width])];
    private readonly ushort[] _sums = new ushort[width];

    /// <summary>The merged values.</summary>
    public Span<double> Value => _value;

    /// <summary>Sums of bytes.</summary>
    public Span<ushort> Sums => _sums;

    /// <summary>The terms of one member.</summary>
    /// <param name="index">0 for methods that need one member at a time.</param>
    public Span<double> Terms(int index) => _terms[index];

    /// <summary>Medians of the members' terms, pixel by pixel.</summary>
    /// <param name="count">Number of members.</param>
    public void Medians(int count)
    {
        var column = new double[count];
        for (int x = 0; x < _value.Length; x++)
        {
            for (int i = 0; i < count; i++)
            {
                // Few members: putting each in its place is the fastest sort.
                double term = _terms[i][x];
                int at = i;
                for (; at > 0 && column[at - 1] > term; at--)
                    column[at] = column[at - 1];
                column[at] = term;
            }
            _value[x] = (column[(count - 1) / 2] + column[count / 2]) / 2;
        }
    }
}
