namespace HybridNet.Metrics;

/// <summary>
/// Collects what was odd about the files of many images, to say each kind once at the end. Sums are kept and no notes: of a
/// million images each may have one.
/// </summary>
internal sealed class NoteCollector
{
    private readonly Dictionary<MaskWarning, NoteSum> _sums = [];
    private int _looked;

    /// <summary>Takes the notes of one image.</summary>
    public void Add(IEnumerable<MaskNote> image)
    {
        _looked++;
        foreach (MaskNote note in image)
        {
            if (!_sums.TryGetValue(note.Oddity, out NoteSum? sum))
                _sums[note.Oddity] = sum = new NoteSum(note.Path);
            sum.Add(note);
        }
    }

    /// <summary>One sentence or two for each kind that says something about the set.</summary>
    public IEnumerable<string> Sentences() =>
        _sums
            .Where(kind => MaskNotes.IsSaid(kind.Key, kind.Value.Count, Count, _looked))
            .Select(kind => MaskNotes.Sentence(kind.Key, kind.Value));

    private int Count(MaskWarning oddity) => _sums.TryGetValue(oddity, out NoteSum? sum) ? sum.Count : 0;
}

/// <summary>What the notes of one kind come to.</summary>
/// <param name="first">The first file.</param>
internal sealed class NoteSum(string first)
{
    /// <summary>Path of the first file.</summary>
    public string First => first;

    /// <summary>Files.</summary>
    public int Count { get; private set; }

    /// <summary>Foreground pixels of the files in which the other common rule counts others.</summary>
    public long Pixels { get; private set; }

    /// <summary>What that rule counts there, from half the range on; null where it differs nowhere.</summary>
    public long? AtLeastHalf { get; private set; }

    /// <summary>Adds a note.</summary>
    public void Add(MaskNote note)
    {
        Count++;
        if (note.AtLeastHalf < 0 || note.AtLeastHalf == note.Pixels)
            return;
        Pixels += note.Pixels;
        AtLeastHalf = (AtLeastHalf ?? 0) + note.AtLeastHalf;
    }
}
