namespace HybridNet.Data.Runs;

/// <summary>
/// Collects what a reader changed, guessed or left out, so that each is said once, with a count and the first example.
/// </summary>
internal sealed class ReadNotes
{
    private readonly List<Note> _notes = [];
    private readonly Dictionary<string, Note> _byKey = new(StringComparer.Ordinal);

    /// <summary>Says one thing, once.</summary>
    /// <param name="text">A whole sentence.</param>
    /// <param name="warn">Figures may differ from what the user expects; otherwise it is only told to those who ask.</param>
    public void Say(string text, bool warn = true)
    {
        if (!_notes.Exists(note => note.Text == text))
            _notes.Add(new Note(_ => text, text, warn));
    }

    /// <summary>Counts one case of something.</summary>
    /// <param name="key">What it is, and of which file.</param>
    /// <param name="example">The first one is named.</param>
    /// <param name="sentence">Makes the sentence of the number and the first example.</param>
    /// <param name="warn">See <see cref="Say"/>.</param>
    public void Count(string key, string example, Func<int, string, string> sentence, bool warn = true)
    {
        if (!_byKey.TryGetValue(key, out Note? note))
        {
            note = new Note(count => sentence(count, example), key, warn);
            _byKey[key] = note;
            _notes.Add(note);
        }
        note.Count++;
    }

    /// <summary>Everything so far, in order.</summary>
    public IEnumerable<RunNote> All => _notes.Select(note => new RunNote(note.Sentence(note.Count), note.Warn));

    /// <summary>Takes over what another reader collected.</summary>
    public void Add(ReadNotes others)
    {
        foreach (RunNote note in others.All)
            Say(note.Text, note.IsWarning);
    }

    private sealed record Note(Func<int, string> Sentence, string Text, bool Warn)
    {
        public int Count { get; set; }
    }
}
