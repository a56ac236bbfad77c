using System.Collections;
using System.Management.Automation;
using HybridNet.Comparisons;
using HybridNet.PowerShell.Loading;

namespace HybridNet.PowerShell.Values;

/// <summary>
/// Makes a comparison again that came through a job, Clixml or CSV: it has lost the differences of its images, without which a
/// gate would pass what it cannot look into. The runs are read again, and their figures must be those that it carries.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ComparisonTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = ObjectValue.Bare(inputData);
        if (bare is null or Comparison or Comparison[])
            return bare;
        object?[] items = bare is IEnumerable list and not string and not IDictionary ? [.. list.Cast<object?>()] : [inputData];
        return items.Any(item => IsLeftOf(item)) ? items.Select(One).ToArray() : inputData;
    }

    private static bool IsLeftOf(object? item) =>
        item is PSObject { BaseObject: not Comparison } some
        && (
            some.TypeNames.Contains("Deserialized.HybridNet.Comparison")
            || RunSource.Parse<ComparedWith>(Text(some, nameof(Comparison.ComparedWith))) is not null
        );

    private static Comparison One(object? item)
    {
        if (ObjectValue.Bare(item) is Comparison comparison)
            return comparison;
        if (item is not PSObject some || !IsLeftOf(some))
            throw PathTransformationAttribute.NotFor(item, "no comparison");
        try
        {
            return Again(some);
        }
        catch (InputException exception)
        {
            throw new ArgumentTransformationMetadataException(
                $"The comparison {Named(some)} came through a job or a file and cannot be made again: {exception.Message} "
                    + exception.Advice,
                exception
            );
        }
    }

    private static Comparison Again(PSObject item)
    {
        if (RunSource.Parse<ComparedWith>(Text(item, nameof(Comparison.ComparedWith))) is not { } made)
            throw new InputException(
                InputError.InvalidArgument,
                "Its runs were not read from files or a store.",
                Named(item),
                "Run Compare-HNRun and the next command in one session."
            );
        IReadOnlyList<Comparison> all = RunComparer.Compare(
            RunObject.Of(made.Baseline, CancellationToken.None),
            RunObject.Of(made.Candidate, CancellationToken.None),
            made.Options(),
            AdapterLoader.Adapters.Images
        );
        string metric = Text(item, nameof(Comparison.Metric)) ?? "";
        Comparison again =
            all.FirstOrDefault(one => one.Metric.Equals(metric, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException(
                InputError.InvalidArgument,
                $"It does not say which of its metrics it is: '{metric}'.",
                Named(item),
                "Hand over the objects of Compare-HNRun, or a table that Export-Csv made of them."
            );
        if (!Same(item, nameof(Comparison.Difference), again.Difference) || !Same(item, nameof(Comparison.N), again.N))
            throw new InputException(
                InputError.NotComparable,
                $"The runs have changed since: the difference is {again.Difference:R} on {again.N} images now.",
                Named(item),
                "Compare them again."
            );
        return again;
    }

    private static bool Same(PSObject item, string property, double now)
    {
        object? value = item.Properties[property]?.Value;
        if (value is null || !ObjectValue.TryNumber(value, out double then))
            return double.IsNaN(now);
        return then.Equals(now) || Math.Abs(then - now) <= 1e-12;
    }

    private static string Named(PSObject item) =>
        $"{Text(item, nameof(Comparison.BaselineRun))} -> {Text(item, nameof(Comparison.CandidateRun))}";

    private static string? Text(PSObject item, string property) =>
        item.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
