namespace HybridNet.Ports;

/// <summary>Opens stores.</summary>
internal interface IRunStores
{
    /// <summary>True when there is a file at the path.</summary>
    /// <param name="path">Absolute path of the store.</param>
    bool Exists(string path);

    /// <summary>Opens a store to read it. A store of an older version is brought up to date first, after a backup copy.</summary>
    /// <param name="path">Absolute path of the store.</param>
    /// <param name="cancel">Stops the opening, and whatever the store is at until it is closed.</param>
    /// <exception cref="InputException">There is no store, or it is damaged, newer, busy or unreadable; the file is not
    /// touched.</exception>
    IRunStore OpenToRead(string path, CancellationToken cancel = default);

    /// <summary>Opens a store to write it, and makes it, with its folder, when there is none.</summary>
    /// <param name="path">Absolute path of the store.</param>
    /// <param name="cancel">Stops the opening, and whatever the store is at until it is closed.</param>
    /// <exception cref="InputException">It is damaged, newer, busy, or cannot be written; the file is not touched.</exception>
    IRunStore OpenToWrite(string path, CancellationToken cancel = default);
}

/// <summary>Keeps runs, their measurements and findings. Whatever is saved is there wholly or not at all.</summary>
internal interface IRunStore : IDisposable
{
    /// <summary>Absolute path of the store.</summary>
    string Path { get; }

    /// <summary>
    /// Saves a run. The same content again changes nothing; other content becomes a new revision and the old one stays.
    /// Where the run lies is no content: a run that was moved keeps its revision and gets its new paths.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="cancel">Stops the work; nothing is saved then.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="InputException">The store is busy, full or read-only.</exception>
    SavedRun Save(Run run, CancellationToken cancel);

    /// <summary>Saves measurements with their run, which is saved too when it is not there yet.</summary>
    /// <param name="set">The measurements.</param>
    /// <param name="cancel">Stops the work; nothing is saved then.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="InputException">The store is busy, full or read-only.</exception>
    SavedRun Save(MeasurementSet set, CancellationToken cancel);

    /// <summary>Saves findings with the newest revision of their run, in place of earlier ones.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="findings">Findings, in order.</param>
    /// <param name="cancel">Stops the work; nothing is saved then.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="InputException">No run of that name is stored, or the store is busy, full or read-only.</exception>
    SavedRun Save(string run, IReadOnlyList<Finding> findings, CancellationToken cancel);

    /// <summary>Names and revisions of every run, by name and revision.</summary>
    IReadOnlyList<StoredRun> List();

    /// <summary>Runs with their figures; their tables are read when somebody looks into them.</summary>
    /// <param name="stored">Which ones; their order is kept.</param>
    IReadOnlyList<Run> Load(IReadOnlyList<StoredRun> stored);

    /// <summary>Every image id of the store that begins with a text, in order.</summary>
    /// <param name="prefix">The beginning; empty for all.</param>
    IReadOnlyList<string> ImageIds(string prefix);

    /// <summary>One image in several runs, in the order of <paramref name="runs"/>; the runs behind the rows are read when
    /// somebody looks into them.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="runs">The runs.</param>
    IReadOnlyList<ImageScore> History(string imageId, IReadOnlyList<StoredRun> runs);

    /// <summary>Every set of measurements of a run, oldest first.</summary>
    /// <param name="run">A loaded run.</param>
    IReadOnlyList<MeasurementSet> Measurements(Run run);

    /// <summary>The findings of a run, in order; none when none were saved.</summary>
    /// <param name="run">A loaded run.</param>
    IReadOnlyList<Finding> Findings(Run run);

    /// <summary>
    /// Looks through the whole file: pages, indexes, and rows that point to none.
    /// </summary>
    /// <returns>What is wrong, a sentence each; none in a sound file. Changed figures are no damage of this kind.</returns>
    IReadOnlyList<string> Damage();

    /// <summary>Takes a revision out, with everything that belongs to it.</summary>
    /// <param name="stored">Which one.</param>
    /// <exception cref="InputException">The store is busy or read-only.</exception>
    void Remove(StoredRun stored);
}

/// <summary>One revision of a run in a store.</summary>
/// <param name="Store">Absolute path of the store.</param>
/// <param name="Id">Its number there.</param>
/// <param name="Name">Name of the run.</param>
/// <param name="Revision">Revision, from 1.</param>
/// <param name="Newest">No later revision is there.</param>
internal sealed record StoredRun(string Store, long Id, string Name, int Revision, bool Newest)
{
    /// <summary>Hash of the content that was kept with the run; null in a list, and in a run it is always there.</summary>
    public string? Content { get; init; }
}
