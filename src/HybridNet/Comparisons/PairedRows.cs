using System.Collections;
using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>Rows of images that two runs both have, as places in their tables: eight bytes a pair.</summary>
/// <param name="before">Rows of the baseline.</param>
/// <param name="after">Rows of the candidate.</param>
/// <param name="baseline">Places in the baseline, in its order.</param>
/// <param name="candidate">The place in the candidate for each of them.</param>
/// <param name="cancel">Ends whoever goes through them.</param>
internal sealed class PairedRows(ScoreRows before, ScoreRows after, int[] baseline, int[] candidate, CancellationToken cancel)
    : IReadOnlyList<(RowView Baseline, RowView Candidate)>
{
    /// <inheritdoc/>
    public int Count => baseline.Length;

    /// <inheritdoc/>
    public (RowView Baseline, RowView Candidate) this[int index] => (new(before, baseline[index]), new(after, candidate[index]));

    /// <inheritdoc/>
    public IEnumerator<(RowView Baseline, RowView Candidate)> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            if ((i & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
