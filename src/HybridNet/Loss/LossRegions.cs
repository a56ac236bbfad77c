using HybridNet.Lesions;
using HybridNet.Masks;

namespace HybridNet.Loss;

/// <summary>Wrong pixels of one kind, in one bin of lesion size where the kind has bins.</summary>
/// <param name="Cause">The kind.</param>
/// <param name="Stratum">Index of the size bin, or -1.</param>
/// <param name="Missing">Pixels of the reference that the prediction lacks.</param>
/// <param name="Extra">Pixels that the prediction has too many.</param>
/// <param name="Lesions">Lesions that are concerned.</param>
internal readonly record struct LossRegion(LossCause Cause, int Stratum, long Missing, long Extra, int Lesions);

/// <summary>
/// Divides the wrong pixels of an image, each into exactly one region: every false negative pixel lies in a reference lesion
/// that is missed, under-drawn or split, every false positive one in a predicted lesion that is false, over-drawn or merging.
/// </summary>
internal sealed class LossRegions
{
    private LossRegions(long both, IReadOnlyList<LossRegion> regions) => (Both, Regions) = (both, regions);

    /// <summary>Pixels that both masks have.</summary>
    public long Both { get; }

    /// <summary>The regions that are not empty.</summary>
    public IReadOnlyList<LossRegion> Regions { get; }

    /// <summary>Both masks are empty.</summary>
    public bool Trivial => Both == 0 && Regions.Count == 0;

    /// <summary>Divides the wrong pixels of one image.</summary>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction of the same size.</param>
    /// <param name="connectivity">Which neighbours make a lesion.</param>
    /// <param name="strata">Bins of the missed and the false lesions.</param>
    public static LossRegions Of(Mask gt, Mask pred, Connectivity connectivity, SizeStrata strata)
    {
        LesionMatching matching = LesionMatching.Of(gt, pred, connectivity);
        var sums = new Dictionary<(LossCause, int), (long Missing, long Extra, int Lesions)>();
        long both = matching.Pairs.Sum(pair => pair.Pixels);
        long[] gtShared = new long[matching.Gt.Count + 1],
            predShared = new long[matching.Pred.Count + 1];
        foreach (LesionPair pair in matching.Pairs)
        {
            gtShared[pair.Gt] += pair.Pixels;
            predShared[pair.Pred] += pair.Pixels;
        }
        foreach (Component lesion in matching.Gt.Components)
        {
            long left = lesion.Area - gtShared[lesion.Label];
            int parts = matching.Matches(LesionSide.GroundTruth, lesion.Label);
            if (parts == 0)
                Add(LossCause.Missed, strata.IndexOf(lesion.Area), left, 0);
            else if (left > 0)
            {
                long between = parts > 1 ? Bridges.Count(matching.Gt, lesion, matching.Pred) : 0;
                Add(LossCause.Split, -1, between, 0);
                Add(LossCause.UnderDrawn, -1, left - between, 0);
            }
        }
        foreach (Component lesion in matching.Pred.Components)
        {
            long left = lesion.Area - predShared[lesion.Label];
            int joined = matching.Matches(LesionSide.Prediction, lesion.Label);
            if (matching.Gt.Count == 0)
                Add(LossCause.EmptyAlarm, -1, 0, left);
            else if (joined == 0)
                Add(LossCause.False, strata.IndexOf(lesion.Area), 0, left);
            else if (left > 0)
            {
                long between = joined > 1 ? Bridges.Count(matching.Pred, lesion, matching.Gt) : 0;
                Add(LossCause.Merged, -1, 0, between);
                Add(LossCause.OverDrawn, -1, 0, left - between);
            }
        }
        return new(
            both,
            [
                .. sums.OrderBy(entry => entry.Key)
                    .Select(entry => new LossRegion(
                        entry.Key.Item1,
                        entry.Key.Item2,
                        entry.Value.Missing,
                        entry.Value.Extra,
                        entry.Value.Lesions
                    )),
            ]
        );

        void Add(LossCause cause, int stratum, long missing, long extra)
        {
            if (missing + extra == 0)
                return;
            (long Missing, long Extra, int Lesions) sum = sums.GetValueOrDefault((cause, stratum));
            sums[(cause, stratum)] = (sum.Missing + missing, sum.Extra + extra, sum.Lesions + 1);
        }
    }
}
