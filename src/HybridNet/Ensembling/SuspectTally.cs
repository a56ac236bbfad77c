using static HybridNet.InvariantText;

namespace HybridNet.Ensembling;

/// <summary>Counts, over the images, which members look as if their transform was not undone.</summary>
internal sealed class SuspectTally
{
    /// <summary>A single image may look so by chance.</summary>
    private const int Enough = 3;

    /// <summary>
    /// A forgotten inverse shows in most images with lesions; members that agree little look mirrored by chance in up to 4 %
    /// of them, and lesions that lie symmetrically in 8 %.
    /// </summary>
    private const double Share = 0.1;

    private readonly Dictionary<(int Member, GeometricTransform Transform), List<SuspectMember>> _suspects = [];

    /// <summary>Adds what one image showed.</summary>
    public void Add(IReadOnlyList<SuspectMember> suspects)
    {
        foreach (SuspectMember suspect in suspects)
        {
            if (!_suspects.TryGetValue((suspect.Member, suspect.Transform), out List<SuspectMember>? images))
                _suspects[(suspect.Member, suspect.Transform)] = images = [];
            images.Add(suspect);
        }
    }

    /// <summary>One sentence for each member that looks transformed in one way in a tenth of the images or more.</summary>
    /// <param name="names">Names of the members.</param>
    /// <param name="images">Images that were merged.</param>
    public IEnumerable<string> Sentences(IReadOnlyList<string> names, int images)
    {
        foreach (((int member, GeometricTransform transform), List<SuspectMember> found) in _suspects.OrderBy(entry => entry.Key))
        {
            int most = _suspects.Where(entry => entry.Key.Member == member).Max(entry => entry.Value.Count);
            bool often = found.Count >= Math.Min(Enough, images) && found.Count >= Share * images;
            if (often && found.Count == most)
                yield return Invariant(
                    $"Member {names[member]} looks as if its {transform} was not undone, in {found.Count} of {images} images: "
                        + $"it correlates {found.Average(one => one.AsItIs):0.00} with the others as it is, "
                        + $"{found.Average(one => one.Undone):0.00} with {transform} undone. Is -Transform right?"
                );
        }
    }
}
