namespace HybridNet.Nightly;

/// <summary>Lines of a night's log.</summary>
internal static class NightlyLog
{
    private const int Shown = 3;

    /// <summary>The first faults, and how many more there are.</summary>
    /// <param name="log">The log.</param>
    /// <param name="faults">A sentence each.</param>
    public static void Faults(Action<string> log, IReadOnlyList<string> faults)
    {
        foreach (string fault in faults.Take(Shown))
            log($"  {fault}");
        if (faults.Count > Shown)
            log($"  and {faults.Count - Shown} more");
    }

    /// <summary>A fault in one line, whatever was thrown.</summary>
    /// <param name="exception">What was thrown.</param>
    public static string Sentence(Exception exception) =>
        exception is InputException
            ? exception.Message
            : VisibleText.Of($"A fault of this module ({exception.GetType().Name}): {exception.Message}");
}
