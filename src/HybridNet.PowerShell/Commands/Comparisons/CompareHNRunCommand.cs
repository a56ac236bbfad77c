using System.Management.Automation;
using HybridNet.Comparisons;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Statistics;

namespace HybridNet.PowerShell.Commands;

/// <summary>Compares two runs, image by image.</summary>
[Cmdlet(VerbsData.Compare, "HNRun")]
[OutputType(typeof(Comparison), typeof(ImageChange))]
public sealed class CompareHNRunCommand : StoreCommand
{
    private readonly HashSet<Run> _compared = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<Run>? _candidates;

    /// <summary>The run to compare with.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        HelpMessage = "The run to compare with: a run object, the name of a stored run, or a run folder."
    )]
    [ArgumentCompleter(typeof(RunSourceCompleter))]
    [ValidateNotNull]
    public PSObject[] Baseline { get; set; } = [];

    /// <summary>The run that is judged.</summary>
    [Parameter(
        Mandatory = true,
        Position = 1,
        HelpMessage = "The run that is judged: a run object, the name of a stored run, or a run folder."
    )]
    [ArgumentCompleter(typeof(RunSourceCompleter))]
    [ValidateNotNull]
    public PSObject Candidate { get; set; } = null!;

    /// <summary>Metrics.</summary>
    [Parameter(
        HelpMessage = "Metrics to compare by: Dice (the default), Iou, Precision, Recall, Pearson. With several, verdicts, HolmP "
            + "and intervals allow for their number."
    )]
    [ArgumentCompleter(typeof(ScorePropertyCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Metric { get; set; } = [nameof(ImageScore.Dice)];

    /// <summary>Rule for undefined values.</summary>
    [Parameter(HelpMessage = "What undefined values count: NonTrivial (the default), GtPositive, EmptyAsOne or Strict.")]
    public EmptyPolicy EmptyPolicy { get; set; }

    /// <summary>One row for each image.</summary>
    [Parameter(HelpMessage = "Emits one row for each image instead, with both values and the zero-Dice case before and after.")]
    public SwitchParameter PerImage { get; set; }

    /// <summary>Largest changes first.</summary>
    [Parameter(HelpMessage = "With -PerImage: the largest changes first, in either direction; those without one last.")]
    [Idle(Without = nameof(PerImage))]
    public SwitchParameter LargestFirst { get; set; }

    /// <summary>Pattern of a subject.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the subject of an image id: whole subjects are "
            + @"resampled, because images of one subject are alike. ^(\d+)_ when left out, as for Test-HNRun; ids that it "
            + "does not match are subjects of their own. .+ takes every image for itself."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string? SubjectPattern { get; set; }

    /// <summary>Resamples.</summary>
    [Parameter(HelpMessage = "Random sign flips for interval and p; 10,000 when left out. Above 20,000 subjects none are drawn.")]
    [ValidateRange(100, 1_000_000)]
    public int Resamples { get; set; } = Bootstrap.DefaultResamples;

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the resampling: the same seed gives the same figures, on any number of processors.")]
    public ulong Seed { get; set; } = 1;

    /// <summary>Level of the interval.</summary>
    [Parameter(HelpMessage = "Level that all metrics keep together; 0.95 when left out.")]
    [ValidateRange(0.5, 0.9999)]
    public double Confidence { get; set; } = 0.95;

    /// <summary>Compares what was scored differently.</summary>
    [Parameter(
        HelpMessage = "Compares runs that were scored differently (policy, smoothing, threshold, grid, references), or on other "
            + "images, all the same; the reason says what differs."
    )]
    public SwitchParameter Force { get; set; }

    /// <summary>Asks for the part of the threshold.</summary>
    [Parameter(
        HelpMessage = "Also says what is left of the difference when each run is taken at its own best threshold, chosen on "
            + "other subjects than it is measured on: AtBestThreshold. Reads the probability maps of both runs."
    )]
    public SwitchParameter AtBestThreshold { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject side in Baseline)
            TryItem(() =>
            {
                IReadOnlyList<Run> candidates = _candidates ??= Side(Candidate);
                foreach ((Run baseline, Run candidate) in ByClass(Side(side), candidates))
                {
                    _compared.Add(candidate);
                    TryItem(
                        () =>
                        {
                            foreach (Comparison comparison in Compared(baseline, candidate))
                                Emit(comparison);
                        },
                        candidate.Name
                    );
                }
            });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Classes may come one by one: only at the end it is known which of the candidate's had no partner.
        string[] alone = [.. (_candidates ?? []).Where(run => !_compared.Contains(run)).Select(run => run.Name)];
        if (alone.Length > 0 && _compared.Count > 0)
            WriteWarning($"Nothing of the baseline was compared with {string.Join(", ", alone)}.");
        base.EndProcessing();
    }

    /// <summary>One run against one; of several classes each against the same of the other side.</summary>
    /// <exception cref="InputException">No class is on both sides.</exception>
    private IEnumerable<(Run, Run)> ByClass(IReadOnlyList<Run> baselines, IReadOnlyList<Run> candidates)
    {
        if (baselines.Count == 1 && candidates.Count == 1)
            return [(baselines[0], candidates[0])];
        Dictionary<string, Run> before = Classes(baselines),
            after = Classes(candidates);
        string[] both = [.. before.Keys.Where(after.ContainsKey)];
        if (both.Length == 0)
            throw new InputException(
                InputError.NotComparable,
                $"No class is on both sides: {string.Join(", ", before.Keys)} against {string.Join(", ", after.Keys)}.",
                candidates[0].Name,
                "Choose one run of each side with Import-HNRun -Class and hand the runs over."
            );
        string[] alone = [.. before.Keys.Except(both)];
        if (alone.Length > 0)
            WriteWarning($"{string.Join(", ", alone)} is in the baseline only and not compared.");
        return both.Select(name => (before[name], after[name]));
    }

    private static Dictionary<string, Run> Classes(IReadOnlyList<Run> runs)
    {
        var classes = new Dictionary<string, Run>(StringComparer.OrdinalIgnoreCase);
        foreach (Run run in runs)
            if (!classes.TryAdd(run.Class ?? run.Name, run))
                throw new InputException(
                    InputError.NotComparable,
                    $"{run.Path} holds {runs.Count} runs where one, or one for each class, is needed: "
                        + $"{string.Join(", ", runs.Select(one => one.Name))}.",
                    run.Name,
                    "Give one of their folders, or choose a class, fold or model with Import-HNRun -Class and hand the run over."
                );
        return classes;
    }

    private IReadOnlyList<Run> Side(PSObject side)
    {
        if (RunObject.IsRun(side))
            return [RunObject.Of(side, CancelToken)];
        return side.BaseObject is object[] several
            ? [.. several.SelectMany(one => Side(PSObject.AsPSObject(one)))]
            : ResolveAll(side.BaseObject);
    }

    private IReadOnlyList<Comparison> Compared(Run baseline, Run candidate)
    {
        if (!AtBestThreshold && baseline.Files.Probabilities is not null && candidate.Files.Probabilities is not null)
            WriteVerbose("Both runs have probability maps: -AtBestThreshold says how much of a difference is the threshold.");
        ProgressMeter? progress = null;
        string? reading = null;
        try
        {
            return RunComparer.Compare(
                baseline,
                candidate,
                Options(),
                Adapters.Images,
                CancelToken,
                (run, done, all) =>
                {
                    if (reading != run || progress is null)
                    {
                        progress?.Dispose();
                        progress = new ProgressMeter(this, 1, $"Reading probability maps of {run}", all);
                        reading = run;
                    }
                    progress.Report(done, run);
                }
            );
        }
        finally
        {
            progress?.Dispose();
        }
    }

    private ComparisonOptions Options() =>
        new()
        {
            Metrics = Metric,
            EmptyPolicy = EmptyPolicy,
            Subject = IdPattern.Compile(SubjectPattern ?? IdPattern.Subject),
            SubjectRequired = SubjectPattern is not null,
            Resamples = Resamples,
            Seed = Seed,
            Confidence = Confidence,
            Force = Force,
            AtBestThreshold = AtBestThreshold,
        };

    private void Emit(Comparison comparison)
    {
        int missing = comparison.MissingInBaseline.Count + comparison.MissingInCandidate.Count;
        if (missing > 0)
            WriteWarning(
                $"{comparison.BaselineRun} and {comparison.CandidateRun} do not have the same images: "
                    + $"{comparison.MissingInBaseline.Count} are missing in {comparison.BaselineRun}, "
                    + $"{comparison.MissingInCandidate.Count} in {comparison.CandidateRun}. They are listed in "
                    + $"MissingInBaseline and MissingInCandidate."
            );
        if (!PerImage)
            WriteObject(comparison);
        else if (double.IsNaN(comparison.Difference))
            Report(
                Errors.From(
                    new InputException(
                        InputError.NotComparable,
                        $"{comparison.BaselineRun} and {comparison.CandidateRun} cannot be compared. {comparison.Reason}",
                        comparison.CandidateRun,
                        "Score both in the same way, or give -Force to see the rows all the same."
                    )
                )
            );
        else
            WriteObject(
                LargestFirst
                    ? comparison
                        .Images.OrderBy(image => double.IsNaN(image.Change))
                        .ThenByDescending(image => Math.Abs(image.Change))
                    : comparison.Images,
                enumerateCollection: true
            );
    }
}
