using HybridNet.Metrics;

namespace HybridNet.Ensembling;

/// <summary>One image to be merged: the map of each member, in the order of the members.</summary>
/// <param name="ImageId">Image id.</param>
/// <param name="Maps">The map of each member.</param>
/// <param name="Path">Where the merged map goes, without an ending: that follows from its samples.</param>
/// <param name="DisagreementPath">Where the disagreement map goes, without an ending, or null.</param>
internal sealed record MergeCase(string ImageId, IReadOnlyList<string> Maps, string Path, string? DisagreementPath)
{
    /// <summary>Reference and region of the image, for leaving members out; null without.</summary>
    public ImageCase? Reference { get; init; }

    /// <summary>Pairs the maps of the members by image id, in order of id.</summary>
    /// <param name="members">The members' folders.</param>
    /// <param name="lesion">Lesion code whose suffix the names carry; null for any known one.</param>
    /// <param name="destination">Folder of the merged maps.</param>
    /// <param name="disagreement">Folder of the disagreement maps, or null.</param>
    /// <returns>The images, or why one cannot be merged.</returns>
    public static IEnumerable<(MergeCase? Work, InputException? Fault)> Of(
        IReadOnlyList<ImageFolder> members,
        string? lesion,
        string destination,
        string? disagreement
    )
    {
        string[] ids =
        [
            .. members
                .SelectMany(folder => folder.Files)
                .Select(file => ImageFolder.IdOf(file, lesion))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        foreach (string id in ids)
        {
            MergeCase? work = null;
            InputException? exception = null;
            try
            {
                string[] maps =
                [
                    .. members.Select(folder =>
                        folder.Find(id, lesion)
                        ?? throw new InputException(
                            InputError.MissingPrediction,
                            $"Image {id} has no map in {folder.Path}, but another member has one.",
                            id,
                            "Give every member the same images."
                        )
                    ),
                ];
                string name = System.IO.Path.GetFileNameWithoutExtension(maps[0]);
                work = new(
                    id,
                    maps,
                    System.IO.Path.Combine(destination, name),
                    disagreement is null ? null : System.IO.Path.Combine(disagreement, name)
                );
            }
            catch (InputException found)
            {
                exception = found;
            }
            yield return (work, exception);
        }
    }
}
