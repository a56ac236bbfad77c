using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN011: lesion-positive images, or the sizes of their lesions, are not spread evenly over the splits. Positives by a
/// chi-square test for each class (Fisher's exact one where expected counts are below 5), sizes by a Kruskal-Wallis test
/// of each image's median lesion where the mask folders hold images of several splits; each at the level 0.001. Silent
/// without a split summary and without such masks.
/// </summary>
internal sealed class SplitPrevalence : AuditRule
{
    private const double Level = 0.001;
    private const int FewestImages = 5;

    public override string Id => "HN011";

    public override string Title => "Uneven splits";

    public override IReadOnlyList<string> Tags => ["split", "statistical"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        IReadOnlyList<SplitTest> tests = SplitTest.Of(context.Run);
        (string Split, double[] Medians)[] sizes = LesionSizes(context);
        if (tests.Count == 0 && sizes.Length < 2)
            return Skip("two splits with positives in metrics_logs/split_summary.csv, or with masks");
        var findings = new List<Finding>();
        if (tests.Where(test => test.BestP < Level).MinBy(test => test.BestP) is { } worst)
            findings.AddRange(
                Report(
                    context,
                    Severity.Warning,
                    $"The share of lesion-positive images differs between "
                        + $"splits{(worst.Class is null ? "" : $" for class {worst.Class}")}: chi-square "
                        + $"{worst.ChiSquare:0.00}, p = {worst.BestP:G2}, Cramer's V {worst.CramersV:0.00}.",
                    tests.Count(test => test.BestP < Level),
                    [],
                    new()
                    {
                        ["ChiSquare"] = worst.ChiSquare,
                        ["P"] = worst.P,
                        ["ExactP"] = worst.ExactP,
                        ["CramersV"] = worst.CramersV,
                    },
                    "Split again, stratified by lesion and subject."
                ).Findings
            );
        double sizeP =
            sizes.Length < 2
                ? double.NaN
                : KruskalWallis.Test([.. sizes.Select(split => (IReadOnlyList<double>)split.Medians)]).P;
        IEnumerable<string> medians = sizes.Select(split =>
            InvariantText.Invariant($"{split.Split} {Quantile.Of(split.Medians, 0.5):0} px of {split.Medians.Length} images")
        );
        if (sizeP < Level)
            findings.AddRange(
                Report(
                    context,
                    Severity.Warning,
                    $"Lesions differ in size between splits (p = {sizeP:G2}). Median lesion by split: "
                        + $"{string.Join(", ", medians)}.",
                    sizes.Length,
                    [],
                    new() { ["SizeP"] = sizeP, ["Splits"] = sizes.Select(split => split.Split).ToArray() },
                    "Split again, stratified by lesion size."
                ).Findings
            );
        if (findings.Count > 0)
            return new(findings, null);
        return double.IsNaN(sizeP)
            ? Pass(
                context,
                $"The share of lesion-positive images is the same in all splits (p = {tests.Min(test => test.BestP):0.000})."
            )
            : Pass(
                context,
                $"Lesion-positive images (p = {tests.Select(test => test.BestP).DefaultIfEmpty(double.NaN).Min():0.000}) and "
                    + $"lesion sizes (p = {sizeP:0.000}) are the same in all splits."
            );
    }

    /// <summary>Median lesion of each image that has one, by split; splits with fewer than five such images are left
    /// out.</summary>
    private static (string Split, double[] Medians)[] LesionSizes(AuditContext context)
    {
        if (context.Run.Files.GroundTruth.Count == 0)
            return [];
        var images = new RunImages(context.Run);
        (string Split, IReadOnlyList<string> Files)[] marked =
        [
            .. context
                .Run.Log.Assignments.DistinctBy(row => row.ImageId)
                .Select(row => (row.Split, images.GroundTruth(row.ImageId)))
                .Where(row => row.Item2.Count > 0),
        ];
        if (marked.Select(row => row.Split).Distinct().Count() < 2)
            return [];
        var medians = new List<(string Split, double Median)>();
        foreach (
            ((string split, _), LesionAreas? areas, _) in OrderedParallel.Run(
                marked,
                context.Options.Workers,
                (row, stop) => LesionAreas.Read(context.Reader, row.Files, stop),
                context.Cancel
            )
        )
            if (areas is { Pixels.Length: > 0 })
                medians.Add((split, Quantile.Of(areas.Pixels, 0.5)));
        return
        [
            .. medians
                .GroupBy(row => row.Split)
                .Where(rows => rows.Count() >= FewestImages)
                .Select(rows => (rows.Key, rows.Select(row => row.Median).ToArray()))
                .OrderBy(rows => rows.Key, StringComparer.Ordinal),
        ];
    }

    private sealed record LesionAreas(double[] Pixels)
    {
        public static LesionAreas Read(IImageFiles reader, IReadOnlyList<string> files, CancellationToken cancel)
        {
            using MaskFile mask = ReferenceMask.Read(reader, files, cancel);
            ReadOnlySpan<Component> lesions = LesionMap.Label(mask.Mask).Components;
            var pixels = new double[lesions.Length];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = lesions[i].Area;
            return new(pixels);
        }
    }
}
