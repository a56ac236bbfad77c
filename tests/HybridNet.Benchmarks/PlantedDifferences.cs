using HybridNet.Statistics;

namespace HybridNet.Benchmarks;

/// <summary>Paired differences whose true mean is known: minus a planted loss.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>, or "shift".</param>
/// <param name="Images">Images.</param>
/// <param name="MostOfSubject">1 for images that are subjects of their own, 3 for two or three a subject.</param>
/// <param name="Real">Differences of two real runs, for the kinds of the lab.</param>
/// <param name="Seed">Seed.</param>
internal sealed record PlantedDifferences(string Kind, int Images, int MostOfSubject, double[] Real, ulong Seed)
{
    private readonly double _center = Real.Length == 0 ? 0 : Real.Average();

    /// <summary>Two exchangeable runs, many ties, ties that stay ties, and differences of two runs of the lab.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    ["zero-inflated", "60 % tied", "tied loss", "lab, random signs", "lab, as it is", "lab, reversed"];

    /// <summary>The loss moves all differences alike, so that a test at the loss is the test at 0 without it.</summary>
    public bool LossIsAdded => Kind is not ("tied loss" or "60 % tied" or "shift");

    /// <summary>One data set: sums and numbers of the subjects.</summary>
    public (double[] Sums, int[] Counts) Draw(int set, double loss)
    {
        var random = new Xoshiro256(Seed + (ulong)set, (ulong)(Images * 10 + MostOfSubject));
        var sums = new List<double>(Images);
        var counts = new List<int>(Images);
        for (int left = Images; left > 0; )
        {
            int size = Math.Min(left, MostOfSubject == 1 ? 1 : 2 + random.NextInt(2));
            double shared = random.NextDouble(),
                sum = 0;
            bool tie = random.NextDouble() < 0.6,
                flip = random.NextDouble() < 0.5;
            double subject = Real[random.NextInt(Real.Length)];
            for (int i = 0; i < size; i++)
            {
                double before = Dice(shared, ref random),
                    after = Dice(shared, ref random),
                    drawn = MostOfSubject == 1 ? subject : 0.7 * subject + 0.3 * Real[random.NextInt(Real.Length)];
                sum += Kind switch
                {
                    "zero-inflated" => after - before - loss,
                    // What is 0 stays 0; the rest loses 0.04 and scatters by 0.12.
                    "shift" => before == 0 ? 0 : -0.04 + 0.3 * (random.NextDouble() + random.NextDouble() - 1),
                    "60 % tied" => (tie ? 0 : after - before) - loss,
                    "tied loss" => tie ? 0 : after - before - loss / 0.4,
                    "lab, random signs" => (flip ? drawn : -drawn) - loss,
                    "lab, as it is" => drawn - _center - loss,
                    _ => _center - drawn - loss,
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
}
