using System.Management.Automation;
using HybridNet.Diagnosis;
using HybridNet.Diagnosis.Logged;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits every image of a run without any overlap, and what each case rests on.</summary>
[Cmdlet(VerbsCommon.Get, "HNZeroDice", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ZeroDice))]
public sealed class GetHNZeroDiceCommand : RunInputCommand
{
    /// <summary>The run's own breakdown alone.</summary>
    [Parameter(HelpMessage = "Only the rows of the run's own breakdown, as recorded.")]
    public SwitchParameter Recorded { get; set; }

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that no mask folder has a file of an image: Error (missing, the default) or Empty (the data "
            + "set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>Cases.</summary>
    [Parameter(HelpMessage = "Only these cases.")]
    public ZeroDiceCase[]? Case { get; set; }

    private protected override void ProcessRun(Run run)
    {
        if (Recorded)
        {
            Write(ZeroDiceAnalysis.Recorded(run));
            return;
        }
        ZeroDiceAnalysis analysis = ZeroDiceAnalysis.Of(run, Adapters.Images, MissingGroundTruth, CancelToken);
        WriteVerbose(
            analysis.Epsilon is { } epsilon
                ? InvariantText.Invariant(
                    $"{run.Name}: the log is smoothed with {epsilon:G}; pixel totals are recovered from it."
                )
                : $"{run.Name}: the smoothing term is "
                    + $"{(analysis.Smoothing.Knowledge == SmoothingKnowledge.NotSmoothed ? "none" : "not known")}; no "
                    + $"totals are recovered."
        );
        if (analysis.Undetermined > 0)
            WriteVerbose(
                $"{run.Name}: of {analysis.Undetermined} of {analysis.Rows.Count} images nothing tells the case; "
                    + $"masks or pixel counts would."
            );
        if (analysis.Open is > 0 and var open)
            WriteWarning(
                $"Run {run.Name}: {open} of {run.Images} rows read like two empty masks and like a failure or a "
                    + $"perfect hit; they are not listed. Masks or pixel counts would tell."
            );
        foreach (InputException exception in analysis.Faults)
            Report(Errors.From(exception));
        if (analysis.Unlisted > 0)
            WriteWarning(Missed(run, analysis));
        Write(analysis.Rows);
    }

    private void Write(IEnumerable<ZeroDice> rows)
    {
        foreach (ZeroDice row in rows)
            if (Case is null || Case.Contains(row.Case))
                WriteObject(row);
    }

    private static string Missed(Run run, ZeroDiceAnalysis analysis)
    {
        string text =
            $"Run {run.Name}: its own breakdown misses {analysis.Unlisted} of {analysis.Rows.Count} images without overlap.";
        return analysis is { LargestUnlisted: { } missed, SmallestListed: { } listed } && missed < listed
            ? text
                + $" They are the smallest: at most {missed} px of both masks together, the listed ones at least {listed} px."
                + " A tolerance around zero does that to a smoothed Dice."
            : text;
    }
}
