using System.Diagnostics;
using System.Management.Automation;

namespace HybridNet.PowerShell;

/// <summary>
/// Progress of one piece of work: nothing in the first second, then at most five updates a second, and a closing
/// record when it ends however it ends. A bar never ends the work: whatever counts it is given, it shows something.
/// </summary>
/// <remarks>
/// The first second is the session's to choose: <c>$HNProgressDelay = 5</c> waits for five seconds, 0 shows every step.
/// </remarks>
internal sealed class ProgressMeter : IDisposable
{
    /// <summary>Total of work whose end nobody knows yet, as of the runs that come down a pipeline.</summary>
    public const int Unknown = -1;

    private const string DelayVariable = "HNProgressDelay";
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly PSCmdlet _cmdlet;
    private readonly int _id;
    private readonly string _activity;
    private readonly int _total;
    private readonly TimeSpan _interval;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next;
    private bool _shown;

    /// <summary>Starts the clock; nothing is shown yet.</summary>
    /// <param name="cmdlet">The cmdlet that writes.</param>
    /// <param name="id">Tells bars apart that stand on the screen together.</param>
    /// <param name="activity">What is done, as "Measuring masks".</param>
    /// <param name="total">Items in all, or <see cref="Unknown"/>.</param>
    public ProgressMeter(PSCmdlet cmdlet, int id, string activity, int total)
    {
        _cmdlet = cmdlet;
        _id = id;
        _activity = activity;
        _total = total;
        _next = Delay(cmdlet);
        _interval = _next < s_interval ? _next : s_interval;
    }

    /// <summary>Says how far the work is. Call it from the pipeline thread only.</summary>
    public void Report(int done, string item) => Report(done, _total, item);

    /// <summary>Says how far the work is, of a total that only shows on the way.</summary>
    public void Report(int done, int total, string? item = null)
    {
        if (_clock.Elapsed < _next)
            return;
        _next = _clock.Elapsed + _interval;
        _shown = true;
        string count = total > 0 ? $"{done} of {total}" : $"{done}";
        _cmdlet.WriteProgress(
            new ProgressRecord(_id, _activity, item is null ? count : $"{count}: {item}")
            {
                // PowerShell throws at 101, and a count that was guessed too low must not end a night's work.
                PercentComplete = total > 0 ? (int)Math.Clamp(100L * done / total, 0, 100) : -1,
            }
        );
    }

    /// <summary>Takes the bar off the screen.</summary>
    public void Dispose()
    {
        if (_shown)
            _cmdlet.WriteProgress(new ProgressRecord(_id, _activity, "done") { RecordType = ProgressRecordType.Completed });
        _shown = false;
    }

    private static TimeSpan Delay(PSCmdlet cmdlet) =>
        LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue(DelayVariable), out double? seconds) && seconds >= 0
            ? TimeSpan.FromSeconds(Math.Min(seconds.Value, TimeSpan.FromDays(1).TotalSeconds))
            : s_quiet;
}
