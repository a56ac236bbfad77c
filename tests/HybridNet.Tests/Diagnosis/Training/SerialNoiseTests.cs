using HybridNet.Diagnosis.Training;
using HybridNet.Statistics;

namespace HybridNet.Tests.Diagnosis.Training;

/// <summary>Curves whose noise is autocorrelated, as that of trainings is, and curves that cannot tell.</summary>
public class SerialNoiseTests
{
    private const int Sets = 600,
        Epochs = 30;

    /// <summary>Flat curves of 30 epochs: the trend of the last half, and false overfitting; standard error of 5 % is 0.9
    /// %.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.8)]
    public void Autocorrelated_noise_is_no_trend_and_no_overfitting(double coefficient)
    {
        int holds = 0,
            overfits = 0;
        for (int set = 0; set < Sets; set++)
        {
            double[] noise = Noise(set, coefficient);
            double[] half = noise[(Epochs / 2)..];
            LinearTrend trend = LinearTrend.OfCurve([.. Enumerable.Range(0, half.Length).Select(i => (double)i)], half);
            if (trend.Low <= 0 && trend.High >= 0)
                holds++;
            if (Overfitting.Find(Curve(i => 0.5 + 0.02 * noise[i])) is not null)
                overfits++;
        }
        Assert.True(holds >= 0.92 * Sets, $"{holds} of {Sets} hold 0");
        Assert.True(overfits <= 0.068 * Sets, $"{overfits} of {Sets} overfit");
    }

    [Fact]
    public void A_rise_beyond_the_noise_is_still_found()
    {
        int found = 0;
        for (int set = 0; set < 100; set++)
        {
            double[] noise = Noise(set, 0.3);
            if (Overfitting.Find(Curve(i => 0.4 + 0.015 * Math.Abs(i - 6) + 0.01 * noise[i])) is not null)
                found++;
        }
        Assert.True(found >= 90, $"{found} of 100");
    }

    [Fact]
    public void The_textbook_variance_is_that_of_independent_noise() =>
        Assert.Equal(1, SerialNoise.VarianceFactor([1, 2, 3, 4, 5, 6, 7, 8], 0), 1e-12);

    [Fact]
    public void Few_epochs_cannot_tell()
    {
        TrainingDiagnosis few = TrainingDiagnosis.Of(Runs.SampleRun.Run with { Log = new() { Epochs = Curve(_ => 0.5, 4) } }, 5);
        Assert.Contains("cannot be told", few.Verdict);
        Assert.True(double.IsNaN(few.TrendLow));
    }

    [Fact]
    public void An_infinite_loss_is_named()
    {
        Epoch[] curve = Curve(i => i == 7 ? double.PositiveInfinity : 0.5 + 0.01 * (i % 3));
        TrainingDiagnosis diverged = TrainingDiagnosis.Of(Runs.SampleRun.Run with { Log = new() { Epochs = curve } }, 5);
        Assert.Equal([8], diverged.Diverged);
        Assert.Contains("in 1 of 30 epochs (the first is 8): the training diverged", diverged.Verdict);
    }

    /// <summary>NaN from the 25th epoch on is six in a row at the end; a loss of every fifth epoch leaves four at a
    /// time.</summary>
    [Fact]
    public void A_loss_that_ends_is_named_and_one_that_is_seldom_logged_is_not()
    {
        Assert.Equal([25, 26, 27, 28, 29, 30], DivergedLoss.Epochs(Curve(i => i < 24 ? 0.5 : double.NaN)));
        Assert.Empty(DivergedLoss.Epochs(Curve(i => i % 5 == 4 ? 0.5 : double.NaN)));
        Assert.Empty(DivergedLoss.Epochs(Curve(i => i % 5 == 0 ? 0.5 : double.NaN)));
        Assert.Empty(DivergedLoss.Epochs(Curve(_ => double.NaN)));
    }

    private static Epoch[] Curve(Func<int, double> valLoss, int epochs = Epochs) =>
        [
            .. Enumerable
                .Range(0, epochs)
                .Select(i => new Epoch
                {
                    Run = "made",
                    Number = i + 1,
                    TrainLoss = 1.0 / (i + 1),
                    ValLoss = valLoss(i),
                    ValDice = 0.5,
                }),
        ];

    private static double[] Noise(int seed, double coefficient)
    {
        var random = new Xoshiro256((ulong)seed, 31);
        var noise = new double[Epochs];
        double before = 0;
        for (int i = 0; i < Epochs; i++)
        {
            double fresh = Normal.Quantile(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12));
            before = i == 0 ? fresh : coefficient * before + Math.Sqrt(1 - coefficient * coefficient) * fresh;
            noise[i] = before;
        }
        return noise;
    }
}
