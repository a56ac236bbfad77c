namespace HybridNet.Suspects;

/// <summary>
/// Ranks places at which model and reference contradict each other by how much they are like lesions on which both agree.
/// </summary>
/// <remarks>
/// A lesion that only the model has is suspicious as a missing one when its size, mean probability and contrast are those of
/// agreed lesions: each counts as the share of agreed lesions that have less, and the score is the geometric mean. A lesion
/// that only the reference has is suspicious as an invented one when the map shows nothing, it has less contrast than agreed
/// lesions, and it is large enough to be seen. One of each kind side by side, within the sum of their radii and a little, is
/// one shifted lesion. So are two that overlap, and no others, with their middles further apart than a radius (equal disks
/// share less than a quarter of what they cover): the more, the less map and photograph show at the reference's place against
/// the prediction's. The photograph tells a reference that is beside the lesion from a model that is. The map must come from
/// a model that was not trained on these images (C. Northcutt et al., J. Artif. Intell. Res. 70, 2021): one that learned the
/// faults repeats them.
/// </remarks>
internal static class SuspectRanking
{
    private const double SideBySide = 1.5;

    public static IReadOnlyList<LabelSuspect> Of(IReadOnlyList<Lesion> lesions)
    {
        (Lesion Gt, Lesion Pred)[] displaced = [.. lesions.GroupBy(lesion => lesion.ImageId).SelectMany(Displaced.Of)];
        HashSet<Lesion> moved = [.. displaced.Select(pair => pair.Gt)];
        var agreed = new Agreed([
            .. lesions.Where(lesion => lesion is { Side: LesionSide.GroundTruth, Hit: true } && !moved.Contains(lesion)),
        ]);
        List<LabelSuspect> suspects =
        [
            .. displaced.Select(pair =>
                Suspect(
                    LabelFault.Shifted,
                    pair.Gt,
                    Around(pair.Gt.Box, pair.Pred.Box),
                    Both(agreed.LikeElsewhere(pair.Gt, pair.Pred), agreed.LikeLesion(pair.Pred), pair.Gt, pair.Pred)
                ) with
                {
                    Overlaps = true,
                }
            ),
        ];
        foreach (IGrouping<string, Lesion> image in lesions.Where(lesion => !lesion.Hit).GroupBy(lesion => lesion.ImageId))
        {
            (Lesion Lesion, double Score)[] extra =

                [
                    .. image
                        .Where(lesion => lesion.Side == LesionSide.Prediction)
                        .Select(lesion => (lesion, agreed.LikeLesion(lesion))),
                ],
                bare =

                [
                    .. image
                        .Where(lesion => lesion.Side == LesionSide.GroundTruth)
                        .Select(lesion => (lesion, agreed.LikeNothing(lesion))),
                ];
            var paired = new HashSet<Lesion>();
            foreach ((Lesion lesion, double score) in bare)
            {
                (Lesion Lesion, double Score) partner = extra
                    .Where(other => !paired.Contains(other.Lesion) && Near(lesion, other.Lesion))
                    .OrderByDescending(other => other.Score)
                    .FirstOrDefault();
                if (partner.Lesion is null)
                {
                    suspects.Add(Suspect(LabelFault.Invented, lesion, lesion.Box, score));
                    continue;
                }
                paired.Add(partner.Lesion);
                double both = Both(score, partner.Score, lesion, partner.Lesion);
                suspects.Add(Suspect(LabelFault.Shifted, lesion, Around(lesion.Box, partner.Lesion.Box), both));
            }
            foreach ((Lesion lesion, double score) in extra)
                if (!paired.Contains(lesion))
                    suspects.Add(Suspect(LabelFault.Missing, lesion, lesion.Box, score));
        }
        return
        [
            .. suspects
                .OrderByDescending(suspect => suspect.Score)
                .ThenBy(suspect => suspect.ImageId, StringComparer.Ordinal)
                .Select((suspect, i) => suspect with { Rank = i + 1 }),
        ];
    }

