using System.Collections;
using System.Management.Automation;

namespace HybridNet.PowerShell.Values;

/// <summary>Lets a parameter for paths take text and file-system items only, never an object by its text.</summary>
/// <remarks>
/// PowerShell's own word for an object of the pipeline that no parameter takes says neither what it was nor what was expected,
/// and says it for each object. So an object that is nothing for any other parameter either is taken here, as a text that no
/// path can be (<see cref="RefusedInput"/>): the cmdlet then refuses it in words, once for each type.
/// </remarks>
/// <param name="others">Types that other parameters of the cmdlet take from the pipeline, besides runs.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PathTransformationAttribute(params Type[] others) : ArgumentTransformationAttribute
{
    private static readonly string[] s_byName = ["Path", "LiteralPath", "PSPath", "LP"];

    /// <summary>What the cmdlet works on, in the words of its error.</summary>
    public string Expected { get; init; } = "runs, as Import-HNRun emits them, or run folders";

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

    private string One(object? value) =>
        ObjectValue.Bare(value) switch
        {
            string text => text,
            FileSystemInfo file => WildcardPattern.Escape(file.FullName),
            PathInfo path => WildcardPattern.Escape(path.ProviderPath),
            null => RefusedInput.Of(null, Expected),
            var other when IsForOthers(value, other) => throw NotFor(value, "no path"),
            var other => RefusedInput.Of(other.GetType(), Expected),
        };

    /// <summary>
    /// True for what another parameter may take: a run, one of its other types, what a job or a table made of them, and
    /// anything with a path in a property.
    /// </summary>
    private bool IsForOthers(object? value, object bare)
    {
        PSObject item = PSObject.AsPSObject(value);
        return bare is Run or PSCustomObject
            || RunObject.IsRun(item)
            || others.Any(type => type.IsInstanceOfType(bare) || item.TypeNames.Contains("Deserialized." + type.FullName))
            || s_byName.Any(name => item.Properties[name] is not null);
    }
}

/// <summary>An object of the pipeline that nothing can be made of, as the text that stands for it among paths.</summary>
internal static class RefusedInput
{
    // No path of any system has this letter.
    private const char Sign = '\0';

    /// <summary>The text for an object of a type, or for $null.</summary>
    public static string Of(Type? type, string expected) => $"{Sign}{type?.Name}{Sign}{expected}";

    /// <summary>True for such a text, which is the fault then.</summary>
    public static bool Is(string path, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out InputException? fault)
    {
        string[] parts = path.Split(Sign);
        fault =
            parts.Length == 3
                ? new(
                    InputError.InvalidArgument,
                    parts[1].Length == 0
                        ? "$null cannot be used here: what was piped or named is empty."
                        : $"An object of type {parts[1]} cannot be used here; all of this type are left out.",
                    parts[1],
                    $"This command takes {parts[2]}."
                )
                : null;
        return fault is not null;
    }
}
