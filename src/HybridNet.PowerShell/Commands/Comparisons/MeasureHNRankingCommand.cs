using System.Management.Automation;
using HybridNet.PowerShell.Completion;
using HybridNet.Rankings;
using HybridNet.Statistics;

namespace HybridNet.PowerShell.Commands;

/// <summary>Ranks runs of the same images, with rank intervals and tests.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNRanking", DefaultParameterSetName = ByPath)]
[OutputType(typeof(RankedRun))]
public sealed class MeasureHNRankingCommand : RunInputCommand
{
    private readonly List<Run> _runs = [];

    /// <summary>Metric.</summary>
    [Parameter(HelpMessage = "Metric to rank by: Dice (the default), Iou, Precision, Recall or Pearson.")]
    [ArgumentCompleter(typeof(ScorePropertyCompleter))]
    [ValidateNotNullOrEmpty]
    public string Metric { get; set; } = nameof(ImageScore.Dice);

    /// <summary>Rule for undefined values.</summary>
    [Parameter(HelpMessage = "What undefined values count: NonTrivial (the default), GtPositive, EmptyAsOne or Strict.")]
    public EmptyPolicy EmptyPolicy { get; set; }

    /// <summary>What is averaged.</summary>
    [Parameter(HelpMessage = "Mean (the default) ranks by the mean value, MeanRank by the mean of the ranks within each image.")]
    public RankingMethod Method { get; set; }

    /// <summary>Pattern of a method.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the method in a run's name ('^(.+)_seed\\d+$'): "
            + "runs with the same one are trainings of one method."
    )]
    [ValidateNotNullOrEmpty]
    public string? Replicate { get; set; }

    /// <summary>Pattern of a subject.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the subject of an image id: whole subjects are "
            + @"resampled. ^(\d+)_ when left out; ids that it does not match are subjects of their own."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string SubjectPattern { get; set; } = IdPattern.Subject;

    /// <summary>Resamples.</summary>
    [Parameter(HelpMessage = "Bootstrap resamples and random sign flips; 10,000 when left out.")]
    [ValidateRange(100, 1_000_000)]
    public int Resamples { get; set; } = Bootstrap.DefaultResamples;

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the resampling: the same seed gives the same figures, on any number of processors.")]
    public ulong Seed { get; set; } = 1;

    /// <summary>Level.</summary>
    [Parameter(HelpMessage = "Level of the rank intervals, and of all pairs together for the groups; 0.95 when left out.")]
    [ValidateRange(0.5, 0.9999)]
    public double Confidence { get; set; } = 0.95;

    /// <summary>Ranks what is left.</summary>
    [Parameter(
        HelpMessage = "Ranks runs with different images by those that all have, and runs that were scored differently, all the "
            + "same."
    )]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessRun(Run run) => _runs.Add(run);

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        TryItem(() =>
            WriteObject(
                RunRanking.Rank(
                    _runs,
                    new()
                    {
                        Metric = Metric,
                        EmptyPolicy = EmptyPolicy,
                        Method = Method,
                        Subject = IdPattern.Compile(SubjectPattern),
                        Replicate = Replicate is null ? null : IdPattern.Compile(Replicate),
                        Resamples = Resamples,
                        Seed = Seed,
                        Confidence = Confidence,
                        Force = Force,
                    },
                    CancelToken
                ),
                enumerateCollection: true
            )
        );
}
