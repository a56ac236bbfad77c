namespace HybridNet.Metrics;

/// <summary>Collects what was odd about the files of many images, to say each kind once at the end.</summary>
internal sealed class NoteCollector
{
    private readonly Dictionary<MaskWarning, List<MaskNote>> _notes = [];
    private int _looked;

    /// <summary>Takes the notes of one image.</summary>
    public void Add(IEnumerable<MaskNote> image)
    {
        _looked++;
        foreach (MaskNote note in image)
        {
            if (!_notes.TryGetValue(note.Oddity, out List<MaskNote>? notes))
                _notes[note.Oddity] = notes = [];
            notes.Add(note);
        }
    }

    /// <summary>One sentence or two for each kind that says something about the set.</summary>
    public IEnumerable<string> Sentences() =>
        _notes
            .Where(kind => MaskNotes.IsSaid(kind.Key, kind.Value.Count, Count, _looked))
            .Select(kind => MaskNotes.Sentence(kind.Key, kind.Value));

    private int Count(MaskWarning oddity) => _notes.TryGetValue(oddity, out List<MaskNote>? notes) ? notes.Count : 0;
}
