using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>Images that lost all overlap, and images that won some.</summary>
internal static class FailureSection
{
    public static ReportSection Of(ComparisonInput input)
    {
        Comparison first = input.First;
        ImageChange[] fresh = [.. first.Images.Where(image => image.NewZeroDice)],
            cured = [.. first.Images.Where(ChangedImageSection.IsCured)];
        int stay = first.Images.Count(image => image.StateBefore.HasNoOverlap() && image.StateAfter.HasNoOverlap());
        var blocks = new List<ReportBlock>
        {
            new ReportText(
                $"{Many(fresh.Length, "new failure", "new failures")}, {Count(cured.Length)} cured, "
                    + $"{Many(stay, "image stays", "images stay")} without overlap. A failure is an image without a pixel "
                    + $"that is both marked and predicted, a false alarm on an empty image included."
            ),
        };
        if (fresh.Length > 0)
            blocks.Add(Table("New failures", fresh));
        if (cured.Length > 0)
            blocks.Add(Table("Cured", cured));
        return new("failures", "New failures, and cured ones", blocks);
    }

    private static ReportTable Table(string caption, ImageChange[] images) =>
        new(
            caption,
            [
                new("Image"),
                new("Before", true),
                new("Now", true),
                new("Case before"),
                new("Case now"),
                new("What happened") { Filter = images.Length > 1 },
            ],
            [
                .. images
                    .OrderBy(image => ChangedImageSection.Happened(image), StringComparer.Ordinal)
                    .ThenBy(image => image.ImageId, StringComparer.Ordinal)
                    .Select(image =>
                        (IReadOnlyList<ReportCell>)
                            [
                                new(image.ImageId),
                                ScoreCell(image.Baseline),
                                ScoreCell(image.Candidate),
                                new(ChangedImageSection.State(image.CaseBefore, image.StateBefore)),
                                new(ChangedImageSection.State(image.CaseAfter, image.StateAfter)),
                                new(ChangedImageSection.Happened(image)),
                            ]
                    ),
            ]
        )
        {
            Interactive = images.Length > 1,
        };
}
