namespace HybridNet.Statistics;

/// <summary>How many of ascending values lie on one side of another.</summary>
internal static class SortedSearch
{
    /// <summary>Values below a limit.</summary>
    public static int Below(double[] sorted, double limit)
    {
        int low = 0,
            high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Values at or below a limit.</summary>
    public static int AtMost(double[] sorted, double limit)
    {
        int low = 0,
            high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
