using HybridNet.Charts;
using HybridNet.Diagnosis.Training;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>Epochs, and what they say about the training.</summary>
internal static class TrainingSection
{
    private const int Patience = 5;

    public static ReportSection? Of(ReportInput input)
    {
        Run run = input.Evidence.Run;
        if (run.Log.Epochs.Count == 0)
            return null;
        TrainingDiagnosis training = TrainingDiagnosis.Of(run, Patience);
        var blocks = new List<ReportBlock>
        {
            new ReportText(training.Verdict),
            new ReportFacts([
                .. new[] { training.StopByLoss, training.StopByDice }.Select(stop => (Words(stop), stop.ToString())),
                .. Noise(training),
            ]),
        };
        blocks.AddRange(ReportBuilder.Charts(input.Evidence, ChartKind.MetricCurve));
        blocks.Add(
            new ReportTable(
                $"All {run.Log.Epochs.Count} epochs",
                [
                    new("Epoch", true),
                    new("Train loss", true),
                    new("Val loss", true),
                    new("Train Dice", true),
                    new("Val Dice", true),
                    new("Train IoU", true),
                    new("Val IoU", true),
                    new("Train Pearson", true),
                    new("Val Pearson", true),
                    new("Best"),
                ],
                [
                    .. run.Log.Epochs.Select(epoch =>
                        (IReadOnlyList<ReportCell>)
                            [
                                CountCell(epoch.Number),
                                ScoreCell(epoch.TrainLoss),
                                ScoreCell(epoch.ValLoss),
                                ScoreCell(epoch.TrainDice),
                                ScoreCell(epoch.ValDice),
                                ScoreCell(epoch.TrainIou),
                                ScoreCell(epoch.ValIou),
                                ScoreCell(epoch.TrainPearson),
                                ScoreCell(epoch.ValPearson),
                                new(Marks(epoch, training)),
                            ]
                    ),
                ]
            )
            {
                Interactive = true,
            }
        );
        return new("training", "Training", blocks);
    }

    private static string Words(EarlyStop stop) =>
        $"Early stopping on {(stop.Monitor == nameof(Epoch.ValLoss) ? "the loss" : "Dice")}, patience {stop.Patience}";

    private static IEnumerable<(string, string)> Noise(TrainingDiagnosis training)
    {
        if (!double.IsNaN(training.ValNoise))
            yield return ("Noise of the validation Dice", $"standard deviation {Score(training.ValNoise)} around a smooth curve");
        if (!double.IsNaN(training.TrainNoise))
            yield return ("Noise of the train Dice", $"standard deviation {Score(training.TrainNoise)} around a smooth curve");
    }

    private static string Marks(Epoch epoch, TrainingDiagnosis training) =>
        string.Join(
            ", ",
            new[]
            {
                epoch.Number == training.BestEpochByDice ? "highest Dice" : null,
                epoch.Number == training.BestEpochByLoss ? "lowest loss" : null,
            }.OfType<string>()
        );
}
