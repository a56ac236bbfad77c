namespace HybridNet.Metrics;

/// <summary>Takes a few of many at equal steps: the same ones every time, and no end of the list is preferred.</summary>
internal static class EqualSteps
{
    /// <summary>All, or as many as are wanted.</summary>
    public static T[] Of<T>(IReadOnlyList<T> all, int most) =>
        all.Count <= most ? [.. all] : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)])];
}
