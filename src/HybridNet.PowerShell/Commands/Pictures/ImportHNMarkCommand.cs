using System.Management.Automation;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Reads the marks that were given to images in a report page.</summary>
[Cmdlet(VerbsData.Import, "HNMark", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ImageMark))]
public sealed class ImportHNMarkCommand : PathInputCommand
{
    private ProgressMeter? _progress;
    private int _files;

    /// <summary>Files of marks; wildcards are allowed.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByPath,
        HelpMessage = "CSV files that a report page saved: run, image_id, mark, note; wildcards are allowed."
    )]
    [PathTransformation(Expected = "CSV files that a report page saved")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _progress ??= new ProgressMeter(this, 1, "Reading marks", ProgressMeter.Unknown);
        foreach (string path in GivenPaths)
        {
            bool found = false;
            int failures = Failures;
            foreach (string file in ExistingPaths([path], IsLiteral))
            {
                found = true;
                _progress.Report(++_files, file);
                TryItem(() => Emit(file));
            }
            if (!found && Failures == failures)
                Report(Errors.PathNotFound(path));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _progress?.Dispose();
        base.Dispose(disposing);
    }

    private void Emit(string file)
    {
        (IReadOnlyList<ImageMark> marks, IReadOnlyList<RunNote> notes) = Adapters.Tables.ReadMarks(file, CancelToken);
        foreach (RunNote note in notes)
            if (note.IsWarning)
                WriteWarning(note.Text);
            else
                WriteVerbose(note.Text);
        WriteVerbose($"{file}: {marks.Count} marks.");
        WriteObject(marks, enumerateCollection: true);
    }
}
