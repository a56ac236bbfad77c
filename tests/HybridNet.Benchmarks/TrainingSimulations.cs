using HybridNet.Diagnosis.Training;
using HybridNet.Statistics;

namespace HybridNet.Benchmarks;

/// <summary>
/// How often curves with autocorrelated noise are said to overfit or to move when they do not, and how often a rise is
/// found; printed as CSV.
/// </summary>
internal static class TrainingSimulations
{
    /// <summary>Prints the tables.</summary>
    /// <param name="sets">Curves for each row.</param>
    /// <param name="seed">Seed.</param>
    public static void Print(int sets, ulong seed)
    {
        Console.WriteLine(
            "epochs,AR(1),trend shown %,its interval holds %,flat loss overfits %,decaying loss overfits %,"
                + "loss that rises by 3 noises is found %,flat Dice has a plateau %,rising Dice has a plateau %,plateau found %"
        );
        foreach (int epochs in new[] { 10, 15, 20, 30, 50, 100, 200 })
        foreach (double coefficient in new[] { 0, 0.3, 0.6, 0.8, 0.9 })
        {
            int shown = 0,
                holds = 0,
                flat = 0,
                decaying = 0,
                found = 0,
                flatPlateau = 0,
                risingPlateau = 0,
                plateau = 0;
            Parallel.For(
                0,
                sets,
                set =>
                {
                    double[] noise = Noise(seed + (ulong)set, epochs, coefficient);
                    double[] half = noise[(epochs / 2)..];
                    LinearTrend trend = LinearTrend.OfCurve([.. Enumerable.Range(0, half.Length).Select(i => (double)i)], half);
                    Count(ref shown, !double.IsNaN(trend.Low));
                    Count(ref holds, trend.Low <= 0 && trend.High >= 0);
                    Count(ref flat, Overfits(noise, _ => 1));
                    Count(ref decaying, Overfits(noise, i => 1 + Math.Exp(-8.0 * i / epochs)));
                    double turn = epochs / 4.0,
                        scale = 0.06 / (epochs - turn);
                    Count(ref found, Overfits(noise, i => 1 + scale * Math.Abs(i - turn)));
                    Count(ref flatPlateau, HasPlateau(noise, _ => 0.5));
                    Count(ref risingPlateau, HasPlateau(noise, i => 0.3 + 0.2 * i / epochs));
                    Count(ref plateau, HasPlateau(noise, i => 0.3 + 0.2 * Math.Min(1, i / turn)));
                }
            );
            string shares = string.Join(
                ',',
                new[] { holds * sets / Math.Max(1, shown), flat, decaying, found, flatPlateau, risingPlateau, plateau }.Select(
                    count => Share(count, sets)
                )
            );
            Console.WriteLine(FormattableString.Invariant($"{epochs},{coefficient},{Share(shown, sets)},{shares}"));
        }
    }

    private static void Count(ref int count, bool holds)
    {
        if (holds)
            Interlocked.Increment(ref count);
    }

    private static string Share(int count, int of) => FormattableString.Invariant($"{100.0 * count / of:0.0}");

    /// <summary>A loss with noise of 0.02.</summary>
    private static bool Overfits(double[] noise, Func<int, double> level) =>
        Overfitting.Find([
            .. noise.Select(
                (value, i) =>
                    new Epoch
                    {
                        Run = "made",
                        Number = i + 1,
                        TrainLoss = 1.0 / (i + 1),
                        ValLoss = level(i) + 0.02 * value,
                        ValDice = 0.5,
                    }
            ),
        ])
            is not null;

    /// <summary>A Dice with noise of 0.02.</summary>
    private static bool HasPlateau(double[] noise, Func<int, double> level) =>
        Plateau.Find([.. noise.Select((value, i) => level(i) + 0.02 * value)]) is not null;

    private static double[] Noise(ulong seed, int epochs, double coefficient)
    {
        var random = new Xoshiro256(seed, 31);
        var noise = new double[epochs];
        for (int i = 0; i < epochs; i++)
        {
            double fresh = Normal.Quantile(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12));
            noise[i] = i == 0 ? fresh : coefficient * noise[i - 1] + Math.Sqrt(1 - coefficient * coefficient) * fresh;
        }
        return noise;
    }
}
