namespace HybridNet.PowerShell.Tests.Shell;

/// <summary>A test that needs PowerShell itself; without it, the test is reported as skipped.</summary>
public sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute()
    {
        if (ShellProcess.Pwsh is null)
            Skip = "pwsh is not on PATH.";
    }
}
