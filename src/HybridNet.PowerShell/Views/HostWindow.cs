using System.Management.Automation.Host;

namespace HybridNet.PowerShell;

/// <summary>The window of the host, where it has one.</summary>
internal static class HostWindow
{
    private const int UsualWidth = 80,
        UsualHeight = 40;

    /// <summary>Rows of the window; 40 for a host without one.</summary>
    public static int Height(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.WindowSize.Height is > 0 and var height ? height : UsualHeight;
        }
        catch (Exception exception)
            when (exception is HostException or NotImplementedException or IOException or PlatformNotSupportedException)
        {
            return UsualHeight;
        }
    }

    /// <summary>Columns of the window; 80 for a host without one, as in a scheduled job.</summary>
    public static int Width(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width is > 0 and var width ? width : UsualWidth;
        }
        catch (Exception exception)
            when (exception is HostException or NotImplementedException or IOException or PlatformNotSupportedException)
        {
            // Asking is the only way to find out that there is no window.
            return UsualWidth;
        }
    }
}
