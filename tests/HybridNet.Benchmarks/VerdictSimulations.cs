using System.Diagnostics;
using System.Globalization;
using HybridNet.Rankings;
using HybridNet.Statistics;

namespace HybridNet.Benchmarks;

/// <summary>
/// How often the verdicts are wrong, how well power is foretold, and how long a ranking takes; printed as CSV.
/// </summary>
internal static class VerdictSimulations
{
    private const double Margin = 0.01;
    private const int Flips = 999;

    /// <summary>Prints wrong verdicts of null pairs: at the margin, and without one.</summary>
    /// <param name="sets">Data sets for each row; 20,000 for figures to rely on.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="kinds">Part of the names of the kinds of differences; empty for all.</param>
    /// <param name="sizes">Numbers of images.</param>
    /// <param name="real">Differences to draw from.</param>
    public static void Print(int sets, ulong seed, string kinds, int[] sizes, double[] real)
    {
        Console.WriteLine("differences,images,per subject,wrongly passed %,wrongly regressed %,verdict without margin %");
        foreach (string kind in PlantedDifferences.Kinds.Where(kind => kind.Contains(kinds, StringComparison.Ordinal)))
        foreach (int images in sizes)
        foreach (int most in new[] { 1, 3 })
            if (most == 1 || images / 2.5 >= 8)
                Print(new(kind, images, most, real, seed), sets);
    }

    /// <summary>Five metrics together, and power.</summary>
    public static void PrintFamilies(int sets, ulong seed, double[] real)
    {
        Console.WriteLine("five metrics together: images,any verdict %,any wrong regression at the margin %");
        foreach (int images in new[] { 10, 30, 210 })
            Five(images, sets, seed);
        Console.WriteLine("shift 0.04 of what is not zero: images,verdict %");
        foreach (int images in new[] { 30, 60, 210 })
        {
            var shifted = new PlantedDifferences("shift", images, 1, real, seed);
            Console.WriteLine(Invariant($"{images},{Share(sets, set => Test(shifted, set, 0).High < 0):0.00}"));
        }
        Console.WriteLine("power: differences,images,stated %,simulated %");
        foreach (string kind in new[] { "zero-inflated", "60 % tied", "lab, as it is", "lab, reversed" })
        foreach (int images in new[] { 30, 60, 210 })
            Power(kind, images, sets, real, seed);
    }

    private static void Print(PlantedDifferences differences, int sets)
    {
        int passed = 0,
            regressed = 0,
            verdicts = 0;
        Parallel.For(
            0,
            sets,
            new ParallelOptions { MaxDegreeOfParallelism = 1 },
            set =>
            {
                Interval atMargin = Test(differences, set, Margin),
                    atZero = differences.LossIsAdded
                        ? new(atMargin.Low + Margin, atMargin.High + Margin)
                        : Test(differences, set, 0);
                Count(ref passed, atMargin.Low > -Margin);
                Count(ref regressed, atMargin.High < -Margin);
                Count(ref verdicts, atZero.Low > 0 || atZero.High < 0);
            }
        );
        string subject = differences.MostOfSubject == 1 ? "1" : "2 or 3";
        string shares = string.Join(
            ',',
            new[] { passed, regressed, verdicts }.Select(n => Invariant($"{100.0 * n / sets:0.00}"))
        );
        Console.WriteLine($"{differences.Kind},{differences.Images},{subject},{shares}");
    }

    private static void Count(ref int count, bool holds)
    {
        if (holds)
            Interlocked.Increment(ref count);
    }

    private static void Five(int images, int sets, ulong seed)
    {
        int verdicts = 0,
            regressions = 0;
        for (int set = 0; set < sets; set++)
        {
            var random = new Xoshiro256(seed + (ulong)set, 555);
            double[][] metrics = [.. Enumerable.Range(0, 5).Select(_ => new double[images])];
            for (int i = 0; i < images; i++)
            {
                double shared = random.NextDouble() - random.NextDouble();
                foreach (double[] metric in metrics)
                    metric[i] = 0.2 * shared + 0.2 * (random.NextDouble() - random.NextDouble());
            }
            SignFlipInversion[] tests = Array.ConvertAll(metrics, v => SignFlipInversion.Of(v, null, Flips, (ulong)set));
            // A loss of the margin in all moves every mean by it.
            Count(ref verdicts, Holm.Adjust(Array.ConvertAll(tests, test => test.P(0))).Any(value => value <= 0.05));
            Count(ref regressions, Holm.Adjust(Array.ConvertAll(tests, test => test.PBelow(0))).Any(value => value <= 0.025));
        }
        Console.WriteLine(Invariant($"{images},{100.0 * verdicts / sets:0.00},{100.0 * regressions / sets:0.00}"));
    }

    /// <summary>The loss that is stated to be shown four times in five, from what a large sample says of the spread.</summary>
    private static void Power(string kind, int images, int sets, double[] real, ulong seed)
    {
        (double[] pilot, int[] ones) = new PlantedDifferences(kind, 20_000, 1, real, seed + 1).Draw(0, 0);
        SignFlipInversion known = SignFlipInversion.Of(pilot, ones, 100, 1);
        double stated = 0;
        var differences = new PlantedDifferences(kind, images, 1, real, seed);
        double loss = PairedPower.Distance(new(known.StandardError * Math.Sqrt(20_000)), images);
        int shown = 0;
        for (int set = 0; set < sets; set++)
        {
            SignFlipInversion test = Flip(differences, set, loss);
            // What the gate would say from this very set, of the loss that there is.
            stated += PairedPower.Of(loss, Comparisons.GatePower.SpreadOf(test, images), images);
            Count(ref shown, test.Untied > 0 && test.Interval(0.95).High < 0);
        }
        Console.WriteLine(Invariant($"{kind},{images},{100 * stated / sets:0.0},{100.0 * shown / sets:0.0}"));
    }

    /// <summary>Seconds of a large ranking.</summary>
    public static void PrintRanking()
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

    private static double Share(int sets, Func<int, bool> holds) => 100.0 * Enumerable.Range(0, sets).Count(holds) / sets;

    private static SignFlipInversion Flip(PlantedDifferences differences, int set, double loss)
    {
        (double[] sums, int[] counts) = differences.Draw(set, loss);
        return SignFlipInversion.Of(sums, counts, Flips, (ulong)set);
    }

    /// <summary>The interval; all of the axis where only ties are, which is not comparable.</summary>
    private static Interval Test(PlantedDifferences differences, int set, double loss)
    {
        SignFlipInversion test = Flip(differences, set, loss);
        return test.Untied == 0 ? new(double.NegativeInfinity, double.PositiveInfinity) : test.Interval(0.95);
    }

    /// <summary>Differences of two per-image tables, on images that are trivial in neither.</summary>
    public static double[] Differences(string baseline, string candidate)
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

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
