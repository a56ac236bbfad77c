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
