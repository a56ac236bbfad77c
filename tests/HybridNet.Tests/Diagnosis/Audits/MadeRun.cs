using System.Globalization;
using HybridNet.Diagnosis.Logged;
using HybridNet.Statistics;
using HybridNet.Tests.Diagnosis.Logged;

namespace HybridNet.Tests.Diagnosis.Audits;

/// <summary>
/// The tables of one run, made from pixel counts in one of many labs' ways: formulas, columns and digits of the scores, ids,
/// train metrics, noise that lasts from epoch to epoch, decimals of the summary. A fault changes one of them.
/// </summary>
internal sealed class MadeRun
{
    private readonly ulong _seed;
    private Xoshiro256 _random;

    private MadeRun(ulong seed, LogDialect dialect)
    {
        (_seed, Dialect) = (seed, dialect);
        _random = new Xoshiro256(seed, 31);
        int count = 30 + _random.NextInt(270);
        bool trivial = _random.NextDouble() < 0.5;
        Images = [.. MadeImage.Set(seed, 2 * count).Where(image => trivial || image.Gt + image.Pred > 0).Take(count)];
        IdStyle = _random.NextInt(6);
        TrainStyle = _random.NextInt(3);
        Decimals = new[] { 15, 4, 3, 2 }[_random.NextInt(4)];
        Epochs = 10 + _random.NextInt(60);
        Persistence = new[] { 0, 0.3, 0.6 }[_random.NextInt(3)];
        HasBreakdown = _random.NextDouble() < 0.7;
    }

    public LogDialect Dialect { get; }

    public MadeImage[] Images { get; set; }

    public int IdStyle { get; set; }

    /// <summary>0: means over images, 1: sums over the epoch, 2: none.</summary>
    public int TrainStyle { get; set; }

    public int Decimals { get; set; }

    public int Epochs { get; set; }

    public double Persistence { get; set; }

    public bool HasBreakdown { get; set; }

    /// <summary>Batches that the train metrics are the mean of; null for the whole epoch.</summary>
    public int? Batches { get; set; }

    /// <summary>Rise of the validation loss in an epoch behind the fifth.</summary>
    public double Rise { get; set; }

    public bool LogsValDice { get; set; } = true;

    /// <summary>Share of lesion-positive images in train and val, as a multiple of that of the test split.</summary>
    public double OtherPrevalence { get; set; } = 1;

    /// <summary>Pixels of the breakdown's grid for one of the scores'.</summary>
    public double CountedGrid { get; set; } = 1;

    /// <summary>Changes the rows that are logged, before anything is read from them.</summary>
    public Func<ImageScore[], ImageScore[]> Rows { get; set; } = rows => rows;

    public Func<List<SplitAssignment>, List<SplitAssignment>> Split { get; set; } = rows => rows;

    public Func<List<RecordedZeroDice>, List<RecordedZeroDice>> Breakdown { get; set; } = rows => rows;

    public Func<RecordedSummary, RecordedSummary> Summary { get; set; } = summary => summary;

    public static MadeRun Clean(ulong seed) => new(seed, LogDialect.All[(int)(seed % (ulong)LogDialect.All.Count)]);

    public static MadeRun Of(ulong seed, string dialect) => new(seed, LogDialect.All.Single(one => one.Name == dialect));

    public ref Xoshiro256 Random => ref _random;

    /// <summary>What is so in a run of this kind, and no false alarm.</summary>
    public HashSet<string> So(Run run)
    {
        HashSet<string> so = [];
        foreach ((MadeImage image, ImageScore row) in Images.Zip(run.Log.Scores))
        {
            if (image.Gt + image.Pred == 0 && row.Dice > 0.5)
                so.Add("HN001");
            if ((image.Gt == 0 && row.Recall == 0) || (image.Pred == 0 && row.Precision == 0))
                so.Add("HN013");
        }
        return so;
    }

    /// <summary>The id of an image; ids of one number are of one subject.</summary>
    public string Id(int number) =>
        IdStyle switch
        {
            0 => $"{number:D4}_{1 + number % 3}",
            1 => $"201902_{number:D5}_1",
            2 => $"{number / 3 + 1:D2}_{new[] { "dr", "g", "h" }[number % 3]}",
            3 => $"IDRiD_{number:D3}",
            4 => $"im{number:D4}",
            _ => $"20190215_{number:D4}",
        };

