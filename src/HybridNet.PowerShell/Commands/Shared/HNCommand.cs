using System.Management.Automation;
using HybridNet.Ports;
using HybridNet.PowerShell.Loading;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// What every cmdlet of the module shares: cancellation, paths, the ports, and the way a bad item is reported
/// while the rest of the batch goes on.
/// </summary>
public abstract partial class HNCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Set when the user presses Ctrl+C; every loop over files or pixels looks at it.</summary>
    protected CancellationToken CancelToken => _cancel.Token;

    /// <summary>The adapters; loading them costs time, so nothing asks before it needs one.</summary>
    private protected static IAdapters Adapters => AdapterLoader.Adapters;

    /// <summary>Non-terminating errors so far: what is not all there is no reason to be content.</summary>
    private protected int Failures { get; private set; }

    /// <summary>Says which parameters were given that change nothing; whoever overrides it calls it first.</summary>
    protected override void BeginProcessing()
    {
        foreach (string sentence in IdleAttribute.Sentences(this, MyInvocation.BoundParameters.Keys))
            WriteWarning(sentence);
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stop came when the pipeline had just ended: there is nothing left to stop.
        }
    }

    /// <summary>Frees the cancellation source.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _cancel.Dispose();
    }

    /// <summary>Writes a non-terminating error; the rest of the batch goes on.</summary>
    private protected void Report(ErrorRecord error)
    {
        Failures++;
        WriteError(error);
    }

    /// <summary>Writes a warning; names in it cannot steer the terminal.</summary>
    private protected new void WriteWarning(string text) => base.WriteWarning(VisibleText.Of(text));

    /// <summary>Writes to who asks for it; names in it cannot steer the terminal.</summary>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(VisibleText.Of(text));

    /// <summary>Does one item's work; a bad item becomes a non-terminating error and the default value.</summary>
    /// <remarks>
    /// Whatever else an adapter or the library below it throws costs this item and no other: its error has the id
    /// UnexpectedFault, names the item and keeps the exception.
    /// </remarks>
    /// <param name="work">The work.</param>
    /// <param name="result">What it gave.</param>
    /// <param name="item">The item, for the message about a fault that does not name it.</param>
    /// <returns>True when the work was done.</returns>
    private protected bool TryItem<T>(Func<T> work, out T result, string? item = null)
    {
        try
        {
            result = work();
            return true;
        }
        catch (InputException exception)
        {
            Report(Errors.From(exception));
        }
        catch (OperationCanceledException) when (CancelToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception) when (!IsOfTheShell(exception))
        {
            if (CancelToken.IsCancellationRequested)
                throw new PipelineStoppedException();
            Report(Errors.Unexpected(exception, item));
        }
        result = default!;
        return false;
    }

    /// <summary>The shell's own way out: a stop, an error that the user made terminating, the end of a pipeline.</summary>
    private static bool IsOfTheShell(Exception exception) => exception is IContainsErrorRecord or FlowControlException;

    /// <summary>Does one item's work; a bad item becomes a non-terminating error.</summary>
    private protected bool TryItem(Action work, string? item = null) =>
        TryItem(
            () =>
            {
                work();
                return true;
            },
            out _,
            item
        );

    /// <summary>Does what everything else depends on; a fault ends the command.</summary>
    private protected void TryOrFail(Action work)
    {
        try
        {
            work();
        }
        catch (InputException exception)
        {
            Fail(exception);
        }
        catch (OperationCanceledException) when (CancelToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception) when (!IsOfTheShell(exception))
        {
            ThrowTerminatingError(Errors.Unexpected(exception, null));
        }
    }

    /// <summary>Ends the command with an error: nothing sensible can follow.</summary>
    private protected void Fail(InputException exception) => ThrowTerminatingError(Errors.From(exception));

    /// <summary>The rows of a CSV file, as PowerShell reads it.</summary>
    private protected IEnumerable<PSObject> ImportCsv(string path) =>
        InvokeCommand.InvokeScript("param($path) Import-Csv -LiteralPath $path", path);

    /// <summary>Emits a file that was written as Get-Item gives it, with the properties that the provider adds.</summary>
    private protected void WriteFile(string path)
    {
        foreach (PSObject item in InvokeProvider.Item.Get([path], force: true, literalPath: true))
            WriteObject(item);
    }

    /// <summary>Says what the reader of a run changed, guessed or left out: warnings aloud, the rest to who asks; each
    /// once.</summary>
    private protected void WriteNotes(Run run)
    {
        foreach (RunNote note in run.Notes)
            if (!_told.Add(note.Text))
                continue;
            else if (note.IsWarning)
                WriteWarning(note.Text);
            else
                WriteVerbose(note.Text);
    }
}
