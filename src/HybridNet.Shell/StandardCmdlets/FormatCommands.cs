using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Shows objects as a table.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    /// <summary>Makes the formatter of tables.</summary>
    public FormatTableCommand() => Formatter.Give(this, "Table");
}

/// <summary>Shows objects as a list.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    /// <summary>Makes the formatter of lists.</summary>
    public FormatListCommand() => Formatter.Give(this, "List");
}

/// <summary>
/// System.Management.Automation has the formatters of Format-Table and Format-List and the parameters of both, but not
/// the two cmdlets, whose constructors do nothing but join them through a field that is internal. This is the one
/// place that reaches for it.
/// </summary>
internal static class Formatter
{
    public static void Give(FrontEndCommandBase command, string shape)
    {
        Assembly assembly = typeof(FrontEndCommandBase).Assembly;
        Type shapes = assembly.GetType("Microsoft.PowerShell.Commands.Internal.Format.FormatShape", throwOnError: true)!;
        Type formatter = assembly.GetType(
            "Microsoft.PowerShell.Commands.Internal.Format.InnerFormatShapeCommand",
            throwOnError: true
        )!;
        object made = Activator.CreateInstance(
            formatter,
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public,
            null,
            [Enum.Parse(shapes, shape)],
            null
        )!;
        FieldInfo field =
            typeof(FrontEndCommandBase).GetField("implementation", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new MissingFieldException(nameof(FrontEndCommandBase), "implementation");
        field.SetValue(command, made);
    }
}
