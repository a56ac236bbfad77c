using HybridNet.Statistics;

namespace HybridNet.Benchmarks;

/// <summary>How often the interval of a mean is shown, and how often it then holds the true mean; printed as CSV.</summary>
internal static class ScoreSimulations
{
    private const int Resamples = 1000;

    private static readonly (string Name, ValueRange Range, double Mean, Func<double, double, double> Draw)[] s_kinds =
    [
        ("30 % zeros, then uniform", ValueRange.Unit, 0.35, (u, v) => u < 0.3 ? 0 : v),
        ("misses 2 %, else 0.83", ValueRange.Unit, 0.98 * 0.83, (u, v) => u < 0.02 ? 0 : 0.8 + 0.06 * v),
        ("misses 5 %, else 0.83", ValueRange.Unit, 0.95 * 0.83, (u, v) => u < 0.05 ? 0 : 0.8 + 0.06 * v),
        ("misses 10 %, else 0.83", ValueRange.Unit, 0.9 * 0.83, (u, v) => u < 0.1 ? 0 : 0.8 + 0.06 * v),
        ("misses 5 %, else 0.6 to 1", ValueRange.Unit, 0.95 * 0.8, (u, v) => u < 0.05 ? 0 : 0.6 + 0.4 * v),
        ("half misses 5 %, else 0.83", ValueRange.Unit, 0.95 * 0.83 + 0.05 * 0.25, (u, v) => u < 0.05 ? 0.5 * v : 0.8 + 0.06 * v),
        ("hits 5 %, else 0", ValueRange.Unit, 0.05 * 0.5, (u, v) => u < 0.05 ? v : 0),
        ("hits 10 % of 0.8, else 0.1", ValueRange.Unit, 0.1 * 0.8 + 0.9 * 0.1, (u, v) => u < 0.1 ? 0.8 : 0.2 * v),
        ("exponential", ValueRange.Open, 1, (u, v) => -Math.Log(1 - v)),
        ("lognormal 1", ValueRange.Open, Math.Exp(0.5), (u, v) => Math.Exp(Z(v))),
        ("lognormal 1.5", ValueRange.Open, Math.Exp(1.125), (u, v) => Math.Exp(1.5 * Z(v))),
        ("lognormal 2", ValueRange.Open, Math.Exp(2), (u, v) => Math.Exp(2 * Z(v))),
        ("Pareto 3", ValueRange.Open, 1.5, (u, v) => Math.Pow(1 - v, -1 / 3.0)),
        ("5 % far away", ValueRange.Open, 0.95 * 5 + 0.05 * 200, (u, v) => u < 0.05 ? 100 + 200 * v : 10 * v),
    ];

    /// <summary>Prints the table.</summary>
    /// <param name="sets">Data sets for each row.</param>
    /// <param name="seed">Seed.</param>
    public static void Print(int sets, ulong seed)
    {
        Console.WriteLine("values,count,shown %,holds the mean where shown %");
        foreach ((string name, ValueRange range, double mean, Func<double, double, double> draw) in s_kinds)
        foreach (int count in new[] { 5, 10, 20, 30, 60, 120, 276 })
        {
            int shown = 0,
                holds = 0;
            Parallel.For(
                0,
                sets,
                set =>
                {
                    var random = new Xoshiro256(seed + (ulong)set, (ulong)count);
                    var values = new double[count];
                    for (int i = 0; i < count; i++)
                        values[i] = draw(random.NextDouble(), random.NextDouble());
                    Array.Sort(values);
                    Interval interval = MeanInterval.Of(values, range, Resamples, seed + (ulong)set);
                    if (double.IsNaN(interval.Low))
                        return;
                    Interlocked.Increment(ref shown);
                    if (interval.Low <= mean && mean <= interval.High)
                        Interlocked.Increment(ref holds);
                }
            );
            Console.WriteLine(
                FormattableString.Invariant($"{name},{count},{100.0 * shown / sets:0.0},{100.0 * holds / shown:0.0}")
            );
        }
    }

    private static double Z(double uniform) => Normal.Quantile(Math.Clamp(uniform, 1e-12, 1 - 1e-12));
}
