using HybridNet.Suspects;

namespace HybridNet.Tests.Suspects;

/// <summary>
/// A reference drawn beside its lesion is seen although it still overlaps the prediction, and told from a prediction that is
/// beside the lesion.
/// </summary>
public sealed class DisplacedTests
{
    /// <summary>
    /// One agreed lesion of 50 pixels, mean 0.9, contrast 0.4. The reference's part: half the map's response (0.3 of 0.6), a
    /// quarter of the contrast (0.1 of 0.4), larger than the agreed one (share (1 + 0.5)/2 = 0.75): 0.5, 0.75, 0.75. The
    /// prediction's: larger (0.75), less sure (0.25), not more contrast (0.25). Score: fourth root of both geometric means.
    /// </summary>
    [Fact]
    public void Score_is_that_of_the_parts_by_hand()
    {
        double elsewhere = Math.Cbrt(0.5 * 0.75 * 0.75),
            lesion = Math.Cbrt(0.75 * 0.25 * 0.25);
        LabelSuspect suspect = Assert.Single(SuspectRanking.Of([.. Agreed(), .. Pair(gtContrast: 0.1, predContrast: 0.4)]));
        Assert.Equal(LabelFault.Shifted, suspect.Fault);
        Assert.Equal(2, suspect.Label);
        Assert.Equal(new PixelBox(100, 100, 20, 12), suspect.Box);
        Assert.Equal(Math.Pow(elsewhere * lesion, 0.25), suspect.Score, 1e-12);
    }

    [Fact]
    public void Model_beside_a_lesion_that_the_photograph_shows_under_the_reference_is_not_suspicious()
    {
        double reference = Score(gtContrast: 0.1, predContrast: 0.4),
            model = Score(gtContrast: 0.4, predContrast: 0.1);
        // No part of the contrast is elsewhere: the geometric mean has a factor of 1e-9, the score its twelfth root, 0.18.
        Assert.True(model < 0.18 && model < reference / 3, $"{model} against {reference}");

        static double Score(double gtContrast, double predContrast) =>
            SuspectRanking.Of([.. Agreed(), .. Pair(gtContrast, predContrast)]).Single().Score;
    }

    /// <summary>100 pixels are a disk of radius sqrt(100/pi) = 5.64.</summary>
    [Theory]
    [InlineData(5.6, 1, 0)]
    [InlineData(5.7, 1, 1)]
    [InlineData(8, 2, 0)]
    public void Pairs_alone_together_and_a_radius_apart_are_displaced(double apart, int matches, int pairs) =>
        Assert.Equal(pairs, Displaced.Of(Pair(0.1, 0.4, apart, matches)).Count());

    [Fact]
    public void A_lesion_and_the_partner_of_another_are_no_pair()
    {
        Lesion[] lesions = Pair(0.1, 0.4);
        Assert.Empty(Displaced.Of([lesions[0], lesions[1] with { OverlapPixels = 19 }]));
        Assert.Empty(Displaced.Of([lesions[0], lesions[1] with { Box = new(300, 100, 12, 12) }]));
    }

    /// <summary>All 20 pixels that they share are the whole prediction: it is drawn too small, and its place is right.</summary>
    [Fact]
    public void One_that_lies_in_the_other_is_not_displaced()
    {
        Lesion[] lesions = Pair(0.1, 0.4);
        Assert.Single(Displaced.Of(lesions));
        Assert.Empty(Displaced.Of([lesions[0], lesions[1] with { Area = lesions[1].OverlapPixels }]));
    }

    private static Lesion[] Agreed() =>
        [
            Of(LesionSide.GroundTruth, 1, 50, 40, 0.9, 0.4) with
            {
                OverlapPixels = 50,
                BestIou = 1,
            },
            Of(LesionSide.Prediction, 1, 50, 40, 0.9, 0.4) with
            {
                OverlapPixels = 50,
                BestIou = 1,
            },
        ];

    private static Lesion[] Pair(double gtContrast, double predContrast, double apart = 8, int matches = 1) =>
        [
            Of(LesionSide.GroundTruth, 2, 100, 106, 0.3, gtContrast) with
            {
                Matches = matches,
            },
            Of(LesionSide.Prediction, 2, 100, 106 + apart, 0.6, predContrast) with
            {
                Matches = matches,
            },
        ];

    private static Lesion Of(LesionSide side, int label, long area, double x, double mean, double contrast) =>
        new()
        {
            Run = "a",
            ImageId = "1",
            Side = side,
            Label = label,
            Area = area,
            EquivalentDiameter = 2 * Math.Sqrt(area / Math.PI),
            Box = new((int)x - 6, 100, 12, 12),
            Centroid = new(x, 106),
            Hit = true,
            Matches = 1,
            OverlapPixels = 20,
            BestIou = 20.0 / 180,
            MeanProbability = mean,
            PeakProbability = 0.95,
            Contrast = contrast,
        };
}
