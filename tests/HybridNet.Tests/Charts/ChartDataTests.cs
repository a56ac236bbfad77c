using HybridNet.Charts;
using HybridNet.Lesions;
using HybridNet.Ports;
using HybridNet.Probabilities;
using HybridNet.Tests.Runs;
using SkiaSharp;

namespace HybridNet.Tests.Charts;

/// <summary>What stands on the charts.</summary>
/// <remarks>Counts of the sample run were made from its files with numpy (histogram, comparisons) and scipy.ndimage.label with
/// eight neighbours.</remarks>
public class ChartDataTests
{
    private static readonly RunEvidence s_evidence = Evidence(SampleRun.Run, MissingGroundTruth.Empty);

    [Fact]
    public void DiceScatter_has_every_image_in_its_colour()
    {
        IReadOnlyList<Chart> charts = ChartBuilder.Of(ChartKind.DiceScatter, s_evidence);
        // The published 129 below 0.40 are 61 without overlap and 68 with, the 134 from 0.50 on 74 and 60 trivial ones.
        Assert.Equal([61, 129 - 61, 13, 134 - 60, 60], charts[0].Series.Select(series => series.Points.Count));
        Assert.Equal([59, 13, 74], charts[1].Series.Select(series => series.Points.Count));
        Assert.Equal(["all", "filtered"], charts.Select(chart => chart.Part));
        double[] sorted =
        [
            .. charts[0].Series.SelectMany(series => series.Points).OrderBy(point => point.X).Select(point => point.Y),
        ];
        Assert.Equal(sorted.Order(), sorted);
        Assert.All(charts[0].Series, series => Assert.Equal(series.Points.Count, series.Ids.Count));
        Assert.True(charts[0].Series[^1].Hollow);
        Assert.Equal([0.40, 0.50], charts[0].Rules.Select(rule => rule.Value));
        Assert.Contains("0.4547", charts[0].Subtitle);
        Assert.Contains("n = 216", charts[0].Subtitle);
        Assert.Contains("mean 0.4467", charts[1].Subtitle);
    }

    [Fact]
    public void A_chart_of_very_many_images_draws_every_so_many_marks_and_says_so()
    {
        ImageScore[] scores =
        [
            .. Enumerable
                .Range(0, 50_000)
                .Select(i => new ImageScore
                {
                    Run = "manyEX",
                    ImageId = $"{i}",
                    Dice = i < 7 ? 1 : 0.45,
                    State = i < 7 ? MetricState.BothEmpty : MetricState.Defined,
                }),
        ];
        Run run = SampleRun.Run with { Log = SampleRun.Run.Log with { Scores = scores } };
        var evidence = new RunEvidence(run, SampleRun.Adapters.Images, new(default, 1), (_, _) => { }, CancellationToken.None);
        Chart all = ChartBuilder.Of(ChartKind.DiceScatter, evidence)[0];
        // 50,000 marks in steps of 13: of the seven trivial images the first, of the 49,993 others 3,846.
        Assert.EndsWith("; 1 mark of 13 is drawn", all.Subtitle);
        ChartSeries trivial = all.Series.Single(series => series.Hollow);
        Assert.Equal(("trivial, both masks empty: 7", 1), (trivial.Title, trivial.Points.Count));
        Assert.Equal(3846, all.Series.Single(series => series.Title == "0.40 to 0.50: 49993").Points.Count);
    }

    [Fact]
    public void Histogram_has_numpy_s_bins_and_tells_the_states_apart()
    {
        Chart chart = Assert.Single(ChartBuilder.Of(ChartKind.Histogram, s_evidence));
        int[] numpy = [70, 9, 6, 10, 11, 7, 6, 10, 8, 5, 9, 16, 26, 14, 7, 2, 0, 0, 0, 60];
        var bins = new double[20];
        foreach (ChartPoint bar in chart.Series.SelectMany(series => series.Points))
            bins[(int)(bar.X * 20)] += bar.Y - bar.Base;
        Assert.Equal(numpy, bins.Select(value => (int)value));
        Assert.Equal([61, 155, 60], chart.Series.Select(series => (int)series.Points.Sum(bar => bar.Y - bar.Base)));
    }

    [Fact]
    public void MetricCurve_marks_the_best_epochs_over_the_published_bands()
    {
        IReadOnlyList<Chart> charts = ChartBuilder.Of(ChartKind.MetricCurve, s_evidence);
        Assert.Equal(["loss", "dice", "iou", "pearson"], charts.Select(chart => chart.Part));
        Assert.Equal(3, charts[0].Rules[0].Value);
        Assert.Equal([14, 3], charts[1].Rules.Select(rule => rule.Value));
        Assert.Equal([0.25, 0.45], charts[0].Bands.Select(band => band.To).Where(double.IsFinite));
        Assert.Equal([0.40, 0.60], charts[1].Bands.Select(band => band.To).Where(double.IsFinite));
        Assert.All(charts, chart => Assert.All(chart.Series, series => Assert.Equal(18, series.Points.Count)));
    }

