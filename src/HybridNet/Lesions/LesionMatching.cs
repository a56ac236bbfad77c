using HybridNet.Masks;

namespace HybridNet.Lesions;

/// <summary>When a lesion counts as found.</summary>
public enum MatchMode
{
    /// <summary>One shared pixel is enough.</summary>
    AnyOverlap,

    /// <summary>Intersection over union with one component of the other side at or above a threshold.</summary>
    Iou,
}

/// <summary>Pixels that a reference lesion and a predicted one share.</summary>
/// <param name="Gt">Label in the reference.</param>
/// <param name="Pred">Label in the prediction.</param>
/// <param name="Pixels">Shared pixels, at least 1.</param>
/// <param name="Iou">Intersection over union of the two.</param>
internal readonly record struct LesionPair(int Gt, int Pred, long Pixels, double Iou);

/// <summary>Reference lesions against predicted ones: the whole contingency, and counts under a criterion.</summary>
internal sealed class LesionMatching
{
    private const double PanopticIou = 0.5;

    private readonly int[] _gtMatches,
        _predMatches;

    private LesionMatching(LesionMap gt, LesionMap pred, List<LesionPair> pairs, MatchMode mode, double threshold)
    {
        (Gt, Pred, Pairs) = (gt, pred, pairs);
        (_gtMatches, _predMatches) = (new int[gt.Count], new int[pred.Count]);
        foreach (LesionPair pair in pairs)
        {
            if (mode == MatchMode.Iou && pair.Iou < threshold)
                continue;
            _gtMatches[pair.Gt - 1]++;
            _predMatches[pair.Pred - 1]++;
        }
        foreach (Component component in pred.Components)
            if (_predMatches[component.Label - 1] == 0)
                FalsePositiveArea += component.Area;
    }

    /// <summary>Lesions of the reference.</summary>
    public LesionMap Gt { get; }

    /// <summary>Lesions of the prediction.</summary>
    public LesionMap Pred { get; }

    /// <summary>Every pair that shares a pixel, whatever the criterion.</summary>
    public IReadOnlyList<LesionPair> Pairs { get; }

    /// <summary>Reference lesions that are found.</summary>
    public int GtHit => _gtMatches.Count(matches => matches > 0);

    /// <summary>Reference lesions that are missed.</summary>
    public int GtMissed => Gt.Count - GtHit;

    /// <summary>Predicted lesions that hit a reference lesion.</summary>
    public int PredHit => _predMatches.Count(matches => matches > 0);

    /// <summary>Predicted lesions that hit none: false alarms.</summary>
    public int PredFalse => Pred.Count - PredHit;

    /// <summary>Predicted lesions that cover several reference lesions (1 : n).</summary>
    public int Merges => _predMatches.Count(matches => matches > 1);

    /// <summary>Reference lesions that several predicted ones share (n : 1).</summary>
    public int Splits => _gtMatches.Count(matches => matches > 1);

    /// <summary>Pixels of the false alarms.</summary>
    public long FalsePositiveArea { get; }

    /// <summary>2 hits/(2 hits + false alarms + misses), hits being reference lesions that are found; NaN without
    /// lesions.</summary>
    public double F1 => Gt.Count + Pred.Count == 0 ? double.NaN : 2.0 * GtHit / (2 * GtHit + PredFalse + GtMissed);

    /// <summary>
    /// Panoptic quality (A. Kirillov et al., CVPR 2019): the sum of the IoU of matches over matches and half of all lesions
    /// without one. Lesions match one to one from an IoU of 0.5 on, the best pairs first; above 0.5 no lesion has two. NaN
    /// without lesions.
    /// </summary>
    public double PanopticQuality
    {
        get
        {
            if (Gt.Count + Pred.Count == 0)
                return double.NaN;
            // Matches and half of what is left over on both sides are half of all lesions.
            return BestFirst(PanopticIou).Sum(pair => pair.Iou) / ((Gt.Count + Pred.Count) / 2.0);
        }
    }

    /// <summary>Pairs of which no lesion is in two, the highest IoU first.</summary>
    /// <param name="least">Lowest IoU of a pair.</param>
    public List<LesionPair> BestFirst(double least)
    {
        HashSet<int> usedGt = [],
            usedPred = [];
        var matched = new List<LesionPair>();
        foreach (
            LesionPair pair in Pairs
                .Where(pair => pair.Iou >= least)
                .OrderByDescending(pair => pair.Iou)
                .ThenBy(pair => pair.Pred)
                .ThenBy(pair => pair.Gt)
        )
        {
            if (usedGt.Contains(pair.Gt) || usedPred.Contains(pair.Pred))
                continue;
            usedGt.Add(pair.Gt);
            usedPred.Add(pair.Pred);
            matched.Add(pair);
        }
        return matched;
    }

    /// <summary>Lesions of the other side that match a lesion under the criterion.</summary>
    /// <param name="side">The lesion's side.</param>
    /// <param name="label">Its label.</param>
    public int Matches(LesionSide side, int label) => (side == LesionSide.GroundTruth ? _gtMatches : _predMatches)[label - 1];

    /// <summary>Compares two masks of one size.</summary>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction.</param>
    /// <param name="connectivity">Which neighbours belong together.</param>
    /// <param name="mode">When a lesion counts as found.</param>
    /// <param name="threshold">For <see cref="MatchMode.Iou"/>: the lowest IoU that counts.</param>
    public static LesionMatching Of(
        Mask gt,
        Mask pred,
        Connectivity connectivity = Connectivity.Eight,
        MatchMode mode = MatchMode.AnyOverlap,
        double threshold = 0.5
    )
    {
        LesionMap a = LesionMap.Label(gt, connectivity),
            b = LesionMap.Label(pred, connectivity);
        return new LesionMatching(a, b, Overlaps(a, b), mode, threshold);
    }

    /// <summary>Each meeting of two runs adds its length.</summary>
    private static List<LesionPair> Overlaps(LesionMap gt, LesionMap pred)
    {
        var shared = new Dictionary<(int Gt, int Pred), long>();
        foreach (RunMeeting meeting in new RunMeetings(gt.Runs, pred.Runs))
        {
            (int, int) key = (meeting.First, meeting.Second);
            shared[key] = shared.GetValueOrDefault(key) + meeting.Pixels;
        }
        var pairs = new List<LesionPair>(shared.Count);
        foreach (((int g, int p), long pixels) in shared.OrderBy(entry => entry.Key))
            pairs.Add(new(g, p, pixels, (double)pixels / (gt.Components[g - 1].Area + pred.Components[p - 1].Area - pixels)));
        return pairs;
    }
}
