using System.Globalization;
using HybridNet.Causes;
using HybridNet.Data;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Benchmarks;

/// <summary>
/// How often the attribute that was planted as the cause of misses is named first, and how often one is named where none was
/// planted: six causes at three strengths, and as many runs without a cause as there are runs of one cause.
/// </summary>
internal static class CauseSimulations
{
    private const int Images = 100;

    private static readonly double[] s_strengths = [0.4, 0.6, 0.8];

    /// <summary>Attributes that name a cause. What is faint differs in colour too, what lies outside is near the edge.</summary>
    private static readonly (SampleCauses Cause, string[] Attributes)[] s_causes =
    [
        (SampleCauses.MissSmall, ["Area"]),
        (SampleCauses.MissFaint, ["Contrast", "ColorDistance"]),
        (SampleCauses.MissBlurred, ["Sharpness"]),
        (SampleCauses.MissPeripheral, ["Eccentricity", "EdgeDistance"]),
        (SampleCauses.MissDark, ["Illumination"]),
        (SampleCauses.MissCrowded, ["NeighborDistance"]),
    ];

    /// <summary>Prints a line for each run, and what came out of all.</summary>
    /// <param name="runs">Runs with a cause.</param>
    /// <param name="nulls">Runs without one.</param>
    /// <param name="size">Side of the images, pixels.</param>
    /// <param name="seed">Seed of the first run.</param>
    public static void Print(int runs, int nulls, int size, int seed)
    {
        Console.WriteLine("planted,strength,seed,first,right");
        var right = new int[s_causes.Length];
        var all = new int[s_causes.Length];
        for (int i = 0; i < runs; i++)
        {
            (SampleCauses cause, string[] attributes) = s_causes[i % s_causes.Length];
            double strength = s_strengths[i / s_causes.Length % s_strengths.Length];
            string? first = First(cause, strength, size, seed + i);
            bool hit = attributes.Contains(first);
            all[i % s_causes.Length]++;
            right[i % s_causes.Length] += hit ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cause},{strength},{seed + i},{first},{hit}"));
        }
        int wrong = 0;
        for (int i = 0; i < nulls; i++)
        {
            string? first = First(SampleCauses.None, 0.8, size, seed + runs + i);
            wrong += first is null ? 0 : 1;
            if (first is not null)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"None,,{seed + runs + i},{first},False"));
        }
        for (int c = 0; c < s_causes.Length; c++)
            Console.WriteLine($"{s_causes[c].Cause}: {right[c]} of {all[c]}");
        Console.WriteLine($"right one first: {right.Sum()} of {runs}");
        Console.WriteLine($"false one without a cause: {wrong} of {nulls}");
    }

    private static string? First(SampleCauses cause, double strength, int size, int seed)
    {
        string folder = Path.Combine(Path.GetTempPath(), "hncauses" + Guid.NewGuid().ToString("N"));
        try
        {
            var adapters = new AdapterSet();
            adapters.Runs.WriteSample(
                folder,
                new SampleRunOptions(Images, size, (ulong)seed) { Causes = cause, CauseStrength = strength },
                _ => { },
                CancellationToken.None
            );
            Run run = adapters.Runs.Read(folder, new RunReadOptions(), CancellationToken.None);
            Lesion[] lesions =
            [
                .. AttributedLesions
                    .Read(
                        [.. ImageCases.Of(run, MissingGroundTruth.Error).Select(entry => entry.Work!)],
                        adapters.Images,
                        new MeasurementOptions(),
                        SizeStrata.Default,
                        new AttributeNeeds(Photos: true, Probabilities: false),
                        2,
                        CancellationToken.None
                    )
                    .SelectMany(outcome => outcome.Result!.Lesions),
            ];
            IReadOnlyList<CauseRule> rules = CauseFinder.Find("", lesions, new CauseOptions(), CancellationToken.None);
            // Misses only: false alarms of a drawn run lie where the photograph shows nothing, so that their contrast does tell.
            return rules.FirstOrDefault(rule => rule.Target == CauseTarget.Miss && rule.Rank == 1)?.Attribute;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
