using System.Collections;
using System.Management.Automation;

namespace HybridNet.PowerShell.Values;

/// <summary>Lets a parameter for runs take runs that came through a job, Clixml or CSV: each is read again.</summary>
/// <remarks>
/// Text and file-system items are left to the parameters for paths; any other object is refused by name, so that it is never
/// taken for a path by its text.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RunTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? bare = ObjectValue.Bare(inputData);
        if (bare is Run or Run[])
            return bare;
        if (bare is IEnumerable list and not string and not IDictionary)
            return list.Cast<object?>().Select(One).ToArray();
        return new[] { One(inputData) };
    }

    private static Run One(object? value)
    {
        if (ObjectValue.Bare(value) is Run own)
            return own;
        if (value is PSObject item && RunObject.IsRun(item))
            try
            {
                return RunObject.Of(item, CancellationToken.None);
            }
            catch (InputException exception)
            {
                throw new ArgumentTransformationMetadataException(exception.Message, exception);
            }
        throw PathTransformationAttribute.NotFor(value, "no run");
    }
}

/// <summary>Lets a parameter for paths take text and file-system items only, never an object by its text.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PathTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? bare = ObjectValue.Bare(inputData);
        if (bare is IEnumerable list and not string and not IDictionary)
            return list.Cast<object?>().Select(One).ToArray();
        return new[] { One(inputData) };
    }

    /// <summary>The fault for an object that a parameter cannot take; the binder goes on to the other parameters of the
    /// pipeline.</summary>
    public static ArgumentTransformationMetadataException NotFor(object? value, string what)
    {
        string message = $"'{value}' is {what}. Pipe runs, as Import-HNRun emits them, or give folders.";
        return new(message, new PSInvalidCastException(message));
    }

    private static string One(object? value) =>
        ObjectValue.Bare(value) switch
        {
            string text => text,
            FileSystemInfo file => WildcardPattern.Escape(file.FullName),
            PathInfo path => WildcardPattern.Escape(path.ProviderPath),
            _ => throw NotFor(value, "no path"),
        };
}
