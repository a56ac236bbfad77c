using HybridNet.Lesions;
using HybridNet.Protocols;

namespace HybridNet.Froc;

/// <summary>Which candidates find which lesions, under our rules and those of other tools.</summary>
internal static class CandidateHits
{
    /// <summary>picai_eval adds it to both parts of an overlap.</summary>
    private const double Smoothing = 1e-8;

    /// <summary>
    /// Highest level of the candidates that find each lesion, by label, and which candidates are false, by label.
    /// </summary>
    /// <param name="protocol">Whose rules.</param>
    /// <param name="matching">Lesions and candidates.</param>
    /// <param name="peaks">Highest level of each candidate, by label.</param>
    /// <param name="places">The first pixel that has it.</param>
    /// <param name="overlap">Least IoU; MONAI has none.</param>
    public static (int[] Reached, bool[] IsFalse) Find(
        FrocProtocol protocol,
        LesionMatching matching,
        int[] peaks,
        (int X, int Y)[] places,
        double overlap
    ) =>
        protocol switch
        {
            FrocProtocol.Monai => ByPeak(matching, peaks, places),
            FrocProtocol.Picai => OneToOne(matching, peaks, overlap),
            _ => ByOverlap(matching, peaks, overlap),
        };

    /// <summary>Any candidate of enough overlap finds a lesion; one that finds none is false.</summary>
    private static (int[] Reached, bool[] IsFalse) ByOverlap(LesionMatching matching, int[] peaks, double overlap)
    {
        (int[] reached, bool[] isFalse) = NoneFound(matching);
        foreach (LesionPair pair in matching.Pairs)
            if (pair.Iou >= overlap)
            {
                reached[pair.Gt] = Math.Max(reached[pair.Gt], peaks[pair.Pred]);
                isFalse[pair.Pred] = false;
            }
        return (reached, isFalse);
    }

    /// <summary>A candidate finds the lesion that its peak lies on.</summary>
    private static (int[] Reached, bool[] IsFalse) ByPeak(LesionMatching matching, int[] peaks, (int X, int Y)[] places)
    {
        (int[] reached, bool[] isFalse) = NoneFound(matching);
        for (int label = 1; label < peaks.Length; label++)
        {
            int lesion = LabelAt(matching.Gt, places[label]);
            if (lesion == 0)
                continue;
            reached[lesion] = Math.Max(reached[lesion], peaks[label]);
            isFalse[label] = false;
        }
        return (reached, isFalse);
    }

    /// <summary>A lesion is found by the one candidate that is given to it; others of enough overlap are not false.</summary>
    private static (int[] Reached, bool[] IsFalse) OneToOne(LesionMatching matching, int[] peaks, double overlap)
    {
        (int[] reached, bool[] isFalse) = NoneFound(matching);
        LesionPair[] enough = [.. matching.Pairs.Where(pair => Smoothed(matching, pair) >= overlap)];
        foreach (LesionPair pair in enough)
            isFalse[pair.Pred] = false;
        foreach (LesionPair pair in LesionAssignments.Optimal(enough, pair => 1 + Smoothed(matching, pair)))
            reached[pair.Gt] = peaks[pair.Pred];
        return (reached, isFalse);
    }

    private static (int[] Reached, bool[] IsFalse) NoneFound(LesionMatching matching)
    {
        var isFalse = new bool[matching.Pred.Count + 1];
        isFalse.AsSpan(1).Fill(true);
        return (new int[matching.Gt.Count + 1], isFalse);
    }

    private static double Smoothed(LesionMatching matching, LesionPair pair)
    {
        long union = matching.Gt.Components[pair.Gt - 1].Area + matching.Pred.Components[pair.Pred - 1].Area - pair.Pixels;
        return (pair.Pixels + Smoothing) / (union + Smoothing);
    }

    private static int LabelAt(LesionMap map, (int X, int Y) place)
    {
        foreach (PixelRun run in map.Row(place.Y))
            if (place.X >= run.Start && place.X < run.End)
                return run.Label;
        return 0;
    }
}
