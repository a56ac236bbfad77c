namespace HybridNet.PowerShell.Tests;

/// <summary>A test that takes minutes: it runs when HN_LONG_TESTS is set, and is reported as skipped otherwise.</summary>
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HN_LONG_TESTS")))
            Skip = "Takes minutes; set HN_LONG_TESTS=1 to run it.";
    }
}
