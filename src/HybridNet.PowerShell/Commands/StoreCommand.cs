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
        TryOrFail(() => _store = Adapters.Stores.OpenToRead(path));
        return _store;
    }

    /// <summary>The store to write, opened on first use.</summary>
    private protected IRunStore Writer()
    {
        TryOrFail(() => _store ??= Adapters.Stores.OpenToWrite(StorePath));
        return _store!;
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
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            StoredRun[] matching = exact.Length > 0 ? exact : [.. stored.Where(run => pattern.IsMatch(run.Name))];
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _store?.Dispose();
        base.Dispose(disposing);
    }
}
