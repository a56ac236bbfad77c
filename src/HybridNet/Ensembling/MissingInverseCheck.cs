namespace HybridNet.Ensembling;

/// <summary>
/// Finds members that look like a mirrored or turned copy of the others: their geometric inverse was forgotten.
/// </summary>
/// <remarks>
/// Each member is reduced to the means of a few thousand cells and correlated with the first member that needs no inverse,
/// as it is and under the seven other transforms. When most members look transformed in one and the same way, it is the
/// first one that is wrong.
/// </remarks>
internal static class MissingInverseCheck
{
    /// <summary>Correlation with the others from which on nothing is suspected, so that nothing is looked into.</summary>
    public const double Trusted = 0.9;

    private const int Cells = 64;

    /// <summary>How much better a transformed member must fit.</summary>
    private const double Margin = 0.2;

    /// <summary>Looks at the members of one image.</summary>
    /// <param name="members">The members.</param>
    /// <param name="declared">The transforms that were undone.</param>
    /// <returns>The suspicious members.</returns>
    public static IReadOnlyList<SuspectMember> Find(MemberMaps members, IReadOnlyList<GeometricTransform> declared)
    {
        double[][] small = Reduced(members);
        int reference = Math.Max(0, declared.ToList().IndexOf(GeometricTransform.None));
        List<SuspectMember> found =
        [
            .. Enumerable
                .Range(0, small.Length)
                .Where(i => i != reference)
                .Select(i => Compare(i, small[i], small[reference], members.Width == members.Height))
                .OfType<SuspectMember>(),
        ];
        if (
            small.Length < 3
            || 2 * found.Count <= small.Length - 1
            || found.Select(suspect => suspect.Transform).Distinct().Count() > 1
        )
            return found;
        // Three members or more, and nearly all differ from the first in the same way.
        int other = Enumerable.Range(0, small.Length).First(i => i != reference && found.Any(suspect => suspect.Member == i));
        return Compare(reference, small[reference], small[other], members.Width == members.Height) is { } wrong ? [wrong] : [];
    }

    private static SuspectMember? Compare(int member, double[] small, double[] reference, bool square)
    {
        double asItIs = Correlation(small, reference, GeometricTransform.None);
        (GeometricTransform best, double highest) = (GeometricTransform.None, asItIs);
        foreach (GeometricTransform transform in Enum.GetValues<GeometricTransform>())
        {
            if (transform.SwapsSides() && !square)
                continue;
            double correlation = Correlation(small, reference, transform);
            if (correlation > highest)
                (best, highest) = (transform, correlation);
        }
        return best != GeometricTransform.None && highest > asItIs + Margin ? new(member, best, asItIs, highest) : null;
    }

    /// <summary>Correlation of a member with the transformed reference; NaN when one is flat.</summary>
    private static double Correlation(double[] small, double[] reference, GeometricTransform transform)
    {
        double sumA = 0,
            sumB = 0,
            squaresA = 0,
            squaresB = 0,
            products = 0;
        for (int y = 0; y < Cells; y++)
        for (int x = 0; x < Cells; x++)
        {
            (int sourceX, int sourceY) = transform.Source(x, y, Cells, Cells);
            double a = small[y * Cells + x],
                b = reference[sourceY * Cells + sourceX];
            (sumA, sumB, squaresA, squaresB, products) = (
                sumA + a,
                sumB + b,
                squaresA + a * a,
                squaresB + b * b,
                products + a * b
            );
        }
        double n = Cells * Cells,
            spread = (n * squaresA - sumA * sumA) * (n * squaresB - sumB * sumB);
        return spread <= 0 ? double.NaN : (n * products - sumA * sumB) / Math.Sqrt(spread);
    }

    /// <summary>Sums of the probabilities in each cell of a grid laid over the image.</summary>
    private static double[][] Reduced(MemberMaps members)
    {
        double[][] small = [.. Enumerable.Range(0, members.Count).Select(_ => new double[Cells * Cells])];
        var tables = members.Formats.Select(one => new MemberTable(MergeMethod.Mean, one, 1)).ToArray();
        var terms = new double[members.Width];
        foreach ((int top, int bottom) in members.Bands())
        {
            members.Load(top, bottom);
            for (int i = 0; i < small.Length; i++)
            for (int y = top; y < bottom; y++)
            {
                tables[i].Read(members.Row(i, y), terms);
                Span<double> cells = small[i].AsSpan((int)((long)y * Cells / members.Height) * Cells, Cells);
                for (int x = 0; x < terms.Length; x++)
                    cells[(int)((long)x * Cells / terms.Length)] += terms[x];
            }
        }
        return small;
    }
}

/// <summary>A member that fits better when it is mirrored or turned.</summary>
/// <param name="Member">Member, from 0.</param>
/// <param name="Transform">What it looks like it still has.</param>
/// <param name="AsItIs">Correlation as it is, on the reduced maps.</param>
/// <param name="Undone">Correlation with the transform undone, on the reduced maps.</param>
internal sealed record SuspectMember(int Member, GeometricTransform Transform, double AsItIs, double Undone);
