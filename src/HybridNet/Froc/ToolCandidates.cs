using HybridNet.Lesions;
using HybridNet.Protocols;

namespace HybridNet.Froc;

/// <summary>Which candidates find which lesions under the rules of other tools.</summary>
internal static class ToolCandidates
{
    /// <summary>picai_eval adds it to both parts of an overlap.</summary>
    private const double Smoothing = 1e-8;

    /// <summary>
    /// Highest level of the candidates that find each lesion, by label, and which candidates are false, by label.
    /// </summary>
    /// <param name="protocol">The tool.</param>
    /// <param name="matching">Lesions and candidates.</param>
    /// <param name="peaks">Highest level of each candidate, by label.</param>
    /// <param name="places">The first pixel that has it.</param>
    /// <param name="overlap">Least IoU, for picai_eval.</param>
    public static (int[] Reached, bool[] IsFalse) Find(
        FrocProtocol protocol,
        LesionMatching matching,
        int[] peaks,
        (int X, int Y)[] places,
        double overlap
    )
    {
        var reached = new int[matching.Gt.Count + 1];
        var isFalse = new bool[matching.Pred.Count + 1];
        if (protocol == FrocProtocol.Monai)
        {
            for (int label = 1; label < peaks.Length; label++)
            {
                int lesion = LabelAt(matching.Gt, places[label]);
                isFalse[label] = lesion == 0;
                reached[lesion] = Math.Max(reached[lesion], peaks[label]);
            }
            reached[0] = 0;
            return (reached, isFalse);
        }
        LesionPair[] enough = [.. matching.Pairs.Where(pair => Smoothed(matching, pair) >= overlap)];
        Array.Fill(isFalse, true);
        foreach (LesionPair pair in enough)
            isFalse[pair.Pred] = false;
        foreach (LesionPair pair in LesionAssignments.Optimal(enough, pair => 1 + Smoothed(matching, pair)))
            reached[pair.Gt] = peaks[pair.Pred];
        return (reached, isFalse);
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
