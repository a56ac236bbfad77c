using System.Management.Automation;

namespace HybridNet.PowerShell.Values;

/// <summary>Leaves $null from the pipeline to the other parameters of the pipeline.</summary>
/// <remarks>
/// A parameter that merely validates takes $null first and is then named in the error, though nobody typed it; one that cannot
/// transform it is passed over, if the reason is a cast.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GivenTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Nothing = "$null cannot be used here.";

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData ?? throw new ArgumentTransformationMetadataException(Nothing, new PSInvalidCastException(Nothing));
}
