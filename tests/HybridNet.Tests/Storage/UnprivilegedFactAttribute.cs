namespace HybridNet.Tests.Storage;

/// <summary>A test of file rights: root is above them, so a process of root must be able to give its rights up.</summary>
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "File modes are a Unix matter.";
        else if (Environment.IsPrivilegedProcess && !File.Exists("/usr/bin/setpriv"))
            Skip = "Runs as root, which no file mode stops, and setpriv is not there.";
    }

    /// <summary>What a command begins with so that its process has no rights of root.</summary>
    public static string[] Prefix =>
        Environment.IsPrivilegedProcess ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
}
