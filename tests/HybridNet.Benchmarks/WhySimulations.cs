using System.Collections.Concurrent;
using HybridNet.Data;
using HybridNet.Diagnosis;
using HybridNet.Froc;
using HybridNet.Lesions;
using HybridNet.Loss;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.PostProcessing;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet.Benchmarks;

/// <summary>What the parts of "why" promise, on data whose truth is known.</summary>
internal static class WhySimulations
{
    private const int Images = 40,
        Side = 192;

    private static readonly SampleCauses[] s_ofModel =
    [
        SampleCauses.None,
        SampleCauses.MissSmall,
        SampleCauses.MissFaint,
        SampleCauses.MissBlurred,
        SampleCauses.MissPeripheral,
        SampleCauses.MissDark,
        SampleCauses.MissCrowded,
        SampleCauses.UnderDrawn,
        SampleCauses.OverDrawn,
        SampleCauses.Shifted,
        SampleCauses.FalseBright,
        SampleCauses.FalseVessel,
        SampleCauses.FalseDisc,
        SampleCauses.SubThreshold,
    ];

    /// <summary>
    /// How often HN020 speaks: of runs whose faults are the model's alone, where it should not, and of runs with faults of the
    /// reference.
    /// </summary>
    public static void PrintDoubts(int runs, ulong seed)
    {
        Console.WriteLine($"planted,HN020 warned of {runs}");
        foreach (SampleCauses cause in (SampleCauses[])[.. s_ofModel, SampleCauses.LabelMissing, SampleCauses.LabelShifted])
        {
            int warned = 0;
            Parallel.For(
                0,
                runs,
                i =>
                {
                    if (Of(cause, seed + (ulong)i, Doubtful))
                        Interlocked.Increment(ref warned);
                }
            );
            Console.WriteLine($"{cause},{warned}");
        }

        static bool Doubtful(Run run) =>
            Audit
                .Evaluate(run, [], new AdapterSet().Images, new(), RuleChoice.Of(["HN020"], []))
                .Any(finding => finding.Severity > Severity.Information);
    }

    /// <summary>
    /// The share of the lost Dice that goes to the cause that was planted, where it is the only one: a third of the lesions of
    /// the reference left out, those of the next image added where nothing is near, all drawn a pixel too small or too large.
    /// Mean and smallest over runs of 40 images.
    /// </summary>
    public static void PrintLosses(int runs, ulong seed)
    {
        Console.WriteLine("planted,lost,mean share,smallest share");
        foreach (
            (string name, Func<Mask, Mask, Mask> plant, LossCause[] blamed) in (ReadOnlySpan<(
                string,
                Func<Mask, Mask, Mask>,
                LossCause[]
            )>)
                [
                    ("missed", (gt, _) => Without(gt), [LossCause.Missed]),
                    ("false", With, [LossCause.False, LossCause.EmptyAlarm]),
                    ("under-drawn", (gt, _) => Smaller(gt), [LossCause.UnderDrawn]),
                    (
                        "over-drawn",
                        (gt, _) => Morphology.Dilate(gt, new StructuringElement(ElementShape.Cross, 1)),
                        [LossCause.OverDrawn]
                    ),
                ]
        )
        {
            var shares = new ConcurrentBag<(double Lost, double Share)>();
            Parallel.For(0, runs, i => shares.Add(Of(SampleCauses.None, seed + (ulong)i, run => ShareOf(run, plant, blamed))));
            Console.WriteLine(
                Invariant(
                    $"{name},{shares.Average(run => run.Lost):0.0000},{shares.Average(run => run.Share):0.000},"
                        + $"{shares.Min(run => run.Share):0.000}"
                )
            );
        }
    }

    /// <summary>
    /// How often the 95 % intervals of FROC hold the truth. Images have 0 to 10 lesions, a luck of their own that moves all
    /// confidences, and false candidates; the truth is what 200,000 images give.
    /// </summary>
    public static void PrintCoverage(int sets, ulong seed)
    {
        Console.WriteLine("images,figure,truth,coverage of 95 % intervals");
        FrocResult truth = FrocResult.Of("", Drawn(200_000, seed, 0), FrocCurve.DefaultRates, 2, 1);
        foreach (int size in (int[])[20, 60, 276])
        {
            (int score, int precision, int difference) = (0, 0, 0);
            for (int set = 1; set <= sets; set++)
            {
                FrocCounts[] own = Drawn(size, seed, (ulong)set),
                    other = Drawn(size, seed, (ulong)(set + sets));
                FrocResult result = FrocResult
                    .Of("", own, FrocCurve.DefaultRates, 1000, (ulong)set)
                    .Against("other", own, other, 1000, (ulong)set);
                score += result.Low <= truth.Score && truth.Score <= result.High ? 1 : 0;
                precision +=
                    result.AveragePrecisionLow <= truth.AveragePrecision && truth.AveragePrecision <= result.AveragePrecisionHigh
                        ? 1
                        : 0;
                difference += result.DifferenceLow <= 0 && 0 <= result.DifferenceHigh ? 1 : 0;
            }
            Console.WriteLine(Invariant($"{size},Score,{truth.Score:0.0000},{(double)score / sets:0.000}"));
            Console.WriteLine(
                Invariant($"{size},AveragePrecision,{truth.AveragePrecision:0.0000},{(double)precision / sets:0.000}")
            );
            Console.WriteLine(Invariant($"{size},Difference,0,{(double)difference / sets:0.000}"));
        }
    }