    [Fact]
    public void SplitBar_ZeroDice_and_LesionSize_have_the_recorded_counts()
    {
        Chart split = Assert.Single(ChartBuilder.Of(ChartKind.SplitBar, s_evidence));
        Assert.Equal([895 / 1289.0, 192 / 277.0, 192 / 276.0, 1279 / 1842.0], split.Series[0].Points.Select(bar => bar.Y));
        // Wilson's interval of 192 of 276 at 95 %: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n) in Python.
        Assert.Equal(0.6390, split.Series[1].Points[2].Base, 3);
        Assert.Equal(0.7469, split.Series[1].Points[2].Y, 3);
        Assert.Contains(split.Labels, label => label.Text == "69.4\u00A0% (895)");
        IReadOnlyList<Chart> zero = ChartBuilder.Of(ChartKind.ZeroDice, s_evidence);
        Assert.Equal([24, 21, 2, 14], zero[0].Series.Select(series => (int)series.Points[0].Y));
        Assert.Equal([7, 21, 2], zero[1].Series.Select(series => series.Points.Count));
        Assert.True(zero[1].X.Logarithmic && zero[1].Y.Logarithmic);
        Chart size = Assert.Single(ChartBuilder.Of(ChartKind.LesionSize, s_evidence));
        Assert.Equal(
            ["1-9 (n = 0)", "10-49 (n = 1)", "50-199 (n = 61)", "200-999 (n = 199)", "1000+ (n = 38)"],
            size.X.Categories
        );
        // Every image with masks is a total miss: nothing is found.
        Assert.All(size.Series.SelectMany(series => series.Points), bar => Assert.Equal(0, bar.Y));
    }

