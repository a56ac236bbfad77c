using HybridNet.Statistics;

namespace HybridNet.Tests.Diagnosis.Audits;

/// <summary>A fault that can be planted in the tables of a run, and the rules of which one should speak.</summary>
internal sealed record TableFault(string Name, string[] Rules, Action<MadeRun> Plant, string Dialect = "the lab")
{
    public static IReadOnlyList<TableFault> All { get; } =
    [
        new("trivial images, 15 %", ["HN001"], run => run.Images = MadeImages(run, all: true)),
        new(
            "breakdown by a tolerance of 1e-8",
            ["HN002"],
            run =>
            {
                run.HasBreakdown = true;
                run.Breakdown = rows => [.. rows.Where(row => row.GtPixels + row.PredPixels >= 100)];
            }
        ),
        new(
            "one wrong case in the breakdown",
            ["HN004"],
            run =>
            {
                run.HasBreakdown = true;
                run.Breakdown = rows =>
                    [.. rows.Select((row, i) => i == rows.Count / 2 ? row with { Case = Other(row.Case) } : row)];
            }
        ),
        new("counted on a grid of 1.25 to 6.25 times the pixels", ["HN005"], run => Grid(run, 1.25 + 5 * Draw(run))),
        new("scored on a grid of 1.5 to 4 times the pixels", ["HN005"], run => Grid(run, 1 / (1.5 + 2.5 * Draw(run)))),
        new("train metrics of one or two batches", ["HN006"], run => run.Batches = 1 + (Draw(run) < 0.5 ? 0 : 1)),
        new("train metrics of three or four batches", ["HN006"], run => run.Batches = 3 + (Draw(run) < 0.5 ? 0 : 1)),
        new(
            "overfitting, 0.003 an epoch",
            ["HN007"],
            run =>
            {
                (run.Rise, run.Epochs) = (0.003, Math.Max(run.Epochs, 30));
            }
        ),
        new(
            "overfitting, no validation Dice",
            ["HN007"],
            run =>
            {
                (run.Rise, run.Epochs, run.LogsValDice) = (0.006, Math.Max(run.Epochs, 20), false);
            }
        ),
        new(
            "summary off by 0.0005 to 0.01",
            ["HN008"],
            run =>
            {
                run.Decimals = 4;
                double off = 0.0005 + 0.0095 * Draw(run);
                run.Summary = summary => summary with { Dice = Math.Round(summary.Dice!.Value + off, 4) };
            }
        ),
        new("one row with another IoU, off by 0.01", ["HN009"], run => Row(run, row => row with { Iou = row.Iou + 0.01 })),
        new(
            "precision of another threshold in all rows",
            ["HN009"],
            run => Rows(run, row => row with { Precision = row.Precision * 0.93 })
        ),
        new("one id in two splits", ["HN010"], run => run.Split = rows => [.. rows, new(rows[0].ImageId, "train")]),
        new(
            "one subject in two splits",
            ["HN010"],
            run =>
            {
                run.IdStyle = 0;
                run.Split = rows => [.. rows, new(rows[0].ImageId[..5] + "9", "train")];
            }
        ),
        new(
            "the worst fifth never scored",
            ["HN010"],
            run =>
            {
                run.Rows = rows => [.. rows.OrderByDescending(row => row.Dice).Take(4 * rows.Length / 5)];
                run.HasBreakdown = false;
            }
        ),
        new("train and val half as positive", ["HN011"], run => run.OtherPrevalence = 0.5),
        new("a group of 60 ids with a fourth of the overlap", ["HN015"], Worse),
        new(
            "0/0 logged as 0 in a third",
            ["HN013"],
            run => run.Images = [.. run.Images.Select((image, i) => i % 3 == 0 ? new(0, 0, 0, 0) : image)]
        ),
    ];

    /// <summary>A run with this fault, and nothing else wrong but what its images have by themselves.</summary>
    public MadeRun Of(ulong seed)
    {
        MadeRun run = MadeRun.Of(seed, Dialect);
        run.Images = MadeImages(run, all: false);
        Plant(run);
        return run;
    }

    private static Logged.MadeImage[] MadeImages(MadeRun run, bool all) =>
        [
            .. Logged
                .MadeImage.Set((ulong)run.Random.NextInt(1 << 30), 2 * run.Images.Length)
                .Where(image => all || image.Gt + image.Pred > 0)
                .Take(run.Images.Length),
        ];

    private static double Draw(MadeRun run) => run.Random.NextDouble();

    private static void Grid(MadeRun run, double times) => (run.HasBreakdown, run.CountedGrid) = (true, times);

    private static void Row(MadeRun run, Func<ImageScore, ImageScore> change) =>
        run.Rows = rows =>
        {
            int at = Array.FindIndex(rows, row => row.Dice is > 0.2 and < 0.9);
            return [.. rows.Select((row, i) => i == at ? change(row) : row)];
        };

    private static void Rows(MadeRun run, Func<ImageScore, ImageScore> change) => run.Rows = rows => [.. rows.Select(change)];

    /// <summary>Of 180 images, those whose id ends in 2 keep a fourth of what they overlap.</summary>
    private static void Worse(MadeRun run)
    {
        run.IdStyle = 0;
        run.Images =
        [
            .. Logged
                .MadeImage.Set((ulong)run.Random.NextInt(1 << 30), 180)
                .Select(
                    (image, i) => i % 3 == 1 && image.Common > 0 ? image with { Common = Math.Max(1, image.Common / 4) } : image
                ),
        ];
    }

    private static ZeroDiceCase Other(ZeroDiceCase one) =>
        one == ZeroDiceCase.C_disjoint ? ZeroDiceCase.A_GT_empty_PRED_nonempty : ZeroDiceCase.C_disjoint;
}
