using HybridNet.Metrics;

namespace HybridNet.Panels;

/// <summary>One of the masks of a panel: a reference and its prediction under a name, in a colour.</summary>
/// <param name="Name">Its name, a lesion code as a rule.</param>
/// <param name="Work">Its files; an image without prediction has none to show.</param>
internal sealed record PanelMask(string Name, ImageCase Work)
{
    /// <summary>It has both sides; else it is a reference or a prediction alone, and nothing is compared.</summary>
    public bool IsWhole => HasReference && HasPrediction;

    /// <summary>A reference is known, an empty one too.</summary>
    public bool HasReference { get; init; } = true;

    /// <summary>A prediction is known.</summary>
    public bool HasPrediction => ImageMasks.SourceOf(Work) != PredictionSource.None;

    /// <summary>Its colour; null for the palette's next one.</summary>
    public Rgb? Color { get; init; }

    /// <summary>The mask of a name: its own, else M1 for the first, M2 for the second.</summary>
    /// <param name="masks">All masks.</param>
    /// <param name="name">The name.</param>
    /// <returns>Its position, or -1.</returns>
    public static int Find(IReadOnlyList<PanelMask> masks, string name)
    {
        for (int i = 0; i < masks.Count; i++)
            if (masks[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        return
            name.Length > 1
            && name[0] is 'M' or 'm'
            && int.TryParse(
                name.AsSpan(1),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out int number
            )
            && number >= 1
            && number <= masks.Count
            ? number - 1
            : -1;
    }
}
