using System.Globalization;
using HybridNet.Diagnosis;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>A run folder that a test fills table by table, and what a rule says of it.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Path => System.IO.Path.Combine(_folder.Path, "v1EX");

    public RunFolder Write(string name, string text)
    {
        _folder.Write(System.IO.Path.Combine("v1EX", name), text);
        return this;
    }

    /// <summary>Rows "id,dice,iou,precision,recall,pearson".</summary>
    public RunFolder Scores(params IEnumerable<string> rows) =>
        Write(
            "test_per_image_metrics.csv",
            "image_id,dice,iou,precision,recall,pearson\n" + string.Concat(rows.Select(row => row + "\n"))
        );

    /// <summary>Rows "id,case letter,gt,pred".</summary>
    public RunFolder Breakdown(params IEnumerable<string> rows) =>
        Write(
            "per_image_analysis/zero_dice_breakdown.csv",
            "image_id,case,gt_pixels,pred_pixels\n"
                + string.Concat(
                    rows.Select(row =>
                        row.Replace(",A,", ",A_GT_empty_PRED_nonempty,")
                            .Replace(",B,", ",B_GT_nonempty_PRED_empty,")
                            .Replace(",C,", ",C_disjoint,") + "\n"
                    )
                )
        );

    /// <summary>Train loss, val loss, train Dice, train IoU and val Dice by epoch.</summary>
    public RunFolder Epochs(
        int count,
        Func<int, (double TrainLoss, double ValLoss, double TrainDice, double TrainIou, double ValDice)> row
    ) =>
        Write(
            "metrics_expanded.csv",
            "epoch,train_loss,val_loss,train_dice,train_iou,val_dice\n"
                + string.Concat(
                    Enumerable
                        .Range(1, count)
                        .Select(epoch =>
                        {
                            var (trainLoss, valLoss, trainDice, trainIou, valDice) = row(epoch);
                            return string.Create(
                                CultureInfo.InvariantCulture,
                                $"{epoch},{trainLoss:F6},{valLoss:F6},{trainDice:F6},{trainIou:F6},{valDice:F6}\n"
                            );
                        })
                )
        );

    /// <summary>Rows "id,split".</summary>
    public RunFolder Split(params IEnumerable<string> rows) =>
        Write("metrics_logs/image_split.csv", "image_id,split\n" + string.Concat(rows.Select(row => row + "\n")));

    public Run Read() => SampleRun.Adapters.Runs.Read(Path, new RunReadOptions(), CancellationToken.None);

    /// <summary>Applies one rule.</summary>
    public Outcome Look(string rule, AuditOptions? options = null, params Run[] others) => Look(Read(), rule, options, others);

    public static Outcome Look(Run run, string rule, AuditOptions? options = null, params Run[] others)
    {
        string? silence = null;
        Finding[] findings =
        [
            .. Audit.Evaluate(
                run,
                others,
                SampleRun.Adapters.Images,
                options ?? new(),
                RuleChoice.Of([rule], []),
                (_, why) => silence = why.Reason
            ),
        ];
        return new(findings, silence);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Findings of one rule, or why it did not look.</summary>
    internal sealed record Outcome(Finding[] Findings, string? Silence)
    {
        /// <summary>The only finding that is not a pass.</summary>
        public Finding Found => Assert.Single(Findings, finding => finding.Severity != Severity.Passed);

        /// <summary>It looked and is content.</summary>
        public void AssertPassed() =>
            Assert.True(
                Findings is [{ Severity: Severity.Passed }] && Silence is null,
                string.Join("; ", Findings.Select(finding => finding.Message)) + Silence
            );

        /// <summary>It lacks its inputs, says so, and says nothing else.</summary>
        public void AssertSilent() =>
            Assert.True(Findings is [] && Silence is not null, string.Join("; ", Findings.Select(finding => finding.Message)));
    }
}
