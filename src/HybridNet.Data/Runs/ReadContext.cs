using HybridNet.Ports;

namespace HybridNet.Data.Runs;

/// <summary>What every reader of one folder is given.</summary>
/// <param name="Name">Name of the run, where the folder has only one.</param>
/// <param name="Cell">Where that run will be.</param>
/// <param name="Options">What the caller decides.</param>
/// <param name="Notes">Told what is changed, guessed or left out.</param>
/// <param name="Cancel">Stops the work.</param>
internal sealed record ReadContext(string Name, RunCell Cell, RunReadOptions Options, ReadNotes Notes, CancellationToken Cancel)
{
    /// <summary>What the caller says about the tables.</summary>
    public TableOptions Table { get; } =
        new(Options.Delimiter, Options.Culture is null ? null : System.Globalization.CultureInfo.GetCultureInfo(Options.Culture));
}