    public Run Make()
    {
        ImageScore[] logged = [.. Images.Select((image, i) => Dialect.Row(image, i) with { ImageId = Id(i), Run = "made" })];
        RecordedSummary summary = SummaryOf(logged);
        ImageScore[] scores = Rows(logged);
        RowStates.Resolve(scores);
        var sources = new Dictionary<RunFileKind, string> { [RunFileKind.ImageScores] = "scores" };
        if (HasBreakdown)
            sources[RunFileKind.ZeroDiceBreakdown] = "breakdown";
        var log = new RunLog
        {
            Scores = scores,
            Epochs = Epoch.Derive(EpochRows()),
            Splits = SplitRows(),
            Assignments = Split(Assigned()),
            ZeroDice = HasBreakdown ? Breakdown(Broken()) : [],
            Summary = Summary(summary),
            Sources = sources,
        };
        SplitPositives.Settle(log);
        return new Run
        {
            Name = "made",
            Path = "made",
            Threshold = summary.Threshold,
            Log = log,
            Files = new() { Output = "made" },
        };
    }

    private RecordedSummary SummaryOf(ImageScore[] rows)
    {
        double? Mean(Func<ImageScore, double> value)
        {
            double[] values = [.. rows.Select(value).Where(number => !double.IsNaN(number))];
            return values.Length == 0 ? null : Math.Round(Moments.Mean(values), Decimals);
        }
        return new(
            Mean(row => row.Dice),
            Mean(row => row.Iou),
            Mean(row => row.Precision),
            Mean(row => row.Recall),
            Mean(row => row.Pearson),
            0.5,
            0
        );
    }

    private List<RecordedZeroDice> Broken() =>
        [
            .. Images
                .Select((image, i) => (image, i))
                .Where(row => row.image.Common == 0 && row.image.Gt + row.image.Pred > 0)
                .Select(row => new RecordedZeroDice(
                    Id(row.i),
                    row.image.Truth switch
                    {
                        MetricState.GtEmpty => ZeroDiceCase.A_GT_empty_PRED_nonempty,
                        MetricState.PredEmpty => ZeroDiceCase.B_GT_nonempty_PRED_empty,
                        _ => ZeroDiceCase.C_disjoint,
                    },
                    (long)Math.Round(CountedGrid * row.image.Gt),
                    (long)Math.Round(CountedGrid * row.image.Pred)
                )),
        ];

    private List<SplitAssignment> Assigned() =>
        [.. Enumerable.Range(0, 7 * Images.Length).Select(i => new SplitAssignment(Id(i), SplitOf(i)))];

    private string SplitOf(int i)
    {
        if (i < Images.Length)
            return "test";
        return i < 2 * Images.Length ? "val" : "train";
    }

    private List<SplitGroup> SplitRows()
    {
        int n = Images.Length,
            positives = Images.Count(image => image.Gt > 0);
        double rate = OtherPrevalence * positives / n;
        int Drawn(int images) => Enumerable.Range(0, images).Count(_ => _random.NextDouble() < rate);
        int train = Drawn(5 * n),
            val = Drawn(n);
        return
        [
            new("made", "train", null, 5 * n, train, train / (5.0 * n)),
            new("made", "val", null, n, val, (double)val / n),
            new("made", "test", null, n, positives, (double)positives / n),
        ];
    }

    private List<Epoch> EpochRows()
    {
        var rows = new List<Epoch>();
        double noise = 0;
        for (int number = 1; number <= Epochs; number++)
        {
            // Noise of standard deviation 0.008 that keeps a part of itself from epoch to epoch.
            noise =
                Persistence * noise
                + 0.008
                    * Math.Sqrt(1 - Persistence * Persistence)
                    * Normal.Quantile(Math.Clamp(_random.NextDouble(), 1e-6, 1 - 1e-6));
            double learned = 1 - Math.Exp(-number / 6.0),
                val = 0.1 + 0.45 * learned + noise;
            (double dice, double iou) = Train(0.15 + 0.55 * learned);
            rows.Add(
                new()
                {
                    Run = "made",
                    Number = number,
                    TrainLoss = 0.8 - 0.6 * learned - 0.001 * number,
                    ValLoss = 0.7 - 0.3 * learned - noise + Rise * Math.Max(0, number - 5),
                    TrainDice = dice,
                    TrainIou = iou,
                    ValDice = LogsValDice ? val : double.NaN,
                    ValIou = LogsValDice ? val / (2 - val) + 0.02 : double.NaN,
                }
            );
        }
        return rows;
    }

    private (double, double) Train(double level)
    {
        static double Iou(double dice) => dice / (2 - dice);
        if (Batches is { } batches)
        {
            double[] dice =
            [
                .. Enumerable
                    .Range(0, batches)
                    .Select(_ => _random.NextDouble() < 0.3 ? 0 : Math.Min(1, 1.2 * _random.NextDouble())),
            ];
            return (Math.Round(dice.Average(), 6), Math.Round(dice.Average(Iou), 6));
        }
        if (TrainStyle == 2)
            return (double.NaN, double.NaN);
        double around = level + 0.006 * (_random.NextDouble() - 0.5);
        return (
            Math.Round(around, 6),
            Math.Round(TrainStyle == 1 ? Iou(around) : Iou(around) + 0.25 * (around - Iou(around)), 6)
        );
    }
}
