using HybridNet.Metrics;
using HybridNet.Pairing;

namespace HybridNet.Ensembling;

/// <summary>One image to be merged: the map of each member, in the order of the members.</summary>
/// <param name="ImageId">Image id.</param>
/// <param name="Maps">The map of each member.</param>
/// <param name="Path">Where the merged map goes, without an ending: that follows from its samples.</param>
/// <param name="DisagreementPath">Where the disagreement map goes, without an ending, or null.</param>
internal sealed record MergeCase(string ImageId, IReadOnlyList<string> Maps, string Path, string? DisagreementPath)
{
    /// <summary>Class where the members have several; else null.</summary>
    public string? Class { get; init; }

    /// <summary>Reference and region of the image, for leaving members out; null without.</summary>
    public ImageCase? Reference { get; init; }

    /// <summary>Pairs the first member's maps with those of the others, and with references.</summary>
    /// <param name="members">The members' folders.</param>
    /// <param name="names">What they are called.</param>
    /// <param name="sides">References, regions, and what is decided about names.</param>
    /// <param name="lesion">Class asked for, or null.</param>
    /// <param name="missing">What a missing reference means.</param>
    /// <exception cref="InputException">A folder cannot be listed, or a pattern is none.</exception>
    public static PairingResult Pair(
        IReadOnlyList<string> members,
        IReadOnlyList<string> names,
        RunFiles sides,
        string? lesion = null,
        MissingGroundTruth missing = MissingGroundTruth.Empty
    ) =>
        CompanionPairer.Attach(
            ImagePairer.Pair(
                new PairingRequest
                {
                    Files = sides with { Probabilities = members[0] },
                    Class = lesion,
                    InsistOnClass = lesion is not null,
                    MissingGroundTruth = missing,
                }
            ),
            [.. members.Skip(1).Select((path, i) => new Companion(ImageSide.Member, names[i + 1], [path]))],
            sides.Pairing,
            lesion
        );

    /// <summary>The images of a pairing, in order of id.</summary>
    /// <param name="images">Images whose map is the first member's, with the maps of the others.</param>
    /// <param name="destination">Folder of the merged maps.</param>
    /// <param name="disagreement">Folder of the disagreement maps, or null.</param>
    /// <param name="withReference">References are counted against, for leaving members out.</param>
    /// <returns>The images, or why one cannot be merged.</returns>
    public static IEnumerable<(MergeCase? Work, InputException? Fault)> Of(
        IEnumerable<ImageFiles> images,
        string destination,
        string? disagreement,
        bool withReference
    )
    {
        foreach (ImageFiles image in images.OrderBy(image => image.ImageId, StringComparer.Ordinal))
        {
            if (image.Fault is not null)
            {
                yield return (null, image.Fault);
                continue;
            }
            string name = System.IO.Path.GetFileNameWithoutExtension(image.Probability!);
            yield return (
                new(
                    image.ImageId,
                    [image.Probability!, .. image.Members],
                    System.IO.Path.Combine(destination, name),
                    disagreement is null ? null : System.IO.Path.Combine(disagreement, name)
                )
                {
                    Class = image.Class,
                    Reference = withReference ? image.ToCase() with { Probability = null } : null,
                },
                null
            );
        }
    }
}
