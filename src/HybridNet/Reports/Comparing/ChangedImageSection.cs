using HybridNet.Charts;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.Panels;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>Every image of both runs, those that changed most first; its pictures in both lie under one slider.</summary>
internal static class ChangedImageSection
{
    public static ReportSection? Of(ComparisonInput input)
    {
        Comparison first = input.First;
        if (first.Images.Count == 0)
            return null;
        ImageChange[] images = Ordered(first);
        Dictionary<string, PanelImage> before = Pictures(input, input.Baseline),
            after = Pictures(input, input.Candidate);
        PictureChoice choice = PictureChoice.Among(
            [.. images.Select(image => image.ImageId).Distinct().Where(id => before.ContainsKey(id) || after.ContainsKey(id))],
            input.ImageCount,
            "those that changed most"
        );
        IReadOnlyDictionary<string, ImageChange>[] others =
        [
            .. input
                .Comparisons.Skip(1)
                .Select(one => one.Images.DistinctBy(image => image.ImageId).ToDictionary(image => image.ImageId)),
        ];
        var table = new ReportTable(
            $"All {Count(images.Length)} images of both runs, the largest change first",
            [
                new("Image"),
                new(first.BaselineRun, true),
                new(first.CandidateRun, true),
                new("Change", true),
                .. input.Comparisons.Skip(1).Select(one => new ReportColumn($"Change of {one.Metric}", true)),
                new("What happened") { Filter = true },
                new("Before") { Filter = true },
                new("After") { Filter = true },
            ],
            [.. images.Select(image => Row(image, others))]
        )
        {
            Interactive = true,
            IsImages = true,
            MeanOf = "Change",
            Pictures = Chosen(images, after, choice),
            Others = Chosen(images, before, choice),
        };
        string?[] coverage =
        [
            input.Baseline is { } old ? MaskCoverage.Sentence(old.Run, before.Keys.ToHashSet()) : null,
            input.Candidate is { } young ? MaskCoverage.Sentence(young.Run, after.Keys.ToHashSet()) : null,
        ];
        string said = string.Join(
            ' ',
            coverage.OfType<string>().Append(Said(input, choice, before.Count > 0 && after.Count > 0))
        );
        return new("images", "Images that changed", [new ReportText(said), table]);
    }

    /// <summary>Without overlap before, and not so now.</summary>
    public static bool IsCured(ImageChange image) => image.StateBefore.HasNoOverlap() && !image.StateAfter.HasNoOverlap();

    /// <summary>What became of an image, in two or three words.</summary>
    public static string Happened(ImageChange image) =>
        image switch
        {
            { NewFalseAlarm: true } => "new false alarm",
            { NewZeroDice: true } => "new failure",
            { StateAfter: MetricState.BothEmpty } when image.StateBefore.HasNoOverlap() => "alarm gone",
            _ when IsCured(image) => "cured",
            { Change: > 0 } => "better",
            { Change: < 0 } => "worse",
            { Change: 0 } => "the same",
            _ => "left out",
        };

    /// <summary>The case, or what else stands behind a value.</summary>
    public static string State(ZeroDiceCase? zero, MetricState state) => zero?.ToString() ?? state.ToString();

    private static ImageChange[] Ordered(Comparison first) =>
        [
            .. first
                .Images.OrderBy(image => double.IsNaN(image.Change))
                .ThenByDescending(image => Math.Abs(image.Change))
                .ThenBy(image => image.ImageId, StringComparer.Ordinal),
        ];

    private static string Said(ComparisonInput input, PictureChoice choice, bool both)
    {
        Comparison first = input.First;
        var said = new List<string>
        {
            $"{first.Metric} under {first.EmptyPolicy}; an image that the policy leaves out on one side has no change.",
        };
        if (input.ImageCount == 0)
            said.Add("Pictures were not asked for.");
        else if (choice.Of == 0)
            said.Add(
                input.Candidate is null
                    ? "The comparison came without its runs, through a job or a file: there are no pictures."
                    : "Neither run has masks with references: there are no pictures."
            );
        else if (both)
            said.Add($"An image opens with {first.BaselineRun} and {first.CandidateRun} under one slider.");
        if (input.ImageCount > 0 && choice.LeftOut is { } leftOut)
            said.Add(leftOut);
        if (choice.Of > 0)
            said.AddRange(
                new[] { (input.Baseline, first.BaselineRun), (input.Candidate, first.CandidateRun) }
                    .Where(side => side.Item1 is not { HasMasks: true })
                    .Select(side => $"{side.Item2} has no masks with references: only the other run is shown.")
            );
        return string.Join(' ', said);
    }

    private static IReadOnlyList<ReportCell> Row(ImageChange image, IReadOnlyDictionary<string, ImageChange>[] others)
    {
        double Of(IReadOnlyDictionary<string, ImageChange> other) =>
            other.TryGetValue(image.ImageId, out ImageChange? same) ? same.Change : double.NaN;
        return
        [
            new(image.ImageId),
            ScoreCell(image.Baseline),
            ScoreCell(image.Candidate),
            SignedCell(image.Change),
            .. others.Select(other => SignedCell(Of(other))),
            new(Happened(image)),
            new(State(image.CaseBefore, image.StateBefore)),
            new(State(image.CaseAfter, image.StateAfter)),
        ];
    }

    private static PanelImage?[] Chosen(ImageChange[] images, Dictionary<string, PanelImage> pictures, PictureChoice choice) =>
        pictures.Count == 0 || choice.Ids.Count == 0
            ? []
            : [.. images.Select(image => choice.Ids.Contains(image.ImageId) ? pictures.GetValueOrDefault(image.ImageId) : null)];

    /// <summary>The images of a run whose masks are paired with references, by id.</summary>
    private static Dictionary<string, PanelImage> Pictures(ComparisonInput input, RunEvidence? side)
    {
        if (side is not { HasMasks: true })
            return [];
        PairingResult paired = ImageCases.Pair(side.Run, input.MissingGroundTruth);
        if (paired.SideFault is not null)
            return [];
        var images = new RunImages(side.Run);
        return ImageCases
            .Entries(paired)
            .Select(entry => entry.Work)
            .OfType<ImageCase>()
            .DistinctBy(work => work.ImageId)
            .ToDictionary(
                work => work.ImageId,
                work => new PanelImage(work with { Run = side.Run.Name }, images.Picture(work.ImageId)),
                StringComparer.Ordinal
            );
    }
}
