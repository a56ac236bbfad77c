using System.Globalization;
using System.Text.Json;
using HybridNet.Causes;
using HybridNet.Data;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Benchmarks;

/// <summary>
/// Planted faults of the reference: average precision of our list over lesions, and of our images and cleanlab's over images.
/// </summary>
/// <remarks>
/// cleanlab ranks images only: its score is the sum over pixels of s x softmax((1 - s)/0.1), s being the probability of the
/// given label (cleanlab.segmentation.rank.get_label_quality_scores, method softmin, cleanlab 2.9.0), the lowest first. Our
/// images are ranked by the chance that any of their suspects is a fault, if scores were probabilities and independent.
/// </remarks>
internal static class FaultSimulations
{
    private const int Images = 60;
    private const double Temperature = 0.1;

    private static readonly SampleCauses[] s_faults =
    [
        SampleCauses.LabelMissing,
        SampleCauses.LabelInvented,
        SampleCauses.LabelShifted,
    ];

    /// <summary>Prints a line for each kind of fault.</summary>
    /// <param name="size">Side of the images, pixels.</param>
    /// <param name="seed">Seed.</param>
    public static void Print(int size, int seed)
    {
        Console.WriteLine("fault,faults,found,lesion_ap,image_ap,cleanlab_image_ap");
        foreach (SampleCauses fault in s_faults)
        {
            string folder = Path.Combine(Path.GetTempPath(), "hnfaults" + Guid.NewGuid().ToString("N"));
            try
            {
                Print(fault, folder, size, seed);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void Print(SampleCauses fault, string folder, int size, int seed)
    {
        var adapters = new AdapterSet();
        adapters.Runs.WriteSample(
            folder,
            new SampleRunOptions(Images, size, (ulong)seed) { Causes = fault },
            _ => { },
            CancellationToken.None
        );
        Run run = adapters.Runs.Read(folder, new RunReadOptions(), CancellationToken.None);
        ImageCase[] cases = [.. ImageCases.Of(run, MissingGroundTruth.Error).Select(entry => entry.Work!)];
        IReadOnlyList<LabelSuspect> suspects = LabelSuspect.Of([
            .. AttributedLesions
                .Read(
                    cases,
                    adapters.Images,
                    new MeasurementOptions(),
                    SizeStrata.Default,
                    new(true, true),
                    2,
                    CancellationToken.None
                )
                .SelectMany(outcome => outcome.Result!.Lesions),
        ]);
        using var planted = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "planted.json")));
        JsonElement[] places =
        [
            .. planted
                .RootElement.GetProperty("places")
                .EnumerateArray()
                .Where(place => place.GetProperty("cause").GetString() == fault.ToString()),
        ];
        HashSet<string> spoiled = [.. places.Select(place => place.GetProperty("image").GetString()!)];
        string kind = fault.ToString()["Label".Length..];
        LabelSuspect[] listed = [.. suspects.Where(suspect => suspect.Fault.ToString() == kind)];
        int found = places.Count(place => listed.Any(suspect => IsAt(place, suspect)));
        double lesions = AveragePrecision(listed.Select(suspect => places.Any(place => IsAt(place, suspect))), places.Length);
        Dictionary<string, double> any = suspects
            .GroupBy(suspect => suspect.ImageId)
            .ToDictionary(group => group.Key, group => 1 - group.Aggregate(1.0, (left, suspect) => left * (1 - suspect.Score)));
        double ours = AveragePrecision(
                cases
                    .OrderByDescending(image => any.GetValueOrDefault(image.ImageId))
                    .Select(image => spoiled.Contains(image.ImageId)),
                spoiled.Count
            ),
            theirs = AveragePrecision(
                cases.OrderBy(image => Softmin(adapters.Images, image)).Select(image => spoiled.Contains(image.ImageId)),
                spoiled.Count
            );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{fault},{places.Length},{found},{lesions:0.000},{ours:0.000},{theirs:0.000}"
            )
        );
    }

    private static double Softmin(IImageFiles reader, ImageCase image)
    {
        using ImageMasks masks = ImageMasks.Read(reader, image, withMap: true, CancellationToken.None);
        ProbabilityMap map = masks.Map!;
        double sum = 0,
            weights = 0;
        for (int y = 0; y < map.Height; y++)
        for (int x = 0; x < map.Width; x++)
        {
            double p = map.Bytes[y * map.Width + x] / 255.0,
                own = masks.Gt[x, y] ? p : 1 - p,
                weight = Math.Exp((1 - own) / Temperature);
            sum += own * weight;
            weights += weight;
        }
        return sum / weights;
    }

    private static bool IsAt(JsonElement place, LabelSuspect suspect)
    {
        (double x, double y) = (place.GetProperty("x").GetDouble(), place.GetProperty("y").GetDouble());
        return place.GetProperty("image").GetString() == suspect.ImageId
            && x >= suspect.Box.X - 2
            && x <= suspect.Box.X + suspect.Box.Width + 2
            && y >= suspect.Box.Y - 2
            && y <= suspect.Box.Y + suspect.Box.Height + 2;
    }

    /// <summary>Mean over all faults, those that are not listed counting 0, of the share of faults up to each.</summary>
    private static double AveragePrecision(IEnumerable<bool> ranked, int faults)
    {
        (double sum, int hits, int rank) = (0, 0, 0);
        foreach (bool hit in ranked)
        {
            rank++;
            if (hit)
                sum += (double)++hits / rank;
        }
        return sum / Math.Max(1, Math.Max(hits, faults));
    }
}
