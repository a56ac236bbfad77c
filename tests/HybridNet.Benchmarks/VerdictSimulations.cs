using System.Diagnostics;
using System.Globalization;
using HybridNet.Rankings;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet.Benchmarks;

/// <summary>
/// How often the verdicts are wrong, how well power is foretold, and how long a ranking takes; printed as CSV.
/// </summary>
internal static class VerdictSimulations
{
    private const double Margin = 0.01;
    private const int Flips = 999;

    /// <summary>Prints every table.</summary>
    /// <param name="sets">Data sets for each row; 20,000 for figures to rely on.</param>
    /// <param name="baseline">Per-image table of one run.</param>
    /// <param name="candidate">Per-image table of another, whose differences are drawn from.</param>
    public static void Print(int sets, string baseline, string candidate)
    {
        double[] real = Differences(baseline, candidate);
        Console.WriteLine(
            Invariant($"# {real.Length} real differences, mean {real.Average():0.0000}, {real.Count(value => value == 0)} ties")
        );
        Console.WriteLine("differences,images,per subject,wrongly passed %,wrongly regressed %,verdict without margin %");
        foreach (
            string kind in new[]
            {
                "zero-inflated",
                "60 % tied",
                "tied loss",
                "real random signs",
                "real centred",
                "real reversed",
            }
        )
        foreach (int images in new[] { 10, 20, 30, 60, 210 })
        foreach (int most in new[] { 1, 3 })
            if (most == 1 || images / 2.5 >= 8)
                Print(kind, images, most, sets, real);
        Console.WriteLine("five metrics together: any verdict %, any wrong regression at the margin %");
        foreach (int images in new[] { 30, 210 })
            Five(images, sets);
        Console.WriteLine("shift 0.04 of what is not zero: images, verdict %");
        foreach (int images in new[] { 30, 60, 210 })
            Console.WriteLine(Invariant($"{images},{Share(sets, set => Below(Draw("shift", images, 1, set, real, 0), 0)):0.00}"));
        Ranking();
    }

    private static void Print(string kind, int images, int most, int sets, double[] real)
    {
        int passed = 0,
            regressed = 0,
            verdicts = 0;
        Parallel.For(
            0,
            sets,
            set =>
            {
                Interval atMargin = Test(Draw(kind, images, most, set, real, Margin), set),
                    atZero = Test(Draw(kind, images, most, set, real, 0), set);
                if (atMargin.Low > -Margin)
                    Interlocked.Increment(ref passed);
                if (atMargin.High < -Margin)
                    Interlocked.Increment(ref regressed);
                if (atZero.Low > 0 || atZero.High < 0)
                    Interlocked.Increment(ref verdicts);
            }
        );
        Console.WriteLine(
            Invariant(
                $"{kind},{images},{(most == 1 ? "1" : "2 or 3")},"
                    + $"{100.0 * passed / sets:0.00},{100.0 * regressed / sets:0.00},{100.0 * verdicts / sets:0.00}"
            )
        );
    }

    private static void Five(int images, int sets)
    {
        int verdicts = 0,
            regressions = 0;
        Parallel.For(
            0,
            sets,
            set =>
            {
                var random = new Xoshiro256((ulong)set, 555);
                double[][] metrics = [.. Enumerable.Range(0, 5).Select(_ => new double[images])];
                for (int i = 0; i < images; i++)
                {
                    double shared = random.NextDouble() - random.NextDouble();
                    foreach (double[] metric in metrics)
                        metric[i] = 0.2 * shared + 0.2 * (random.NextDouble() - random.NextDouble());
                }
                double[] p = Array.ConvertAll(metrics, values => SignFlipInversion.Of(values, null, Flips, (ulong)set).P(0));
                if (Holm.Adjust(p).Any(value => value <= 0.05))
                    Interlocked.Increment(ref verdicts);
                double[] below = Array.ConvertAll(
                    metrics,
                    values =>
                        SignFlipInversion.Of(Array.ConvertAll(values, v => v - Margin), null, Flips, (ulong)set).PBelow(-Margin)
                );
                if (Holm.Adjust(below).Any(value => value <= 0.025))
                    Interlocked.Increment(ref regressions);
            }
        );
        Console.WriteLine(Invariant($"{images},{100.0 * verdicts / sets:0.00},{100.0 * regressions / sets:0.00}"));
    }

