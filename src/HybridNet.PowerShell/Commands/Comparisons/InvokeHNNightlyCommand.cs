using System.Globalization;
using System.Management.Automation;
using HybridNet.Nightly;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>The nightly job: takes over new runs, doubts and measures them, and judges them against the accepted run.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "HNNightly", DefaultParameterSetName = ByNight, SupportsShouldProcess = true)]
[OutputType(typeof(NightlyResult), ParameterSetName = [ByNight])]
[OutputType(typeof(NightlyVerdict), ParameterSetName = [ByRun])]
public sealed class InvokeHNNightlyCommand : StoreCommand
{
    private const string ByNight = "Night";
    private const string ByRun = "Run";
    private const string BaselineVariable = "HN_BASELINE";

    private readonly List<ProgressMeter> _meters = [];
    private string _measured = "";

    /// <summary>Folder of run folders.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByNight,
        HelpMessage = "Folder with one run folder for each training."
    )]
    [ValidateNotNullOrEmpty]
    public string RunFolder { get; set; } = "";

    /// <summary>Folder of verdicts and reports.</summary>
    [Parameter(
        Mandatory = true,
        Position = 1,
        ParameterSetName = ByNight,
        HelpMessage = "Folder of verdicts and reports; it is made when it is missing."
    )]
    [ValidateNotNullOrEmpty]
    public string OutputFolder { get; set; } = "";

    /// <summary>A run to judge.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByRun,
        HelpMessage = "Judges these runs now and writes nothing: run objects, names of stored runs, or run folders."
    )]
    [ArgumentCompleter(typeof(RunSourceCompleter))]
    [ValidateNotNull]
    public PSObject[] Run { get; set; } = [];

    /// <summary>The accepted run.</summary>
    [Parameter(
        HelpMessage = "The accepted run: a name in the store or in -RunFolder; with -Run a folder too. When "
            + "left out: what HN_BASELINE names, else the accepted run of the last night with this store."
    )]
    [ArgumentCompleter(typeof(RunSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Baseline { get; set; }

    /// <summary>Folders that are looked at.</summary>
    [Parameter(ParameterSetName = ByNight, HelpMessage = "Only run folders of these names; wildcards are allowed.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Include { get; set; } = ["*"];

    /// <summary>Folders that are not.</summary>
    [Parameter(ParameterSetName = ByNight, HelpMessage = "No run folders of these names; wildcards are allowed.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>Tolerated loss.</summary>
    [Parameter(HelpMessage = "Tolerated loss of the mean Dice; 0.01 when left out, with -Run what the last night took.")]
    [ValidateRange(0.0, 1.0)]
    public double Margin { get; set; } = 0.01;

    /// <summary>Most new failures.</summary>
    [Parameter(HelpMessage = "Most images that may newly have no overlap; 10 when left out, with -Run what the last night took.")]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumNewZeroDice { get; set; } = 10;

    /// <summary>Most new false alarms.</summary>
    [Parameter(
        HelpMessage = "Most healthy images that may newly have a false alarm; 10 when left out, with -Run "
            + "what the last night took."
    )]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumNewFalseAlarm { get; set; } = 10;

    /// <summary>What an inconclusive answer is to a script.</summary>
    [Parameter(HelpMessage = "What ExitCode says when the images cannot tell: Report (the default) gives 3, Pass 0, Fail 1.")]
    public InconclusiveAs Inconclusive { get; set; }

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that no mask folder has a file of an image: Empty (the data set writes "
            + "no file where nothing is marked, the default) or Error (missing)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; } = MissingGroundTruth.Empty;

    /// <summary>Images at a time.</summary>
    [Parameter(HelpMessage = "Images worked on at a time; the number of processors when left out.")]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByNight)
        {
            TryItem(Night, RunFolder);
            return;
        }
        foreach (PSObject item in Run)
            TryItem(() => WriteObject(Judge(item)), item.ToString());
    }

    private void Night()
    {
        string runs = NewPath(RunFolder),
            output = NewPath(OutputFolder),
            store = StorePath;
        string baseline = Baseline ?? Accepted()?.Baseline ?? throw NoBaseline();
        if (!ShouldProcess(runs, $"Judge its runs against {baseline}, with verdicts in {output}"))
            return;
        NightlyResult result;
        NightlyJob? job = null;
        try
        {
            try
            {
                job = new NightlyJob(output, Adapters, Options(Limits(null)), CancelToken);
                result = job.Run(runs, store, baseline);
            }
            catch (Exception exception) when (exception is InputException && !CancelToken.IsCancellationRequested)
            {
                // A script that goes by the exit code alone must not take a night that could not be for a quiet one.
                Report(Errors.From((InputException)exception));
                Log("exit code 2");
                result = new()
                {
                    ExitCode = (int)RegressionOutcome.NotComparable,
                    Baseline = baseline,
                    Faults = [exception.Message],
                };
            }
            Done();
            WriteObject(result);
            job?.Acknowledge();
        }
        finally
        {
            job?.Dispose();
        }
    }

    private NightlyVerdict Judge(PSObject item)
    {
        AcceptedRun? noted = Accepted();
        Run run = Resolve(RunObject.IsRun(item) ? RunObject.Of(item, CancelToken) : item.BaseObject);
        Run accepted = Resolve(Baseline ?? noted?.Baseline ?? throw NoBaseline());
        NightlyVerdict verdict = SingleRun.Judge(run, accepted, Adapters, Options(Limits(noted?.Limits)), CancelToken);
        Done();
        return verdict;
    }

    /// <summary>The accepted run when nobody names it; its limits are those of the last night.</summary>
    private AcceptedRun? Accepted()
    {
        if (Baseline is not null && ParameterSetName == ByNight)
            return null;
        string? named = Baseline ?? (Environment.GetEnvironmentVariable(BaselineVariable) is { Length: > 0 } text ? text : null);
        AcceptedRun? noted = AcceptedRun.Noted(StorePath);
        return named is null ? noted : new(named, noted?.Limits ?? Limits(null));
    }

    private InputException NoBaseline() =>
        new(
            InputError.InvalidArgument,
            $"Nobody says which run is the accepted one: no night was judged with the store {StorePath} yet.",
            null,
            $"Name it with -Baseline, or for every session with {BaselineVariable}."
        );

    /// <summary>The limits that were given; the others are those of the last night, where there was one.</summary>
    private RegressionLimits Limits(RegressionLimits? last) =>
        new(
            last is null || Given(nameof(Margin)) ? Margin : last.Margin,
            last is null || Given(nameof(MaximumNewZeroDice)) ? MaximumNewZeroDice : last.MaximumNewZeroDice,
            last is null || Given(nameof(MaximumNewFalseAlarm)) ? MaximumNewFalseAlarm : last.MaximumNewFalseAlarm,
            last is null || Given(nameof(Inconclusive)) ? Inconclusive : last.Inconclusive
        );

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private NightlyOptions Options(RegressionLimits limits)
    {
        NamePattern[] include = [.. Include.Select(name => new NamePattern(name))],
            exclude = [.. Exclude.Select(name => new NamePattern(name))];
        return new()
        {
            Limits = limits,
            Audit = new()
            {
                MissingGroundTruth = MissingGroundTruth,
                Protocols = ProtocolChoice.Shipped(),
                Workers = ThrottleLimit,
            },
            MissingGroundTruth = MissingGroundTruth,
            Workers = ThrottleLimit,
            Takes = name =>
                Array.Exists(include, pattern => pattern.IsMatch(name))
                && !Array.Exists(exclude, pattern => pattern.IsMatch(name)),
            Log = Log,
            Progress = Progress,
        };
    }

    /// <summary>One line of the log, with the time in UTC before it, for who asks for information.</summary>
    private void Log(string line)
    {
        string time = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        WriteInformation(new HostInformationMessage { Message = VisibleText.Of($"{time} {line}") }, ["HNNightly"]);
    }

    private void Progress(string run, int done, int total)
    {
        if (_measured != run)
        {
            Done();
            _measured = run;
            _meters.Add(new(this, 1, $"Looking at {run}", total));
        }
        _meters[^1].Report(done, total);
    }

    private void Done()
    {
        foreach (ProgressMeter meter in _meters)
            meter.Dispose();
        _meters.Clear();
        _measured = "";
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Done();
}
