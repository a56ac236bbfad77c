namespace HybridNet;

/// <summary>The lesion codes of the field and the mask folders that a run of each is judged against.</summary>
internal static class LesionFolders
{
    private static readonly Dictionary<string, string[]> s_folders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EX"] = ["HardExudate_Masks", "SoftExudate_Masks"],
        ["HE"] = ["Hemorrhage_Masks"],
        ["MA"] = ["Microaneurysms_Masks"],
        ["SE"] = ["SoftExudate_Masks"],
    };

    /// <summary>EX hard and soft exudates, HE haemorrhages, MA microaneurysms, SE soft exudates.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. s_folders.Keys];

    /// <summary>
    /// Names of the mask folders of a lesion; the reference is their union. EX is hard and soft exudates together,
    /// as the lab's breakdown counts them. None for an unknown lesion.
    /// </summary>
    /// <param name="lesion">Lesion code, or null.</param>
    public static IReadOnlyList<string> Of(string? lesion) =>
        lesion is not null && s_folders.TryGetValue(lesion, out string[]? names) ? names : [];

    /// <summary>Names of the mask folders of a lesion in a run of several classes.</summary>
    /// <param name="lesion">Lesion code, or null.</param>
    /// <param name="softIsOwn">Soft exudates are a class of their own (SE): EX is the hard ones alone.</param>
    public static IReadOnlyList<string> Of(string? lesion, bool softIsOwn) =>
        softIsOwn && "EX".Equals(lesion, StringComparison.OrdinalIgnoreCase) ? [.. Of(lesion).Except(Of("SE"))] : Of(lesion);
}
