using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridNet.Distances;

/// <summary>Along one row: the nearest target of pixels, from the distance of every column to its nearest target.</summary>
internal static class ColumnSearch
{
    /// <summary>Neighbours in a row from which on their searches are shared.</summary>
    private const int ShortestRun = 4;

    /// <summary>
    /// The searches of neighbours in a row. The column where one finds its nearest target never lies left of that of a pixel
    /// to its left: (x - x')^2 - (x - x'')^2 only falls with x where x' > x''. So all pixels between two that find it in the
    /// same column find it there, and are not searched for.
    /// </summary>
    public static void OfRun(ReadOnlySpan<ushort> columns, int x, Span<int> result)
    {
        if (result.Length < ShortestRun)
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = Search(columns, x + i);
            return;
        }
        int last = result.Length - 1;
        (result[0], int left) = SearchWhere(columns, x);
        (result[last], int right) = SearchWhere(columns, x + last);
        SearchBetween(columns, x, result, left, right);
    }

    private static void SearchBetween(ReadOnlySpan<ushort> columns, int x, Span<int> result, int left, int right)
    {
        if (result.Length <= 2)
            return;
        if (left == right)
        {
            int square = columns[left] * columns[left];
            for (int i = 1; i < result.Length - 1; i++)
                result[i] = (x + i - left) * (x + i - left) + square;
            return;
        }
        int middle = result.Length / 2;
        (result[middle], int at) = SearchWhere(columns, x + middle);
        SearchBetween(columns, x, result[..(middle + 1)], left, at);
        SearchBetween(columns, x + middle, result[middle..], at, right);
    }

    /// <summary>The same as <see cref="Search"/>, and a column that gives it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Square, int Column) SearchWhere(ReadOnlySpan<ushort> columns, int x)
    {
        int best = columns[x] * columns[x];
        if (best <= 1)
            return (best, x);
        const int lanes = 8;
        Vector256<int> smallest = Vector256.Create(best),
            where = Vector256.Create(x),
            middle = where,
            right = Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8),
            left = Vector256.Create(8, 7, 6, 5, 4, 3, 2, 1),
            eight = Vector256.Create(lanes);
        for (int reach = 1; (long)reach * reach < best; reach += lanes)
        {
            int from = x - reach - (lanes - 1),
                to = x + reach;
            if (to <= columns.Length - lanes)
            {
                Vector256<int> squares = right * right + Squares(columns, to);
                where = Vector256.ConditionalSelect(Vector256.LessThan(squares, smallest), middle + right, where);
                smallest = Vector256.Min(smallest, squares);
            }
            if (from >= 0)
            {
                Vector256<int> squares = left * left + Squares(columns, from);
                where = Vector256.ConditionalSelect(Vector256.LessThan(squares, smallest), middle - left, where);
                smallest = Vector256.Min(smallest, squares);
            }
            best = Least(smallest);
            if (from < 0 && to > columns.Length - lanes)
                break;
            right += eight;
            left += eight;
        }
        for (int lane = 0; lane < lanes; lane++)
            if (smallest[lane] == best)
                return (best, where[lane]);
        return (best, x);
    }

    /// <summary>Smallest (x - x')^2 + column(x')^2 over all columns x'; eight columns on each side at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Search(ReadOnlySpan<ushort> columns, int x)
    {
        int best = columns[x] * columns[x];
        if (best <= 1)
            return best;
        const int lanes = 8;
        Vector256<int> smallest = Vector256.Create(best),
            right = Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8),
            left = Vector256.Create(8, 7, 6, 5, 4, 3, 2, 1),
            eight = Vector256.Create(lanes);
        for (int reach = 1; (long)reach * reach < best; reach += lanes)
        {
            int from = x - reach - (lanes - 1),
                to = x + reach;
            if (to <= columns.Length - lanes)
                smallest = Vector256.Min(smallest, right * right + Squares(columns, to));
            if (from >= 0)
                smallest = Vector256.Min(smallest, left * left + Squares(columns, from));
            best = Least(smallest);
            if (from < 0 && to > columns.Length - lanes)
                break;
            right += eight;
            left += eight;
        }
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Squares(ReadOnlySpan<ushort> columns, int from)
    {
        (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(Vector128.Create(columns[from..]));
        Vector256<int> wide = Vector256.Create(low, high).AsInt32();
        return wide * wide;
    }

    private static int Least(Vector256<int> values)
    {
        Vector128<int> half = Vector128.Min(values.GetLower(), values.GetUpper());
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(half[0], half[1]);
    }
}
