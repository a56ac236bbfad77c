using System.Management.Automation;
using HybridNet.Ports;
using HybridNet.PowerShell.Loading;

namespace HybridNet.PowerShell.Values;

/// <summary>Takes a run out of an object: a run itself, or what a job, Clixml or CSV made of one.</summary>
internal static class RunObject
{
    private const string TypeName = "Deserialized.HybridNet.Run";

    /// <summary>True for a run, and for what is left of one.</summary>
    public static bool IsRun(PSObject item) => item.BaseObject is Run || WasRun(item);

    /// <summary>The run: itself, or read again from its folder with the settings it was read with.</summary>
    /// <exception cref="InputException">Its folder is no longer there, or holds no such run.</exception>
    public static Run Of(PSObject item, CancellationToken cancel)
    {
        if (item.BaseObject is Run run)
            return run;
        string name = Text(item, nameof(Run.Name)) ?? "";
        string path = Text(item, nameof(Run.Path)) ?? "";
        if (ReadSettings.Parse(Text(item, nameof(Run.ReadWith))) is not { } settings)
            return AdapterLoader.Adapters.Runs.Read(
                path,
                new RunReadOptions { Name = name, Lesion = Text(item, nameof(Run.Lesion)) },
                cancel
            );
        return Read(settings, name, cancel);
    }

    /// <summary>The run of a folder or a store.</summary>
    /// <exception cref="InputException">It is no longer there.</exception>
    public static Run Of(RunSource source, CancellationToken cancel)
    {
        if (source.Folder is { } settings)
            return Read(settings, settings.Folder, cancel);
        using IRunStore store = AdapterLoader.Adapters.Stores.OpenToRead(source.Store!, cancel);
        return store
                .Load([.. store.List().Where(run => run.Name == source.Name && run.Revision == source.Revision)])
                .SingleOrDefault()
            ?? throw new InputException(
                InputError.RunNotFound,
                $"Run {source.Name}, revision {source.Revision}, is no longer in the store {source.Store}.",
                source.Name,
                "Compare or measure again what is there now."
            );
    }

    private static Run Read(ReadSettings settings, string name, CancellationToken cancel) =>
        AdapterLoader
            .Adapters.Runs.ReadAll(settings.Folder, settings.Options, cancel)
            .FirstOrDefault(candidate => candidate.ReadWith?.Part == settings.Part)
        ?? throw new InputException(
            InputError.RunNotFound,
            $"Run {name} is no longer in {settings.Folder}.",
            name,
            "Import it again."
        );

    private static bool WasRun(PSObject item) =>
        item.TypeNames.Contains(TypeName)
        || item.TypeNames.Contains("CSV:HybridNet.Run")
        || ReadSettings.Parse(Text(item, nameof(Run.ReadWith))) is not null;

    private static string? Text(PSObject item, string property) =>
        item.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
