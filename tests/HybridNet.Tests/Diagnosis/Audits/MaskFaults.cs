using HybridNet.Data;
using HybridNet.Diagnosis;
using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Diagnosis.Audits;

/// <summary>A fault that is planted in the files of a drawn run, and the rules of which one should speak.</summary>
internal sealed record MaskFault(
    string Name,
    string[] Rules,
    Action<string, ulong> Plant,
    SampleFaults Sample = SampleFaults.None
)
{
    private static readonly AdapterSet s_adapters = new();

    private const int Images = 16;

    /// <summary>Pixels of a side.</summary>
    public int Side { get; init; } = 96;

    /// <summary>Images of the run.</summary>
    public int Count { get; init; } = Images;

    /// <summary>What the run is drawn with.</summary>
    public SampleCauses Causes { get; init; }

    public static IReadOnlyList<MaskFault> All { get; } =
    [
        new("table of another model", ["HN019"], OtherTable),
        new("predictions at threshold 0.3", ["HN019"], (folder, _) => Cut(folder, 0.3)),
        new("predictions at threshold 0.7", ["HN019"], (folder, _) => Cut(folder, 0.7)),
        new("predictions inverted", ["HN014", "HN019"], (folder, _) => EachPrediction(folder, Invert)),
        new("predictions of nothing", ["HN014"], (folder, _) => EachPrediction(folder, mask => mask.Words.Clear())),
        new("specks all over the predictions", ["HN014"], Specks) { Side = 192 },
        new("a threshold that silences", ["HN016"], (folder, _) => Threshold(folder, 0.97)),
        new("a copied photograph, brighter", ["HN017"], (_, _) => { }, SampleFaults.CopiedPhoto),
        new("lesions that are not marked", ["HN020"], (_, _) => { })
        {
            Side = 192,
            Count = 40,
            Causes = SampleCauses.LabelMissing,
        },
        new("lesions that are marked beside their place", ["HN020"], (_, _) => { })
        {
            Side = 192,
            Count = 40,
            Causes = SampleCauses.LabelShifted,
        },
    ];

    /// <summary>Draws a run, plants the fault, and audits it.</summary>
    public Finding[] Audited(ulong seed)
    {
        using var folder = new TempFolder();
        string path = Draw(folder, "runEX", new(Count, Side, seed, Sample) { Causes = Causes });
        Plant(path, seed);
        return Audit(path);
    }

    /// <summary>Audits a drawn run without a fault.</summary>
    public static Finding[] Clean(ulong seed)
    {
        using var folder = new TempFolder();
        return Audit(Draw(folder, "runEX", new(Images, 96, seed, SampleFaults.None)));
    }

    private static Finding[] Audit(string path)
    {
        Run run = s_adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None);
        return [.. HybridNet.Diagnosis.Audit.Evaluate(run, [], s_adapters.Images, new())];
    }

    private static string Draw(TempFolder folder, string name, SampleRunOptions options)
    {
        string path = Path.Combine(folder.Path, name);
        s_adapters.Runs.WriteSample(path, options, _ => { }, CancellationToken.None);
        return path;
    }

    private static void OtherTable(string folder, ulong seed)
    {
        const string Table = "output/test_per_image_metrics.csv";
        using var other = new TempFolder();
        string path = Draw(other, "otherEX", new(Images, 96, seed + 7_000, SampleFaults.None));
        File.Copy(Path.Combine(path, Table), Path.Combine(folder, Table), overwrite: true);
    }

    private static void Cut(string folder, double threshold)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(folder, "output/probabilities_test")))
        {
            using ProbabilityMap map = s_adapters.Images.ReadProbabilities(file, CancellationToken.None);
            using Mask mask = ThresholdMask.Of(map, threshold);
            s_adapters.Images.WriteMask(
                Path.Combine(folder, "output/predictions_test", Path.GetFileName(file)),
                mask,
                overwrite: true
            );
        }
    }

    private static void EachPrediction(string folder, Action<Mask> change)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(folder, "output/predictions_test")))
        {
            using MaskFile read = s_adapters.Images.ReadMask(file, CancellationToken.None);
            change(read.Mask);
            s_adapters.Images.WriteMask(file, read.Mask, overwrite: true);
        }
    }

    private static void Invert(Mask mask)
    {
        for (int y = 0; y < mask.Height; y++)
        for (int x = 0; x < mask.Width; x++)
            mask[x, y] = !mask[x, y];
    }

    /// <summary>One pixel in each block of 8 x 8 that nothing else is near to.</summary>
    private static void Specks(string folder, ulong seed) =>
        EachPrediction(
            folder,
            mask =>
            {
                for (int y = 4; y < mask.Height; y += 8)
                for (int x = 4 + (int)(seed % 3); x < mask.Width; x += 8)
                    mask[x, y] = true;
            }
        );

    private static void Threshold(string folder, double threshold)
    {
        string path = Path.Combine(folder, "output/test_summary.json");
        File.WriteAllText(
            path,
            File.ReadAllText(path)
                .Replace(
                    "\"threshold\": 0.5",
                    FormattableString.Invariant($"\"threshold\": {threshold}"),
                    StringComparison.Ordinal
                )
        );
        Cut(folder, threshold);
    }
}
