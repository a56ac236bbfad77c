namespace HybridNet.PowerShell.Tests.Shell;

/// <summary>A test that needs PowerShell and takes minutes: it runs when HN_LONG_TESTS is set, and is reported as skipped otherwise.</summary>
public sealed class LongPwshFactAttribute : FactAttribute
{
    public LongPwshFactAttribute()
    {
        if (ShellProcess.Pwsh is null)
            Skip = "pwsh is not on PATH.";
        else if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HN_LONG_TESTS")))
            Skip = "Takes minutes; set HN_LONG_TESTS=1 to run it.";
    }
}
