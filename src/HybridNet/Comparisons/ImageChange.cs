namespace HybridNet;

/// <summary>One image in two runs: its value in both, and its zero-Dice case before and after.</summary>
public sealed record ImageChange : IImageRecord, IFromRun
{
    /// <summary>Name of the candidate, the run that panels look into.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the baseline.</summary>
    public required string BaselineRun { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Class of the lesion where the runs are of one of several; null where there is one kind only.</summary>
    public string? Class { get; init; }

    /// <summary>The metric that is compared.</summary>
    public required string Metric { get; init; }

    /// <summary>Value in the baseline under the empty policy; NaN when the policy leaves the image out.</summary>
    public double Baseline { get; init; } = double.NaN;

    /// <summary>Value in the candidate under the empty policy; NaN when the policy leaves the image out.</summary>
    public double Candidate { get; init; } = double.NaN;

    /// <summary>Candidate less baseline; NaN when the image is left out on either side and so is in no mean.</summary>
    public double Change => Candidate - Baseline;

    /// <summary>Zero-Dice case in the baseline; null when the masks overlapped or both were empty.</summary>
    public ZeroDiceCase? CaseBefore { get; init; }

    /// <summary>Zero-Dice case in the candidate; null when the masks overlap or both are empty.</summary>
    public ZeroDiceCase? CaseAfter { get; init; }

    /// <summary>What stands behind the baseline's value.</summary>
    public MetricState StateBefore { get; init; }

    /// <summary>What stands behind the candidate's value.</summary>
    public MetricState StateAfter { get; init; }

    /// <summary>Without overlap now, and not so before.</summary>
    public bool NewZeroDice => StateAfter.HasNoOverlap() && !StateBefore.HasNoOverlap();

    /// <summary>Nothing marked and nothing predicted before; now something is predicted.</summary>
    public bool NewFalseAlarm => StateBefore == MetricState.BothEmpty && StateAfter.HasNoOverlap();

    /// <summary>Both cases in one text, as C_disjoint -> B_GT_nonempty_PRED_empty; the state where there is no case; empty when
    /// neither side has one.</summary>
    public string CaseChange =>
        CaseBefore is null && CaseAfter is null
            ? ""
            : $"{CaseBefore?.ToString() ?? StateBefore.ToString()} -> {CaseAfter?.ToString() ?? StateAfter.ToString()}";

    /// <summary>The candidate's run.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The image id.</summary>
    public override string ToString() => ImageId;
}
