namespace HybridNet.Causes;

/// <summary>An attribute that may explain a failure.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="Words">Name in a sentence.</param>
/// <param name="Unit">Unit, or an empty text for a ratio.</param>
/// <param name="Value">Reads it; NaN or null when it is not known.</param>
internal sealed record CauseAttribute(string Name, string Words, string Unit, Func<Lesion, double?> Value)
{
    /// <summary>
    /// What a lesion is before any model looks at it. What the model made of it (probabilities, distance to the prediction)
    /// is no cause of a miss: it is the miss.
    /// </summary>
    public static IReadOnlyList<CauseAttribute> All { get; } =
    [
        new("Area", "an area", "px", lesion => lesion.Area),
        new("Elongation", "an elongation", "", lesion => lesion.Elongation),
        new("Solidity", "a solidity", "", lesion => lesion.Solidity),
        new("Contrast", "a contrast", "", lesion => Size(lesion.Contrast)),
        new("ColorDistance", "a color distance", "dE", lesion => lesion.ColorDistance),
        new("Sharpness", "a sharpness", "", lesion => lesion.Sharpness),
        new("Illumination", "an illumination", "", lesion => lesion.Illumination),
        new("Noise", "a noise", "grey levels", lesion => lesion.Noise),
        new("Eccentricity", "an eccentricity", "", lesion => lesion.Eccentricity),
        new("EdgeDistance", "a distance to the image edge", "px", lesion => lesion.EdgeDistance),
        new("NeighborDistance", "a distance to the next lesion", "px", lesion => lesion.NeighborDistance),
    ];

    /// <summary>The distance to a structure.</summary>
    public static CauseAttribute Structure(string name) =>
        new(
            name,
            $"a distance to {name}",
            "px",
            lesion => lesion.StructureDistances?.TryGetValue(name, out double distance) == true ? distance : null
        );

    /// <summary>Dark lesions have contrasts below 0: how far they stand out is what counts.</summary>
    private static double? Size(double? contrast) => contrast is { } value ? Math.Abs(value) : null;
}
