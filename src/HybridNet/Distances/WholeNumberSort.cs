using System.Buffers;

namespace HybridNet.Distances;

/// <summary>
/// Sorts whole numbers from 0 on by their digits of 11 bits, lowest digit first (H. H. Seward, 1954): squared distances of
/// outlines are many and small.
/// </summary>
internal static class WholeNumberSort
{
    private const int DigitBits = 11,
        Few = 64;

    /// <summary>Sorts ascending, in place.</summary>
    /// <param name="values">Numbers of at least 0.</param>
    public static void Sort(Span<int> values)
    {
        if (values.Length <= Few)
        {
            values.Sort();
            return;
        }
        int largest = 0;
        foreach (int value in values)
            largest = Math.Max(largest, value);
        int[] buffer = ArrayPool<int>.Shared.Rent(values.Length);
        Span<int> from = values,
            to = buffer.AsSpan(0, values.Length),
            places = stackalloc int[1 << DigitBits];
        bool swapped = false;
        for (int shift = 0; shift < 31 && largest >> shift > 0; shift += DigitBits)
        {
            Pass(from, to, shift, places);
            Span<int> sorted = to;
            to = from;
            from = sorted;
            swapped = !swapped;
        }
        if (swapped)
            from.CopyTo(values);
        ArrayPool<int>.Shared.Return(buffer);
    }

    private static void Pass(ReadOnlySpan<int> from, Span<int> to, int shift, Span<int> places)
    {
        const int mask = (1 << DigitBits) - 1;
        places.Clear();
        foreach (int value in from)
            places[value >> shift & mask]++;
        int place = 0;
        for (int digit = 0; digit < places.Length; digit++)
            (places[digit], place) = (place, place + places[digit]);
        foreach (int value in from)
            to[places[value >> shift & mask]++] = value;
    }
}
