using System.Globalization;

namespace HybridNet.Metrics;

/// <summary>Label maps, where one file holds all classes: each class as an image of its own.</summary>
internal static class LabelClasses
{
    /// <summary>An image for each class number.</summary>
    /// <param name="image">The image whose files are label maps.</param>
    /// <param name="numbers">Class numbers.</param>
    /// <param name="names">Names of these numbers, or null.</param>
    public static IEnumerable<ImageCase> Of(ImageCase image, IReadOnlyList<long> numbers, IReadOnlyList<string>? names) =>
        numbers.Select(
            (number, i) =>
            {
                string text = number.ToString(CultureInfo.InvariantCulture);
                return image with
                {
                    Class = names?[i] ?? text,
                    Rules = image.Rules with { GroundTruthForeground = text, PredictionForeground = text },
                };
            }
        );

    /// <summary>Names and numbers that do not belong together, or null.</summary>
    /// <param name="numbers">Class numbers, or null.</param>
    /// <param name="names">Their names, or null.</param>
    public static InputException? Mismatch(IReadOnlyList<long>? numbers, IReadOnlyList<string>? names) =>
        names is null || names.Count == (numbers?.Count ?? 0)
            ? null
            : new(
                InputError.InvalidArgument,
                $"-ClassName has {names.Count} names for {numbers?.Count ?? 0} class numbers.",
                null,
                "Give one name for each number of -ClassNumber."
            );
}
