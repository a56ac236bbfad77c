using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HybridNet.Causes;
using HybridNet.Data;
using HybridNet.Froc;
using HybridNet.Lesions;
using HybridNet.Loss;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Benchmarks;

/// <summary>
/// Seconds of everything that says why a run fails, on two threads, with the decoding that it cannot do without beside it.
/// The last column tells whether two versions of the program gave the same figures.
/// </summary>
internal static class WhyTimes
{
    private const int Threads = 2,
        Repeats = 3;

    /// <summary>Prints a line for each step.</summary>
    /// <param name="folder">A run with masks, maps and photographs.</param>
    public static void Print(string folder)
    {
        var adapters = new AdapterSet();
        IImageFiles reader = adapters.Images;
        Run run = adapters.Runs.Read(folder, new RunReadOptions(), CancellationToken.None);
        ImageCase[] cases = [.. ImageCases.Of(run, MissingGroundTruth.Error).Select(entry => entry.Work!)];
        Console.WriteLine("step,seconds,processor_seconds,figures");
        Step("decode masks", () => Decoded(cases, reader, withMap: false, withPhoto: false));
        Step("decode masks and maps", () => Decoded(cases, reader, withMap: true, withPhoto: false));
        Step("decode masks, maps and photographs", () => Decoded(cases, reader, withMap: true, withPhoto: true));
        ImageLoss[] losses = [];
        Step(
            "Measure-HNLoss: images",
            () =>
                losses = [
                    .. LossRunner
                        .Losses(
                            cases,
                            reader,
                            LossMetric.Dice,
                            Connectivity.Eight,
                            SizeStrata.Default,
                            Threads,
                            CancellationToken.None
                        )
                        .Select(outcome => outcome.Result!),
                ]
        );
        Step("Measure-HNLoss: intervals", () => LossSummary.Of("", losses, SizeStrata.Default, new LossOptions()));
        Lesion[] lesions = [];
        Step("Find-HNCause: attributes", () => lesions = Lesions(cases, reader));
        Step("Find-HNCause: rules", () => CauseFinder.Find("", lesions, new CauseOptions(), CancellationToken.None));
        FrocCounts[] counts = [];
        Step(
            "Measure-HNFroc: levels",
            () =>
                counts = [
                    .. FrocRunner
                        .Counts(cases, reader, new FrocOptions(3, null), null, Threads, CancellationToken.None)
                        .Select(outcome => outcome.Result![0]),
                ]
        );
        Step("Measure-HNFroc: intervals", () => FrocResult.Of("", counts, FrocCurve.DefaultRates, 1000, 1));
        Step("Find-HNLabelFault: ranking", () => LabelSuspect.Of(lesions));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"largest memory MB,{Process.GetCurrentProcess().PeakWorkingSet64 >> 20},,"
            )
        );
    }

    private static Lesion[] Lesions(ImageCase[] cases, IImageFiles reader) =>
        [
            .. AttributedLesions
                .Read(
                    cases,
                    reader,
                    new MeasurementOptions(),
                    SizeStrata.Default,
                    new(true, true),
                    Threads,
                    CancellationToken.None
                )
                .SelectMany(outcome => outcome.Result!.Lesions),
        ];

    private static long[] Decoded(ImageCase[] cases, IImageFiles reader, bool withMap, bool withPhoto) =>
        [
            .. OrderedParallel
                .Run(
                    cases,
                    Threads,
                    (work, stop) =>
                    {
                        using ImageMasks masks = ImageMasks.Read(reader, work, withMap, stop);
                        if (withPhoto && work.Photo is { } path)
                            reader.ReadPhoto(path, masks.Gt.Width, masks.Gt.Height, stop).Dispose();
                        return new StrongBox(masks.Counts.TruePositive);
                    },
                    CancellationToken.None
                )
                .Select(item => item.Result!.Value),
        ];

    private static void Step(string what, Func<object> work)
    {
        (double seconds, double processor) = (double.PositiveInfinity, double.PositiveInfinity);
        object? result = null;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            result = work();
            seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor = Math.Min(processor, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"\"{what}\",{seconds:0.000},{processor:0.000},{Fingerprint(result!)}")
        );
    }

    private static string Fingerprint(object figures)
    {
        byte[] text = Encoding.UTF8.GetBytes(
            System.Text.Json.JsonSerializer.Serialize(
                figures,
                figures.GetType(),
                new System.Text.Json.JsonSerializerOptions
                {
                    NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
                }
            )
        );
        return Convert.ToHexString(SHA256.HashData(text))[..12];
    }

    private sealed record StrongBox(long Value);
}
