using System.Runtime.InteropServices;
using HybridNet.Distances;

namespace HybridNet.Protocols;

/// <summary>Distances from the points of one outline, and the orders in which figures look at them, each made once.</summary>
/// <remarks>
/// Where the spacing is one pixel a distance is the root of a whole number: these are sorted before roots are taken, by their
/// digits, and together with the pattern of their point where points have a length.
/// </remarks>
internal sealed class DirectedDistances
{
    /// <summary>A corner of pixels has one of 16 patterns.</summary>
    private const int PatternBits = 4,
        LargestSquare = int.MaxValue >> PatternBits;

    private readonly int[]? _squares;
    private readonly List<byte>? _patterns;
    private readonly double[]? _lengthOf;
    private double[]? _values,
        _sorted,
        _lengths;
    private WeightedDistances? _weighted;

    /// <summary>Whole squared distances.</summary>
    /// <param name="squares">Squared distance of each point.</param>
    /// <param name="patterns">Pattern of each point, where points have a length.</param>
    /// <param name="lengthOf">Length for each pattern.</param>
    public DirectedDistances(int[] squares, List<byte>? patterns, double[]? lengthOf) =>
        (_squares, _patterns, _lengthOf) = (squares, patterns, lengthOf);

    /// <summary>Distances of any kind.</summary>
    /// <param name="values">Distance of each point.</param>
    /// <param name="patterns">Pattern of each point, where points have a length.</param>
    /// <param name="lengthOf">Length for each pattern.</param>
    public DirectedDistances(double[] values, List<byte>? patterns, double[]? lengthOf) =>
        (_values, _patterns, _lengthOf) = (values, patterns, lengthOf);

    /// <summary>In the order of the points.</summary>
    public double[] Values => _values ??= Roots(_squares!);

    /// <summary>Ascending.</summary>
    public double[] Sorted => _sorted ??= Sort();

    /// <summary>Length of each point, or null.</summary>
    public double[]? Lengths => _patterns is null ? null : _lengths ??= [.. _patterns.Select(pattern => _lengthOf![pattern])];

    /// <summary>With the length of each point, by distance and length.</summary>
    public WeightedDistances Weighted => _weighted ??= Weigh();

    private static double[] Roots(ReadOnlySpan<int> squares)
    {
        var roots = new double[squares.Length];
        for (int i = 0; i < roots.Length; i++)
            roots[i] = Math.Sqrt(squares[i]);
        return roots;
    }

    private double[] Sort()
    {
        if (_squares is null)
        {
            double[] sorted = [.. Values];
            Array.Sort(sorted);
            return sorted;
        }
        int[] squares = [.. _squares];
        WholeNumberSort.Sort(squares);
        return Roots(squares);
    }

    private WeightedDistances Weigh()
    {
        if (_patterns is null)
        {
            var ones = new double[Sorted.Length];
            Array.Fill(ones, 1);
            return new(Sorted, ones);
        }
        return _squares is null || _squares.AsSpan().ContainsAnyExceptInRange(0, LargestSquare)
            ? OfValues(Values, Lengths!)
            : OfSquares(_squares, CollectionsMarshal.AsSpan(_patterns), _lengthOf!);
    }

    private static WeightedDistances OfSquares(int[] squares, ReadOnlySpan<byte> patterns, double[] lengthOf)
    {
        // Patterns by their length: a square and the place of its pattern make one number, whose order is the one wanted.
        Span<int> byLength = stackalloc int[1 << PatternBits],
            places = stackalloc int[1 << PatternBits];
        Span<double> ordered = stackalloc double[1 << PatternBits];
        lengthOf.CopyTo(ordered);
        for (int pattern = 0; pattern < byLength.Length; pattern++)
            byLength[pattern] = pattern;
        ordered.Sort(byLength);
        for (int place = 0; place < byLength.Length; place++)
            places[byLength[place]] = place;
        double[] distances = new double[squares.Length],
            lengths = new double[squares.Length];
        // Points of areas that overlap are mostly at 0: they are counted, the others sorted.
        Span<int> atZero = stackalloc int[1 << PatternBits];
        var keys = new int[squares.Length];
        int apart = 0,
            at = 0;
        for (int i = 0; i < squares.Length; i++)
            if (squares[i] == 0)
                atZero[places[patterns[i]]]++;
            else
                keys[apart++] = squares[i] << PatternBits | places[patterns[i]];
        for (int place = 0; place < atZero.Length; at += atZero[place], place++)
            lengths.AsSpan(at, atZero[place]).Fill(ordered[place]);
        WholeNumberSort.Sort(keys.AsSpan(0, apart));
        foreach (int key in keys.AsSpan(0, apart))
        {
            distances[at] = Math.Sqrt(key >> PatternBits);
            lengths[at++] = ordered[key & ((1 << PatternBits) - 1)];
        }
        return new(distances, lengths);
    }

    private static WeightedDistances OfValues(double[] values, double[] lengths)
    {
        double[] sorted = [.. values],
            weights = [.. lengths];
        Array.Sort(sorted, weights);
        for (int from = 0; from < sorted.Length; )
        {
            int to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from])
                to++;
            if (to - from > 1)
                Array.Sort(weights, from, to - from);
            from = to;
        }
        return new(sorted, weights);
    }
}

/// <summary>Distances in ascending order, and the outline length that each stands for, ascending among equal distances.</summary>
/// <param name="Distances">The distances.</param>
/// <param name="Lengths">Their lengths.</param>
internal sealed record WeightedDistances(double[] Distances, double[] Lengths)
{
    private readonly Dictionary<int, double> _totals = [];

    /// <summary>Length of all points, each taken so many times in a row; added as numpy adds.</summary>
    public double Total(int copies)
    {
        if (!_totals.TryGetValue(copies, out double total))
            _totals[copies] = total = PairwiseSum.Of<double>(Repeated(copies));
        return total;
    }

    private double[] Repeated(int copies)
    {
        if (copies == 1)
            return Lengths;
        var repeated = new double[Lengths.Length * copies];
        for (int i = 0, at = 0; i < Lengths.Length; i++)
        for (int copy = 0; copy < copies; copy++)
            repeated[at++] = Lengths[i];
        return repeated;
    }
}
