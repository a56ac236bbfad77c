using System.Management.Automation;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits the recorded per-image rows of runs.</summary>
[Cmdlet(VerbsCommon.Get, "HNImageScore", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ImageScore))]
public sealed class GetHNImageScoreCommand : RunInputCommand
{
    private WildcardPattern[] _patterns = [];

    /// <summary>Image ids; wildcards are allowed.</summary>
    [Parameter(HelpMessage = "Only images whose id matches one of these; wildcards are allowed.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? ImageId { get; set; }

    /// <summary>Color bands.</summary>
    [Parameter(HelpMessage = "Only images of these colour bands: Red, Yellow, Green, None.")]
    public ScoreBand[]? Band { get; set; }

    /// <summary>States.</summary>
    [Parameter(HelpMessage = "Only images of these states, such as BothEmpty for trivial ones or ZeroOverlap.")]
    public MetricState[]? State { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _patterns = [.. (ImageId ?? []).Select(id => WildcardPattern.Get(id, WildcardOptions.IgnoreCase))];

    private protected override void ProcessRun(Run run)
    {
        RequireTable(run, RunFileKind.ImageScores, "test_per_image_metrics.csv");
        foreach (ImageScore score in run.Log.Scores)
        {
            if (CancelToken.IsCancellationRequested)
                return;
            if (_patterns.Length > 0 && !Array.Exists(_patterns, pattern => pattern.IsMatch(score.ImageId)))
                continue;
            if (Band is not null && !Band.Contains(score.Band))
                continue;
            if (State is not null && !State.Contains(score.State))
                continue;
            WriteObject(score);
        }
    }
}
