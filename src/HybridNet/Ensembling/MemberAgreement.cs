using HybridNet.Probabilities;

namespace HybridNet.Ensembling;

/// <summary>How far the members of an image agree.</summary>
internal static class MemberAgreement
{
    /// <summary>Members whose sums of bytes still fit the fast products.</summary>
    private const int MostBytes = 32;

    /// <summary>
    /// Pearson correlation of each member with the mean of the others, over all pixels; NaN where one of the two is flat.
    /// </summary>
    /// <param name="members">The members of one image, at least two.</param>
    public static double[] WithTheOthers(MemberMaps members)
    {
        Moments[] moments =
            members.Count <= MostBytes && members.Formats.All(format => format == ProbabilityFormat.UInt8)
                ? OfBytes(members)
                : OfNumbers(members);
        double n = (double)members.Width * members.Height,
            sum = moments.Sum(m => m.Sum),
            products = moments.Sum(m => m.Products);
        return
        [
            .. moments.Select(m =>
            {
                // With S the sum of all members: cov(x, S - x) and var(S - x) follow from the products of x with S.
                double rest = sum - m.Sum,
                    restSquares = products - 2 * m.Products + m.Squares;
                double covariance = n * (m.Products - m.Squares) - m.Sum * rest;
                double spread = n * m.Squares - m.Sum * m.Sum,
                    restSpread = n * restSquares - rest * rest;
                bool flat = spread <= 1e-12 * n * m.Squares || restSpread <= 1e-12 * n * restSquares;
                return flat ? double.NaN : Math.Clamp(covariance / (Math.Sqrt(spread) * Math.Sqrt(restSpread)), -1, 1);
            }),
        ];
    }

    /// <summary>Population standard deviation of the members' probabilities at each pixel.</summary>
    /// <param name="members">The members of one image.</param>
    /// <param name="format">Sample format of the result.</param>
    /// <param name="mean">Mean over all pixels.</param>
    /// <returns>A new map, which the caller disposes.</returns>
    public static ProbabilityMap Disagreement(MemberMaps members, ProbabilityFormat format, out double mean)
    {
        var result = new ProbabilityMap(members.Width, members.Height, format);
        var tables = members.Formats.Select(one => new MemberTable(MergeMethod.Mean, one, 1)).ToArray();
        double[] terms = new double[members.Width],
            sums = new double[members.Width],
            squares = new double[members.Width];
        double total = 0;
        foreach ((int top, int bottom) in members.Bands())
        {
            members.Load(top, bottom);
            for (int y = top; y < bottom; y++)
            {
                Array.Clear(sums);
                Array.Clear(squares);
                for (int i = 0; i < members.Count; i++)
                {
                    tables[i].Read(members.Row(i, y), terms);
                    for (int x = 0; x < terms.Length; x++)
                        (sums[x], squares[x]) = (sums[x] + terms[x], squares[x] + terms[x] * terms[x]);
                }
                for (int x = 0; x < terms.Length; x++)
                {
                    double average = sums[x] / members.Count;
                    terms[x] = Math.Sqrt(Math.Max(0, squares[x] / members.Count - average * average));
                    total += terms[x];
                }
                MapMerger.Store(terms, result, y);
            }
        }
        mean = total / ((double)members.Width * members.Height);
        return result;
    }

    private static Moments[] OfBytes(MemberMaps members)
    {
        var moments = new Moments[members.Count];
        var sums = new ushort[members.Width];
        foreach ((int top, int bottom) in members.Bands())
        {
            members.Load(top, bottom);
            for (int y = top; y < bottom; y++)
            {
                Array.Clear(sums);
                for (int i = 0; i < moments.Length; i++)
                    MapSums.Add(members.Row(i, y), sums);
                for (int i = 0; i < moments.Length; i++)
                {
                    (long products, long squares, long sum) = MapSums.Products(members.Row(i, y), sums);
                    moments[i] = new(moments[i].Sum + sum, moments[i].Squares + squares, moments[i].Products + products);
                }
            }
        }
        return moments;
    }

    private static Moments[] OfNumbers(MemberMaps members)
    {
        var moments = new Moments[members.Count];
        var tables = members.Formats.Select(one => new MemberTable(MergeMethod.Mean, one, 1)).ToArray();
        double[] terms = new double[members.Width],
            sums = new double[members.Width];
        foreach ((int top, int bottom) in members.Bands())
        {
            members.Load(top, bottom);
            for (int y = top; y < bottom; y++)
            {
                Array.Clear(sums);
                for (int i = 0; i < moments.Length; i++)
                {
                    tables[i].Read(members.Row(i, y), terms);
                    for (int x = 0; x < terms.Length; x++)
                        sums[x] += terms[x];
                }
                for (int i = 0; i < moments.Length; i++)
                {
                    tables[i].Read(members.Row(i, y), terms);
                    (double sum, double squares, double products) = (0, 0, 0);
                    for (int x = 0; x < terms.Length; x++)
                        (sum, squares, products) = (sum + terms[x], squares + terms[x] * terms[x], products + terms[x] * sums[x]);
                    moments[i] = new(moments[i].Sum + sum, moments[i].Squares + squares, moments[i].Products + products);
                }
            }
        }
        return moments;
    }

    /// <summary>Sums over the pixels of one member: of it, of its square, of its product with the sum of all members.</summary>
    private readonly record struct Moments(double Sum, double Squares, double Products);
}
