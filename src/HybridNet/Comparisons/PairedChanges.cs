using System.Collections;
using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>Every image of both runs with its value in both under a policy; a record is made for who asks for it.</summary>
/// <param name="pair">The runs.</param>
/// <param name="metric">The metric.</param>
/// <param name="policy">What undefined values count.</param>
internal sealed class PairedChanges(RunPair pair, string metric, EmptyPolicy policy) : IReadOnlyList<ImageChange>
{
    private readonly Origin _origin = new(pair.Candidate);

    /// <inheritdoc/>
    public int Count => pair.Both.Count;

    /// <inheritdoc/>
    public ImageChange this[int index]
    {
        get
        {
            (RowView before, RowView after) = pair.Both[index];
            return new()
            {
                Run = pair.CandidateName,
                BaselineRun = pair.BaselineName,
                ImageId = before.ImageId,
                Class = after.Class,
                Metric = metric,
                Baseline = ComparedMetric.Value(before, metric, policy),
                Candidate = ComparedMetric.Value(after, metric, policy),
                CaseBefore = pair.CasesBefore.Of(before),
                CaseAfter = pair.CasesAfter.Of(after),
                StateBefore = before.State,
                StateAfter = after.State,
                Origin = _origin,
            };
        }
    }

    /// <summary>Values of the images that have one on both sides.</summary>
    /// <param name="cancel">Stops the work.</param>
    public PairedValues Values(CancellationToken cancel)
    {
        var baseline = new double[Count];
        var changes = new double[Count];
        var places = new int[Count];
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            if ((i & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            (RowView before, RowView after) = pair.Both[i];
            double was = ComparedMetric.Value(before, metric, policy),
                now = ComparedMetric.Value(after, metric, policy);
            if (double.IsNaN(now - was))
                continue;
            (places[count], baseline[count], changes[count++]) = (i, was, now);
        }
        (double first, double second) = (
            Statistics.Moments.Mean(baseline.AsSpan(0, count)),
            Statistics.Moments.Mean(changes.AsSpan(0, count))
        );
        for (int i = 0; i < count; i++)
            changes[i] -= baseline[i];
        Array.Resize(ref changes, count);
        Array.Resize(ref places, count);
        return new(places, changes, first, second);
    }

    /// <inheritdoc/>
    public IEnumerator<ImageChange> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The images that have a value on both sides.</summary>
/// <param name="Places">Their places among all images of both runs.</param>
/// <param name="Changes">Candidate less baseline of each.</param>
/// <param name="BaselineMean">Mean of the baseline over them.</param>
/// <param name="CandidateMean">Mean of the candidate over them.</param>
internal sealed record PairedValues(int[] Places, double[] Changes, double BaselineMean, double CandidateMean);
