namespace HybridNet.Suspects;

/// <summary>
/// Pairs of one lesion of each side that overlap, and nothing else, but are not at one place: their middles are further apart
/// than their mean radius. One that lies wholly in the other is drawn too small or too large, not elsewhere.
/// </summary>
/// <remarks>
/// Two equal disks whose middles are a radius apart share 39 % of either and 24 % of what both cover.
/// </remarks>
internal static class Displaced
{
    /// <summary>The pairs of one image.</summary>
    public static IEnumerable<(Lesion Gt, Lesion Pred)> Of(IEnumerable<Lesion> image)
    {
        Lesion[] single = [.. image.Where(lesion => lesion is { Hit: true, Matches: 1 })];
        // Two that only overlap each other have the same overlap and the same best IoU.
        ILookup<(long, double), Lesion> predicted = single
            .Where(lesion => lesion.Side == LesionSide.Prediction)
            .ToLookup(lesion => (lesion.OverlapPixels, lesion.BestIou));
        return single
            .Where(lesion => lesion.Side == LesionSide.GroundTruth)
            .Select(lesion => (Gt: lesion, Pred: Partner(lesion, predicted[(lesion.OverlapPixels, lesion.BestIou)])))
            .Where(pair =>
                pair.Pred is not null
                && !IsInside(pair.Gt, pair.Pred)
                && Distance(pair.Gt, pair.Pred) > Radius(pair.Gt, pair.Pred)
            )
            .Select(pair => (pair.Gt, pair.Pred!));
    }

    private static bool IsInside(Lesion a, Lesion b) => a.OverlapPixels >= Math.Min(a.Area, b.Area);

    /// <summary>Pixels between the middles of two lesions.</summary>
    public static double Distance(Lesion a, Lesion b)
    {
        double dx = a.Centroid.X - b.Centroid.X,
            dy = a.Centroid.Y - b.Centroid.Y;
        return Math.Sqrt(dx * dx + dy * dy);
    }

    /// <summary>Mean radius of two lesions as disks, pixels.</summary>
    public static double Radius(Lesion a, Lesion b) => (a.EquivalentDiameter + b.EquivalentDiameter) / 4;

    private static Lesion? Partner(Lesion gt, IEnumerable<Lesion> candidates) =>
        candidates.Where(other => Meet(gt.Box, other.Box)).OrderBy(other => Distance(gt, other)).FirstOrDefault();

    private static bool Meet(PixelBox a, PixelBox b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
