using HybridNet.Diagnosis.Training;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN006: train metrics that come from one or two batches, or from too few images. Solves the one-batch and two-batch
/// equations for each epoch (J = D/(2 - D) for a batch), and compares the roughness of the train curve with that of the
/// validation curve and the spread of the test scores. Silent without train_dice and train_iou.
/// </summary>
internal sealed class FewTrainBatches : AuditRule
{
    private const double Rough = 2;

    public override string Id => "HN006";

    public override string Title => "Train metrics from too few batches";

    public override IReadOnlyList<string> Tags => ["training"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (TrainBatches.Of(context.Epochs, context.Scores) is not { } train)
            return Skip("train_dice and train_iou of three epochs");
        if (train.Batches is not { } batches)
            return Pass(
                context,
                $"The train metrics of {train.Epochs} epochs are no average of one or two batches, and not much "
                    + $"rougher than validation."
            );
        // Sums over a whole epoch obey the equation of one batch too, but their curve is smooth.
        if (batches == 1 && !(train.RoughnessRatio >= Rough))
            return Pass(
                context,
                $"The train metrics are sums over many images, or what one batch gives; the curve is no rougher "
                    + $"than that of validation."
            );
        string what = batches switch
        {
            1 => $"The train metrics are what one batch gives",
            2 => $"The train metrics of all {train.Epochs} epochs are what two batches give; in {train.Exact.Length} "
                + $"of them one of the two is exactly 0 or 1",
            _ => $"The train Dice is as noisy as the mean of {train.EffectiveImages:0} images",
        };
        return Report(
            context,
            Severity.Warning,
            $"{what}. The train curve is {train.RoughnessRatio:0.0} times as rough as the validation curve: it "
                + $"cannot show overfitting.",
            train.Epochs,
            [],
            new()
            {
                ["Batches"] = batches,
                ["EpochsSolved"] = train.Solved,
                ["EpochsWithAnExactBatch"] = train.Exact,
                ["OneHitOneMiss"] = train.OneHitOneMiss,
                ["RoughnessRatio"] = train.RoughnessRatio,
                ["EffectiveImages"] = train.EffectiveImages,
            },
            "Compute train metrics over the whole training split, or leave them out; compare train and validation by loss."
        );
    }
}
