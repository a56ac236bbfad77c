using HybridNet.Lesions;
using HybridNet.Masks;

namespace HybridNet.PostProcessing;

/// <summary>Counts a mask against the reference at several minimum areas, from one labelling.</summary>
/// <remarks>
/// A minimum area keeps or drops whole components. So what each has in common with the reference is counted once, and a
/// reference lesion is found at every minimum area up to the largest component that touches it.
/// </remarks>
internal sealed class LeafCounter(ImageExperiment result, LesionMap gt, SizeStrata strata, bool overlapOnly)
{
    /// <summary>Fills one row for each minimum area.</summary>
    /// <param name="mask">The mask before the area filter.</param>
    /// <param name="firstRow">Row of the first minimum area.</param>
    /// <param name="minimumAreas">Minimum areas, in the order of the rows.</param>
    public void Count(Mask mask, int firstRow, IReadOnlyList<long> minimumAreas)
    {
        LesionMap pred = LesionMap.Label(mask);
        var shared = new long[pred.Count];
        var largest = new long[gt.Count];
        AddShared(pred, shared, largest);
        for (int i = 0; i < minimumAreas.Count; i++)
            Fill(firstRow + i, minimumAreas[i], pred, shared, largest);
    }

    private void Fill(int row, long minimumArea, LesionMap pred, long[] shared, long[] largest)
    {
        long truePositive = 0,
            predPixels = 0;
        ReadOnlySpan<Component> components = pred.Components;
        for (int i = 0; i < components.Length; i++)
        {
            long area = components[i].Area;
            if (area < minimumArea)
                continue;
            predPixels += area;
            truePositive += shared[i];
            if (shared[i] == 0 && !overlapOnly)
                result.AddFalse(row, strata.IndexOf(area));
        }
        result.SetPixels(row, truePositive, predPixels);
        if (overlapOnly)
            return;
        for (int i = 0; i < largest.Length; i++)
            if (largest[i] > 0 && largest[i] >= minimumArea)
                result.AddHit(row, strata.IndexOf(gt.Components[i].Area));
    }

    /// <summary>Adds what lesions and findings share.</summary>
    private void AddShared(LesionMap pred, long[] shared, long[] largest)
    {
        ReadOnlySpan<Component> components = pred.Components;
        foreach (RunMeeting meeting in new RunMeetings(gt.Runs, pred.Runs))
        {
            int found = meeting.Second - 1,
                lesion = meeting.First - 1;
            shared[found] += meeting.Pixels;
            largest[lesion] = Math.Max(largest[lesion], components[found].Area);
        }
    }
}
