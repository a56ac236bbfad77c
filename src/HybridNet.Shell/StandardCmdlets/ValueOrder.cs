using System.Management.Automation;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Order of two values: PowerShell's own comparison, null first, text where the types do not compare.</summary>
internal static class ValueOrder
{
    public static int Compare(object? a, object? b)
    {
        if (a is PSObject wrappedA)
            a = wrappedA.BaseObject;
        if (b is PSObject wrappedB)
            b = wrappedB.BaseObject;
        if (a is null || b is null)
            return (a is null ? 0 : 1) - (b is null ? 0 : 1);
        try
        {
            return LanguagePrimitives.Compare(a, b, ignoreCase: true);
        }
        catch (ArgumentException)
        {
            return string.Compare(a.ToString(), b.ToString(), StringComparison.CurrentCultureIgnoreCase);
        }
    }
}