    private static bool Near(Lesion a, Lesion b) => Displaced.Distance(a, b) <= SideBySide * 2 * Displaced.Radius(a, b);

    /// <summary>Each half makes the other more suspicious: model and reference both have a lesion here, of about one
    /// size.</summary>
    private static double Both(double bare, double extra, Lesion gt, Lesion pred) =>
        Math.Pow(bare * extra, 0.25) * Alike(gt, pred);

    private static double Alike(Lesion a, Lesion b) => Math.Sqrt((double)Math.Min(a.Area, b.Area) / Math.Max(a.Area, b.Area));

    private static PixelBox Around(PixelBox a, PixelBox b)
    {
        int x = Math.Min(a.X, b.X),
            y = Math.Min(a.Y, b.Y);
        return new(x, y, Math.Max(a.X + a.Width, b.X + b.Width) - x, Math.Max(a.Y + a.Height, b.Y + b.Height) - y);
    }

    private static LabelSuspect Suspect(LabelFault fault, Lesion lesion, PixelBox box, double score) =>
        new()
        {
            Run = lesion.Run,
            ImageId = lesion.ImageId,
            Fault = fault,
            Score = score,
            Side = lesion.Side,
            Label = lesion.Label,
            Area = lesion.Area,
            Box = box,
            Centroid = lesion.Centroid,
            MeanProbability = lesion.MeanProbability ?? double.NaN,
            Contrast = lesion.Contrast ?? double.NaN,
            Origin = lesion.Origin,
        };

    /// <summary>What lesions are like on which model and reference agree.</summary>
    private sealed class Agreed(Lesion[] lesions)
    {
        private readonly double[] _areas = Sorted(lesions.Select(lesion => (double)lesion.Area)),
            _means = Sorted(lesions.Select(lesion => lesion.MeanProbability ?? double.NaN)),
            _contrasts = Sorted(lesions.Select(lesion => Math.Abs(lesion.Contrast ?? double.NaN)));

        public double LikeLesion(Lesion lesion) =>
            Mean(
                Share(_areas, lesion.Area),
                Share(_means, lesion.MeanProbability ?? double.NaN),
                Share(_contrasts, Math.Abs(lesion.Contrast ?? double.NaN))
            );

        public double LikeNothing(Lesion lesion) =>
            Mean(
                1 - (lesion.PeakProbability ?? double.NaN),
                Share(_areas, lesion.Area),
                1 - Share(_contrasts, Math.Abs(lesion.Contrast ?? double.NaN))
            );

        /// <summary>
        /// How much of what map and photograph show of a pair that overlaps is at the prediction's place and not at the
        /// reference's.
        /// </summary>
        public double LikeElsewhere(Lesion gt, Lesion pred) =>
            Mean(
                1 - Math.Clamp(gt.MeanProbability / pred.MeanProbability ?? double.NaN, 0, 1),
                Share(_areas, gt.Area),
                1 - Math.Clamp(gt.Contrast / pred.Contrast ?? double.NaN, 0, 1)
            );

        private static double[] Sorted(IEnumerable<double> values) => [.. values.Where(value => !double.IsNaN(value)).Order()];

        /// <summary>Share of the agreed lesions that have less, never quite 0 or 1; NaN where nothing is known.</summary>
        private static double Share(double[] sorted, double value) =>
            double.IsNaN(value) || sorted.Length == 0
                ? double.NaN
                : (sorted.Count(other => other < value) + 0.5) / (sorted.Length + 1);

        /// <summary>Geometric mean of what is known.</summary>
        private static double Mean(params double[] parts)
        {
            double[] known = [.. parts.Where(part => !double.IsNaN(part))];
            return known.Length == 0 ? 0 : Math.Exp(known.Average(part => Math.Log(Math.Max(part, 1e-9))));
        }
    }
}
