using System.Diagnostics;
using System.Management.Automation;

namespace HybridNet.PowerShell;

/// <summary>
/// Progress of one piece of work: nothing in the first second, then at most five updates a second, and a closing
/// record when it ends however it ends.
/// </summary>
internal sealed class ProgressMeter(Cmdlet cmdlet, int id, string activity, int total) : IDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = s_quiet;
    private bool _shown;

    /// <summary>Says how far the work is. Call it from the pipeline thread only.</summary>
    public void Report(int done, string item)
    {
        if (_clock.Elapsed < _next)
            return;
        _next = _clock.Elapsed + s_interval;
        _shown = true;
        cmdlet.WriteProgress(
            new ProgressRecord(id, activity, $"{done} of {total}: {item}")
            {
                PercentComplete = total > 0 ? (int)(100L * done / total) : -1,
            }
        );
    }

    /// <summary>Takes the bar off the screen.</summary>
    public void Dispose()
    {
        if (_shown)
            cmdlet.WriteProgress(new ProgressRecord(id, activity, "done") { RecordType = ProgressRecordType.Completed });
        _shown = false;
    }
}
