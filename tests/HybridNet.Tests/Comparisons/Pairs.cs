using HybridNet.Diagnosis.Logged;

namespace HybridNet.Tests.Comparisons;

/// <summary>Runs written by hand for comparisons.</summary>
internal static class Pairs
{
    public static Run Run(string name, params (string Id, double Dice)[] rows) =>
        Make(name, rows.Select(row => Score(name, row.Id, row.Dice)));

    public static Run Make(string name, IEnumerable<ImageScore> scores) =>
        RunFigures.Summarise(
            new Run
            {
                Name = name,
                Path = "/" + name,
                Files = new() { Output = "/" + name },
                Log = new() { Scores = [.. scores] },
            }
        );

    /// <summary>A plain score; 1e-8 is a zero overlap, 1 a trivial image.</summary>
    public static ImageScore Score(string run, string id, double dice, long? gt = null, long? pred = null, double pearson = 0.5)
    {
        bool overlap = dice is > 1e-3 and < 1,
            trivial = double.IsNaN(dice);
        double part = overlap ? dice : 0,
            iou = overlap ? dice / (2 - dice) : dice;
        var score = new ImageScore
        {
            Run = run,
            ImageId = id,
            Dice = dice,
            Iou = iou,
            Precision = part,
            Recall = part,
            Pearson = pearson,
            GtPixels = gt ?? (trivial ? 0 : null),
            PredPixels = pred ?? (trivial ? 0 : null),
        };
        RowStates.Resolve([score]);
        return score;
    }
}
