namespace HybridNet.Lesions;

/// <summary>Pixels that a run of one labelled image shares with a run of another.</summary>
/// <param name="First">Label in the first image, from 1.</param>
/// <param name="Second">Label in the second image, from 1.</param>
/// <param name="Pixels">Shared pixels, at least 1.</param>
internal readonly record struct RunMeeting(int First, int Second, int Pixels);

/// <summary>
/// Walks the runs of two labelled images of one size side by side, row by row, and stops wherever two of them share pixels:
/// time in the number of runs, no image of labels.
/// </summary>
internal ref struct RunMeetings(ReadOnlySpan<PixelRun> first, ReadOnlySpan<PixelRun> second)
{
    private readonly ReadOnlySpan<PixelRun> _first = first,
        _second = second;
    private int _i,
        _k;

    /// <summary>Where the walk stands.</summary>
    public RunMeeting Current { get; private set; }

    public readonly RunMeetings GetEnumerator() => this;

    /// <summary>Goes to the next meeting; false at the end.</summary>
    public bool MoveNext()
    {
        while (_i < _first.Length && _k < _second.Length)
        {
            PixelRun a = _first[_i],
                b = _second[_k];
            if (a.Y != b.Y)
            {
                if (a.Y < b.Y)
                    _i++;
                else
                    _k++;
                continue;
            }
            int length = Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start);
            if (a.End < b.End)
                _i++;
            else
                _k++;
            if (length <= 0)
                continue;
            Current = new(a.Label, b.Label, length);
            return true;
        }
        return false;
    }
}
