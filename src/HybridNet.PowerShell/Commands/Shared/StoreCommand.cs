using System.Management.Automation;
using HybridNet.Ports;

namespace HybridNet.PowerShell.Commands;

/// <summary>A cmdlet that works with the store of runs.</summary>
public abstract class StoreCommand : HNCommand
{
    private IRunStore? _store;

    /// <summary>File of the store.</summary>
    [Parameter(
        HelpMessage = "File of the store. When left out: what HN_STORE names, else HybridNet/runs.db in the user's local "
            + "application data."
    )]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>The store's absolute path; nothing is opened.</summary>
    private protected string StorePath
    {
        get
        {
            if ((Store ?? StoreLocation.Environmental) is { } named)
                return NewPath(named);
            if (StoreLocation.Default is { } path)
                return path;
            Fail(
                new(
                    InputError.InvalidArgument,
                    "This system knows no folder for application data, so there is no default store.",
                    null,
                    $"Name a file with -Store or {StoreLocation.Variable}."
                )
            );
            return "";
        }
    }

    /// <summary>The store to read, opened on first use; null when there is none and nobody named one.</summary>
    private protected IRunStore? Reader()
    {
        if (_store is not null)
            return _store;
        string path = StorePath;
        if (Store is null && !Adapters.Stores.Exists(path))
        {
            WriteVerbose($"There is no store at {path} yet.");
            return null;
        }
        TryOrFail(() => _store = Adapters.Stores.OpenToRead(path, CancelToken));
        return _store;
    }

    /// <summary>The store to write, opened on first use.</summary>
    private protected IRunStore Writer()
    {
        TryOrFail(() => _store ??= Adapters.Stores.OpenToWrite(StorePath, CancelToken));
        return _store!;
    }

    /// <summary>Runs with their figures. One whose row is damaged is an error; the others come all the same.</summary>
    private protected IReadOnlyList<Run> LoadEach(IRunStore store, IReadOnlyList<StoredRun> stored)
    {
        try
        {
            return store.Load(stored);
        }
        catch (InputException exception) when (exception.Error == InputError.CorruptStore)
        {
            // Which of them it is shows when they are read one by one.
            var runs = new List<Run>();
            foreach (StoredRun run in stored)
                if (TryItem(() => store.Load([run]), out IReadOnlyList<Run> one, run.Name))
                    runs.AddRange(one);
            return runs;
        }
    }

    /// <summary>
    /// Stored runs by name, wildcards allowed. A text that is a run's name word for word means that run, whatever
    /// characters it has. A name without wildcards that is not there is an error.
    /// </summary>
    private protected IReadOnlyList<StoredRun> Find(IReadOnlyList<StoredRun> stored, IEnumerable<string> names)
    {
        var found = new List<StoredRun>();
        foreach (string name in names)
        {
            StoredRun[] exact = [.. stored.Where(run => run.Name == name)];
            StoredRun[] matching = exact.Length > 0 ? exact : Matching(stored, name);
            if (matching.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                Report(
                    Errors.From(
                        new InputException(
                            InputError.RunNotFound,
                            $"There is no run '{name}' in the store {StorePath}.",
                            name,
                            "See the names with Get-HNRun; save a run with Save-HNRun."
                        )
                    )
                );
            found.AddRange(matching.Except(found));
        }
        return found;
    }

    /// <summary>One run: an object, a folder that holds one, or a stored name.</summary>
    /// <exception cref="InputException">There is none, or the folder holds several.</exception>
    private protected Run Resolve(object side) => Resolve(side, path => [Folder(path)])[0];

    /// <summary>The runs of an object, a stored name, or a folder: one for each class, fold or model that it holds.</summary>
    /// <exception cref="InputException">There is none.</exception>
    private protected IReadOnlyList<Run> ResolveAll(object side) =>
        Resolve(side, path => Adapters.Runs.ReadAll(path, new RunReadOptions(), CancelToken));

    /// <summary>
    /// A run object, a folder, or a stored name; a text with a separator in it is a folder, any other a name first.
    /// </summary>
    /// <exception cref="InputException">There is no such run.</exception>
    private IReadOnlyList<Run> Resolve(object side, Func<string, IReadOnlyList<Run>> read)
    {
        if (side is Run run)
            return [run];
        if (side is FileSystemInfo file)
            return read(file.FullName);
        string text = side.ToString() ?? "";
        bool isPath = text is "." or ".." || text.StartsWith('~') || text.AsSpan().ContainsAny('/', '\\');
        if (
            !isPath
            && Reader() is { } store
            && store.List().LastOrDefault(item => item.Newest && item.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
                is { } stored
        )
            return store.Load([stored]);
        string folder = NewPath(text);
        string[] fitting = Directory.Exists(folder) ? [] : FoldersLike(text);
        if (fitting.Length > 1)
            throw new InputException(
                InputError.InvalidArgument,
                $"One run is needed here, and '{text}' fits {fitting.Length} folders.",
                text,
                "Name one of them; ForEach-Object takes them one by one, and Measure-HNRanking compares many at once."
            );
        if (fitting.Length == 1)
            return read(fitting[0]);
        if (isPath || Directory.Exists(folder))
            return read(folder);
        throw new InputException(
            InputError.RunNotFound,
            $"There is no run '{text}': neither in the store {StorePath}, nor is there a folder {folder}.",
            text,
            "See the names with Get-HNRun, save a run with Save-HNRun, or give its folder."
        );
    }

    private static StoredRun[] Matching(IReadOnlyList<StoredRun> stored, string name)
    {
        var pattern = new NamePattern(name);
        return [.. stored.Where(run => pattern.IsMatch(run.Name))];
    }

    private Run Folder(string path) => Adapters.Runs.Read(path, new RunReadOptions(), CancelToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _store?.Dispose();
        base.Dispose(disposing);
    }
}