    [Fact]
    public void Charts_of_maps_agree_with_counting_pixel_by_pixel()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(6, 96, 5), _ => { }, CancellationToken.None);
        Run run = SampleRun.Adapters.Runs.Read(path, new(), CancellationToken.None);
        (byte[] Map, byte[] Gt)[] images =
        [
            .. run.Log.Scores.Select(score =>
                (Grey(path, "output/probabilities_test", $"{score.ImageId}_EX"), Union(path, score.ImageId))
            ),
        ];
        RunEvidence evidence = Evidence(run, MissingGroundTruth.Error);

        Chart curve = Assert.Single(ChartBuilder.Of(ChartKind.PrecisionRecall, evidence));
        var expected = new List<(double, double)>();
        for (int step = 32; step >= 0; step--)
        {
            long tp = 0,
                found = 0,
                marked = 0;
            foreach ((byte[] map, byte[] gt) in images)
                for (int i = 0; i < map.Length; i++)
                {
                    bool positive = map[i] / 255.0 >= step / 32.0 - 1e-12;
                    if (positive)
                        found++;
                    if (gt[i] != 0)
                        marked++;
                    if (positive && gt[i] != 0)
                        tp++;
                }
            if (found > 0)
                expected.Add(((double)tp / marked, (double)tp / found));
        }
        Assert.Equal(expected, curve.Series[1].Points.Select(point => (point.X, point.Y)));

        Chart sweep = Assert.Single(ChartBuilder.Of(ChartKind.ThresholdSweep, evidence));
        double[] dice = [.. images.Select(image => Dice(image.Map, image.Gt, 128)).Where(value => !double.IsNaN(value))];
        ChartPoint at = sweep
            .Series.Single(one => one.Title.StartsWith("NonTrivial", StringComparison.Ordinal))
            .Points.Single(point => Math.Abs(point.X - 128 / 255.0) < 1e-9);
        Assert.Equal(dice.Average(), at.Y, 12);

        Chart reliability = Assert.Single(ChartBuilder.Of(ChartKind.Reliability, evidence));
        byte[] maps = [.. images.SelectMany(image => image.Map)],
            gts = [.. images.SelectMany(image => image.Gt)];
        var bins = Enumerable
            .Range(0, maps.Length)
            .GroupBy(i => Math.Min(maps[i] * Calibration.DefaultBins / 255, Calibration.DefaultBins - 1))
            .OrderBy(bin => bin.Key)
            .Select(bin => (bin.Average(i => maps[i] / 255.0), bin.Average(i => gts[i] != 0 ? 1.0 : 0)))
            .ToArray();
        Assert.Equal(bins.Length, reliability.Series[1].Points.Count);
        for (int i = 0; i < bins.Length; i++)
        {
            Assert.Equal(bins[i].Item1, reliability.Series[1].Points[i].X, 9);
            Assert.Equal(bins[i].Item2, reliability.Series[1].Points[i].Y, 9);
        }
    }

    [Fact]
    public void LesionSize_counts_each_lesion_by_its_best_fit()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(8, 128, 2), _ => { }, CancellationToken.None);
        RunEvidence evidence = Evidence(
            SampleRun.Adapters.Runs.Read(path, new(), CancellationToken.None),
            MissingGroundTruth.Error
        );
        Chart chart = Assert.Single(ChartBuilder.Of(ChartKind.LesionSize, evidence));
        Lesion[] lesions = [.. evidence.Lesions.Where(lesion => lesion.Side == LesionSide.GroundTruth)];
        Assert.True(lesions.Length > 10);
        foreach (ChartPoint bar in chart.Series[0].Points)
        {
            Lesion[] stratum =
            [
                .. lesions.Where(lesion => lesion.SizeStratum == SizeStrata.Default.Names[(int)Math.Round(bar.X + 0.2)]),
            ];
            Assert.Equal(stratum.Average(lesion => lesion.OverlapPixels > 0 ? 1.0 : 0), bar.Y, 12);
        }
    }

    [Fact]
    public void A_kind_without_its_data_says_what_is_missing()
    {
        InputException exception = Assert.Throws<InputException>(() => ChartBuilder.Of(ChartKind.PrecisionRecall, s_evidence));
        Assert.Equal(InputError.MissingFile, exception.Error);
        Assert.Contains("probability maps", exception.Message);
    }

    [Fact]
    public void Comparison_sorts_the_changes_and_shades_the_interval_of_their_mean()
    {
        double[] changes = [0.3, -0.2, 0, 0.1];
        var comparison = new Comparison
        {
            Metric = "Dice",
            BaselineRun = "old",
            CandidateRun = "new",
            N = 4,
            Difference = 0.05,
            Low = -0.15,
            High = 0.25,
            PermutationP = 0.6,
            Images =
            [
                .. changes.Select(
                    (change, i) =>
                        new ImageChange
                        {
                            Run = "new",
                            BaselineRun = "old",
                            ImageId = $"{i}",
                            Metric = "Dice",
                            Baseline = 0.4,
                            Candidate = 0.4 + change,
                        }
                ),
                new ImageChange
                {
                    Run = "new",
                    BaselineRun = "old",
                    ImageId = "x",
                    Metric = "Dice",
                },
            ],
        };
        Chart chart = ChartBuilder.Of(comparison);
        Assert.Equal([(1.0, -0.2)], chart.Series[0].Points.Select(bar => (bar.X, Math.Round(bar.Y, 9))));
        Assert.Equal([(3.0, 0.1), (4.0, 0.3)], chart.Series[1].Points.Select(bar => (bar.X, Math.Round(bar.Y, 9))));
        Assert.Equal(2, Assert.Single(chart.Series[2].Points).X);
        Assert.Equal((-0.15, 0.25), (Assert.Single(chart.Bands).From, chart.Bands[0].To));
        Assert.Equal(
            "n = 4 (NonTrivial); mean change +0.0500 [-0.1500, +0.2500], p = 0.600; shaded: the interval of the mean",
            chart.Subtitle
        );
        Assert.Throws<InputException>(() => ChartBuilder.Of(comparison with { Images = [] }));
    }

    internal static RunEvidence Evidence(Run run, MissingGroundTruth missing, int workers = 2) =>
        new(run, SampleRun.Adapters.Images, new(missing, workers), (_, _) => { }, CancellationToken.None);

    private static byte[] Grey(string run, string folder, string name)
    {
        using SKBitmap bitmap = SKBitmap.Decode(Path.Combine(run, folder, name + ".png"));
        return
        [
            .. Enumerable
                .Range(0, bitmap.Width * bitmap.Height)
                .Select(i => bitmap.GetPixel(i % bitmap.Width, i / bitmap.Width).Red),
        ];
    }

    private static byte[] Union(string run, string id) =>
        [.. Grey(run, "masks/HardExudate_Masks", id).Zip(Grey(run, "masks/SoftExudate_Masks", id), (a, b) => (byte)(a | b))];

    private static double Dice(byte[] map, byte[] gt, int level)
    {
        int both = 0,
            all = 0;
        for (int i = 0; i < map.Length; i++)
        {
            if (map[i] >= level && gt[i] != 0)
                both++;
            all += (map[i] >= level ? 1 : 0) + (gt[i] != 0 ? 1 : 0);
        }
        return all == 0 ? double.NaN : 2.0 * both / all;
    }
}
