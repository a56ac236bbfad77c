using System.Management.Automation;
using HybridNet.Diagnosis;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Parts image scores by bounds, and says of every removed one what it is.</summary>
[Cmdlet(VerbsCommon.Select, "HNOutlier", DefaultParameterSetName = ByScore)]
[OutputType(typeof(Outlier), typeof(OutlierSummary))]
public sealed class SelectHNOutlierCommand : RunInputCommand
{
    private const string ByScore = "Score";

    private readonly List<ImageScore> _scores = [];

    /// <summary>Image scores.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByScore,
        HelpMessage = "Image scores, as Get-HNImageScore emits them."
    )]
    [RecordTransformation(typeof(ImageScore))]
    [ValidateNotNull]
    public ImageScore[] Score { get; set; } = [];

    /// <inheritdoc/>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders to read; wildcards are allowed."
    )]
    [PathTransformation(
        typeof(ImageScore),
        Expected = "runs, as Import-HNRun emits them, run folders, and image scores, as Get-HNImageScore emits them"
    )]
    [ArgumentCompleter(typeof(RunFolderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[] Path { get; set; } = [];

    /// <summary>The score that is judged.</summary>
    [Parameter(HelpMessage = "The score that is judged: Dice (the default), Iou, Precision, Recall or Pearson.")]
    [ArgumentCompleter(typeof(ScorePropertyCompleter))]
    [ValidateSet("Dice", "Iou", "Precision", "Recall", "Pearson")]
    public string Property { get; set; } = nameof(ImageScore.Dice);

    /// <summary>Lower bound.</summary>
    [Parameter(HelpMessage = "Lower bound, exclusive; 0.05 as in the lab's report. For -Method Bounds.")]
    [Idle(Without = nameof(Method), Value = nameof(OutlierMethod.Bounds))]
    public double Minimum { get; set; } = 0.05;

    /// <summary>Upper bound.</summary>
    [Parameter(HelpMessage = "Upper bound, exclusive; 0.99 as in the lab's report. For -Method Bounds.")]
    [Idle(Without = nameof(Method), Value = nameof(OutlierMethod.Bounds))]
    public double Maximum { get; set; } = 0.99;

    /// <summary>How the bounds are found.</summary>
    [Parameter(
        HelpMessage = "How the bounds are found: Bounds (the two given), Iqr (quartiles and interquartile range) or Mad (median "
            + "and median absolute deviation), for each run by itself."
    )]
    public OutlierMethod Method { get; set; }

    /// <summary>Multiple of the spread.</summary>
    [Parameter(HelpMessage = "Multiple of the spread for -Method Iqr (1.5) and Mad (3).")]
    [ValidateRange(0.0, double.MaxValue)]
    [Idle(With = nameof(Method), Value = nameof(OutlierMethod.Bounds))]
    public double? Factor { get; set; }

    /// <summary>The kept ones instead of the outliers.</summary>
    [Parameter(HelpMessage = "Emits the scores that are kept instead of the outliers.")]
    [Idle(With = nameof(Summary))]
    public SwitchParameter Kept { get; set; }

    /// <summary>The outliers: what the command emits anyway.</summary>
    [Parameter(DontShow = true, HelpMessage = "The default now; here so that scripts of earlier versions go on.")]
    public SwitchParameter Rejected { get; set; }

    /// <summary>All of them.</summary>
    [Parameter(HelpMessage = "Emits all scores; Reason tells which are kept.")]
    [Idle(With = nameof(Summary))]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The ledger alone.</summary>
    [Parameter(HelpMessage = "Emits one ledger for each run instead: kept, removed by reason, mean before and after.")]
    public SwitchParameter Summary { get; set; }

    /// <summary>Population to project to.</summary>
    [Parameter(HelpMessage = "With -Summary: a population size to project the removed share to, with its Wilson interval.")]
    [ValidateRange(1, int.MaxValue)]
    [Idle(Without = nameof(Summary))]
    public int? PopulationSize { get; set; }

    private bool NeedsAll => Summary || Method != OutlierMethod.Bounds;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Method == OutlierMethod.Bounds && !(Minimum < Maximum))
            Fail(
                new(
                    InputError.InvalidArgument,
                    $"-Minimum {Minimum} is not below -Maximum {Maximum}: nothing could be kept.",
                    null,
                    "Give the lower bound as -Minimum."
                )
            );
        if (Kept && (PassThru || Rejected))
            Fail(
                new(
                    InputError.InvalidArgument,
                    "-Kept excludes -PassThru and -Rejected.",
                    null,
                    "-PassThru emits the kept and the outliers; without a switch the outliers alone come out."
                )
            );
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByScore)
            Take(Score);
        else
            base.ProcessRecord();
    }

    private protected override void ProcessRun(Run run)
    {
        RequireTable(run, RunFileKind.ImageScores, "test_per_image_metrics.csv");
        Take(run.Log.Scores);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (IGrouping<string, ImageScore> run in _scores.GroupBy(score => score.Run))
        {
            OutlierFilter filter =
                Method == OutlierMethod.Bounds ? Bounds() : OutlierFilter.From(Method, run.Select(Value), Factor);
            WriteVerbose(
                InvariantText.Invariant($"{run.Key}: {Property} is kept between {filter.Lower:G6} and {filter.Upper:G6}.")
            );
            if (Summary)
                WriteObject(
                    OutlierSummary.Of(
                        run.Key,
                        Property,
                        filter,
                        [.. run.Select(score => (Value(score), filter.Judge(Value(score), score.State)))],
                        PopulationSize
                    )
                );
            else
                foreach (ImageScore score in run)
                    Emit(score, filter);
        }
    }

    private void Take(IEnumerable<ImageScore> scores)
    {
        if (NeedsAll)
            _scores.AddRange(scores);
        else
            foreach (ImageScore score in scores)
                Emit(score, Bounds());
    }

    private void Emit(ImageScore score, OutlierFilter filter)
    {
        OutlierReason reason = filter.Judge(Value(score), score.State);
        if (PassThru || Kept == (reason == OutlierReason.Kept))
            WriteObject(new Outlier(score, reason));
    }

    private OutlierFilter Bounds() => new(OutlierMethod.Bounds, Minimum, Maximum);

    private double Value(ImageScore score) =>
        Property.ToLowerInvariant() switch
        {
            "dice" => score.Dice,
            "iou" => score.Iou,
            "precision" => score.Precision,
            "recall" => score.Recall,
            _ => score.Pearson,
        };
}