    private static void Ranking()
    {
        const int runs = 50,
            images = 1000;
        Run[] all =
        [
            .. Enumerable
                .Range(0, runs)
                .Select(r =>
                {
                    var random = new Xoshiro256((ulong)r, 77);
                    ImageScore[] scores = new ImageScore[images];
                    for (int i = 0; i < images; i++)
                        scores[i] = new()
                        {
                            Run = $"run{r}",
                            ImageId = $"{i:D5}_1",
                            Dice = 0.1 + 0.8 * random.NextDouble(),
                            Precision = 0.5,
                            Recall = 0.5,
                        };
                    return new Run
                    {
                        Name = $"run{r}",
                        Path = $"run{r}",
                        Log = new() { Scores = scores },
                        Files = new() { Output = "" },
                    };
                }),
        ];
        RunRanking.Rank(all, new());
        var clock = Stopwatch.StartNew();
        RunRanking.Rank(all, new());
        Console.WriteLine(
            Invariant($"ranking of {runs} runs x {images} images x 10000 resamples: {clock.Elapsed.TotalSeconds:0.00} s")
        );
    }

    private static double Share(int sets, Func<int, bool> holds)
    {
        int count = 0;
        Parallel.For(
            0,
            sets,
            set =>
            {
                if (holds(set))
                    Interlocked.Increment(ref count);
            }
        );
        return 100.0 * count / sets;
    }

    private static bool Below((double[] Sums, int[] Counts) data, int set) => Test(data, set).High < 0;

    /// <summary>The interval; all of the axis where only ties are, which is not comparable.</summary>
    private static Interval Test((double[] Sums, int[] Counts) data, int set)
    {
        SignFlipInversion test = SignFlipInversion.Of(data.Sums, data.Counts, Flips, (ulong)set);
        return test.Untied == 0 ? new(double.NegativeInfinity, double.PositiveInfinity) : test.Interval(0.95);
    }

    private static (double[] Sums, int[] Counts) Draw(string kind, int images, int most, int set, double[] real, double loss)
    {
        var random = new Xoshiro256((ulong)set, (ulong)(images * 10 + most));
        var sums = new List<double>();
        var counts = new List<int>();
        double centre = real.Length == 0 ? 0 : real.Average();
        for (int left = images; left > 0; )
        {
            int size = Math.Min(left, most == 1 ? 1 : 2 + random.NextInt(2));
            double shared = random.NextDouble(),
                sum = 0;
            bool tie = random.NextDouble() < 0.6,
                flip = random.NextDouble() < 0.5;
            double subject = real[random.NextInt(real.Length)];
            for (int i = 0; i < size; i++)
            {
                double before = Dice(shared, ref random),
                    after = Dice(shared, ref random),
                    drawn = most == 1 ? subject : 0.7 * subject + 0.3 * real[random.NextInt(real.Length)];
                sum += kind switch
                {
                    "zero-inflated" => after - before - loss,
                    "shift" => (after > 0 ? after - 0.04 : 0) - before,
                    "60 % tied" => (tie ? 0 : after - before) - loss,
                    "tied loss" => tie ? 0 : after - before - loss / 0.4,
                    "real random signs" => (flip ? drawn : -drawn) - loss,
                    "real centred" => drawn - centre - loss,
                    _ => centre - drawn - loss,
                };
            }
            sums.Add(sum);
            counts.Add(size);
            left -= size;
        }
        return ([.. sums], [.. counts]);
    }

    private static double Dice(double shared, ref Xoshiro256 random)
    {
        double own = (random.NextDouble() + random.NextDouble() + random.NextDouble()) / 3;
        return random.NextDouble() < 0.3 ? 0 : 0.1 + 0.85 * (own + shared) / 2;
    }

    private static double[] Differences(string baseline, string candidate)
    {
        Dictionary<string, (double Dice, bool Trivial)> before = Read(baseline),
            after = Read(candidate);
        return
        [
            .. before
                .Where(row => after.ContainsKey(row.Key) && !row.Value.Trivial && !after[row.Key].Trivial)
                .Select(row => after[row.Key].Dice - row.Value.Dice),
        ];
    }

    private static Dictionary<string, (double Dice, bool Trivial)> Read(string path) =>
        File.ReadLines(path)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(
                cells => cells[0],
                cells =>
                {
                    double dice = Number(cells[1]);
                    return (dice < 1e-4 ? 0 : dice, dice > 0.999 && Number(cells[3]) == 0 && Number(cells[4]) == 0);
                }
            );

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
