namespace HybridNet.Protocols;

/// <summary>Percentiles of ascending values, to the last bit of the tools that are followed.</summary>
internal static class PercentileRanks
{
    /// <summary>
    /// Rank v = (n - 1)(q/100), t = v - floor(v): a + (b - a)t below one half, b - (b - a)(1 - t) from one half on. The
    /// usual a(1 - t) + bt differs in the last bit.
    /// </summary>
    public static double Linear(double[] sorted, double percentile, bool single = false)
    {
        if (sorted.Length == 0)
            return double.NaN;
        double rank = (sorted.Length - 1) * (percentile / 100);
        int below = (int)Math.Floor(rank);
        double a = sorted[below],
            b = sorted[Math.Min(below + 1, sorted.Length - 1)],
            t = rank - below;
        if (single)
            return t >= 0.5 ? (float)b - ((float)b - (float)a) * (float)(1 - t) : (float)a + ((float)b - (float)a) * (float)t;
        return t >= 0.5 ? b - (b - a) * (1 - t) : a + (b - a) * t;
    }

    /// <summary>The same in single precision: the rank is a rounded product; the last step is a fused multiply-add.</summary>
    public static double LinearSingle(double[] sorted, double percentile)
    {
        if (sorted.Length == 0)
            return double.NaN;
        float rank = (float)(percentile / 100) * (sorted.Length - 1);
        int below = (int)MathF.Floor(rank);
        float a = (float)sorted[below],
            b = (float)sorted[Math.Min(below + 1, sorted.Length - 1)],
            t = rank - below,
            step = b - a;
        // A product of two singles is exact in double, so that rounding the sum once is what a fused step does.
        return t >= 0.5f ? (float)(b - (double)step * (1 - t)) : (float)(a + (double)step * t);
    }

    /// <summary>The first distance, in order of distance and length, at which the share of length reaches the
    /// percentile.</summary>
    public static double ByLength(WeightedDistances weighted, double percentile, int copies = 1)
    {
        (double[] sorted, double[] weights) = weighted;
        if (sorted.Length == 0)
            return double.PositiveInfinity;
        double total = weighted.Total(copies),
            // A division only where the rounded quotient can decide.
            near = total * (percentile / 100) * (1 - 1e-9),
            reached = 0;
        for (int i = 0; i < sorted.Length; i++)
        for (int copy = 0; copy < copies; copy++)
        {
            reached += weights[i];
            if (reached >= near && reached / total >= percentile / 100)
                return sorted[i];
        }
        return sorted[^1];
    }
}