    private static FrocCounts[] Drawn(int images, ulong seed, ulong set)
    {
        var random = new Xoshiro256(seed, set);
        var drawn = new FrocCounts[images];
        for (int i = 0; i < images; i++)
            drawn[i] = Image($"{i}", ref random);
        return drawn;
    }

    private static FrocCounts Image(string id, ref Xoshiro256 random)
    {
        int[] found = new int[FrocCounts.Levels],
            wrong = new int[FrocCounts.Levels];
        double luck = 0.3 * (random.NextDouble() - 0.5);
        int lesions = random.NextInt(4) == 0 ? 0 : random.NextInt(11);
        for (int lesion = 0; lesion < lesions; lesion++)
            if (random.NextDouble() < 0.8)
                Add(found, 0.25 + 0.75 * random.NextDouble() + luck);
        for (int count = random.NextInt(5); count > 0; count--)
            Add(wrong, 0.7 * random.NextDouble() + luck);
        return new(id, lesions, found, wrong);

        static void Add(int[] counts, double confidence)
        {
            int level = (int)Math.Clamp(255 * confidence, 0, 255);
            for (int i = 1; i <= level; i++)
                counts[i]++;
        }
    }

    private static (double Lost, double Share) ShareOf(Run run, Func<Mask, Mask, Mask> plant, LossCause[] blamed)
    {
        ImageCase[] cases = [.. ImageCases.Of(run, MissingGroundTruth.Error).Select(entry => entry.Work!)];
        var reader = new AdapterSet().Images;
        ImageMasks[] images = Array.ConvertAll(cases, work => ImageMasks.Read(reader, work, false, CancellationToken.None));
        (double lost, double right, int counted) = (0, 0, 0);
        for (int i = 0; i < images.Length; i++)
        {
            using Mask pred = plant(images[i].Gt, images[(i + 1) % images.Length].Gt);
            ImageLoss loss = ImageLoss.From(
                cases[i],
                LossRegions.Of(images[i].Gt, pred, Connectivity.Eight, SizeStrata.Default),
                LossMetric.Dice,
                SizeStrata.Default
            );
            if (loss.Trivial)
                continue;
            counted++;
            lost += loss.Lost;
            right += blamed.Sum(loss.Of);
        }
        foreach (ImageMasks image in images)
            image.Dispose();
        return (lost / counted, right / lost);
    }

    private static Mask Without(Mask gt) => Kept(gt, component => component.Label % 3 != 1);

    /// <summary>The reference and what the other image has where the reference has nothing within 8 pixels.</summary>
    private static Mask With(Mask gt, Mask other)
    {
        using Mask near = Morphology.Dilate(gt, new StructuringElement(ElementShape.Square, 8));
        LesionMap lesions = LesionMap.Label(other);
        HashSet<int> touching =
        [
            .. lesions
                .Runs.ToArray()
                .Where(run => Enumerable.Range(run.Start, run.Length).Any(x => near[x, run.Y]))
                .Select(run => run.Label),
        ];
        Mask mask = Kept(other, component => !touching.Contains(component.Label));
        Add(mask, gt);
        return mask;
    }

    /// <summary>A pixel less all around, but where nothing would be left.</summary>
    private static Mask Smaller(Mask gt)
    {
        Mask mask = Morphology.Erode(gt, new StructuringElement(ElementShape.Cross, 1));
        LesionMatching left = LesionMatching.Of(gt, mask);
        using Mask gone = Kept(gt, component => left.Matches(LesionSide.GroundTruth, component.Label) == 0);
        Add(mask, gone);
        return mask;
    }

    private static void Add(Mask mask, Mask other)
    {
        Span<ulong> words = mask.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] |= other.Words[i];
    }

    private static Mask Kept(Mask mask, Func<Component, bool> keep) => LesionMap.Label(mask).Draw(keep);

    private static T Of<T>(SampleCauses cause, ulong seed, Func<Run, T> look)
    {
        string folder = Path.Combine(Path.GetTempPath(), "hnwhy" + Guid.NewGuid().ToString("N"));
        try
        {
            var adapters = new AdapterSet();
            adapters.Runs.WriteSample(
                folder,
                new SampleRunOptions(Images, Side, seed, SampleFaults.None) { Causes = cause },
                _ => { },
                CancellationToken.None
            );
            return look(adapters.Runs.Read(folder, new RunReadOptions(), CancellationToken.None));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
