using System.Management.Automation;
using HybridNet.PowerShell.Completion;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits the recorded per-image rows of runs.</summary>
[Cmdlet(VerbsCommon.Get, "HNImageScore", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ImageScore))]
public sealed class GetHNImageScoreCommand : RunInputCommand
{
    private NamePattern[] _patterns = [];

    /// <summary>Image ids; wildcards are allowed.</summary>
    [Parameter(HelpMessage = "Only images whose id matches one of these; wildcards are allowed.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public string[]? ImageId { get; set; }

    /// <summary>Color bands.</summary>
    [Parameter(HelpMessage = "Only images of these colour bands: Red, Yellow, Green, None.")]
    public ScoreBand[]? Band { get; set; }

    /// <summary>States.</summary>
    [Parameter(HelpMessage = "Only images of these states, such as BothEmpty for trivial ones or ZeroOverlap.")]
    public MetricState[]? State { get; set; }

    private readonly HashSet<string> _missing = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        TryOrFail(SetPatterns);
    }

    private void SetPatterns()
    {
        _patterns = [.. (ImageId ?? []).Select(id => new NamePattern(id))];
        _missing.UnionWith((ImageId ?? []).Where(id => !WildcardPattern.ContainsWildcardCharacters(id)));
    }

    /// <summary>An id that was named and that no run has is an error; a pattern may match nothing.</summary>
    protected override void EndProcessing()
    {
        foreach (string id in _missing)
            Report(
                Errors.From(
                    new InputException(
                        InputError.ImageNotFound,
                        $"No run has an image '{id}'.",
                        id,
                        "Get-HNImageScore without -ImageId lists all ids."
                    )
                )
            );
    }

    private protected override void ProcessRun(Run run)
    {
        RequireTable(run, RunFileKind.ImageScores, "test_per_image_metrics.csv");
        foreach (ImageScore score in run.Log.Scores)
        {
            _missing.Remove(score.ImageId);
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
