using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.PostProcessing;

namespace HybridNet.Tests.Lesions;

/// <summary>Hand-checkable cases of scikit-image, cc3d and panoptica (facts only).</summary>
public class PublishedLesionTests
{
    [Fact]
    public void Skimage_diagonal_neighbours_are_one_object_only_with_eight()
    {
        Mask mask = Grid.Rows("01", "10");
        Assert.Equal((2, 1), (LesionMap.Label(mask, Connectivity.Four).Count, LesionMap.Label(mask, Connectivity.Eight).Count));
        Assert.Equal(1, LesionMap.Label(Grid.Rows("001", "010", "100")).Count);
    }

    [Fact]
    public void Skimage_regionprops_sample()
    {
        // SAMPLE of test_regionprops.py, 10 x 18: area 72, centroid (5.66667, 9.44444), equivalent diameter 9.574615.
        Mask sample = Grid.Rows(
            "000000000101100000",
            "000000001111000000",
            "000000001110000000",
            "000000001110000000",
            "000000111111000000",
            "000000111111111110",
            "000000111111111110",
            "101001101100111110",
            "011111110110001111",
            "011001110000000011"
        );
        Component c = Assert.Single(LesionMap.Label(sample).Components.ToArray());
        Assert.Equal(72, c.Area);
        Assert.Equal((5.66667, 9.44444), (Math.Round(c.CentroidY, 5), Math.Round(c.CentroidX, 5)));
        Assert.Equal(9.574615, c.EquivalentDiameter, 1e-6);
        Assert.Equal((0, 0, 17, 9), (c.Left, c.Top, c.Right, c.Bottom));
    }

    [Fact]
    public void Cc3d_dust_keeps_what_is_at_least_as_large()
    {
        Mask block = Grid.Boxes(20, 20, (3, 8, 3, 8));
        Assert.True(RegionFilter.MinimumArea(block, 26).IsEmpty);
        Assert.Equal(25, RegionFilter.MinimumArea(block, 25).Count());
        Assert.Equal(25, RegionFilter.MinimumArea(block, 10).Count());
    }

    [Fact]
    public void Panoptica_one_prediction_over_two_touching_lesions_is_one_lesion_to_us()
    {
        LesionMatching m = LesionMatching.Of(
            Grid.Boxes(50, 50, (20, 30, 10, 20), (31, 40, 10, 20)),
            Grid.Boxes(50, 50, (20, 35, 10, 20))
        );
        Assert.Equal(
            (2, 1, 2, 0, 1, 0, 1, 0),
            (m.Gt.Count, m.Pred.Count, m.GtHit, m.GtMissed, m.PredHit, m.PredFalse, m.Merges, m.Splits)
        );
        // 100 of 150 pixels are shared with the first, 40 with the second (90 pixels): 100/150 and 40/200.
        Assert.Equal([100 / 150.0, 40 / 200.0], m.Pairs.Select(pair => pair.Iou));
        LesionMatching strict = LesionMatching.Of(
            Grid.Boxes(50, 50, (20, 30, 10, 20), (31, 40, 10, 20)),
            Grid.Boxes(50, 50, (20, 35, 10, 20)),
            mode: MatchMode.Iou
        );
        Assert.Equal((1, 1, 0), (strict.GtHit, strict.GtMissed, strict.Merges));
    }

    [Fact]
    public void A_lesion_found_in_pieces_is_a_split_and_a_stray_piece_a_false_alarm()
    {
        LesionMatching m = LesionMatching.Of(
            Grid.Boxes(20, 20, (2, 12, 2, 12)),
            Grid.Boxes(20, 20, (2, 4, 2, 12), (8, 12, 2, 12), (15, 18, 15, 18))
        );
        Assert.Equal(
            (1, 3, 1, 2, 1, 0, 1, 9L),
            (m.Gt.Count, m.Pred.Count, m.GtHit, m.PredHit, m.PredFalse, m.Merges, m.Splits, m.FalsePositiveArea)
        );
    }

    [Fact]
    public void Size_strata_have_the_names_of_their_pixels()
    {
        Assert.Equal(["1-9", "10-49", "50-199", "200-999", "1000+"], SizeStrata.Default.Names);
        Assert.Equal(["1-9", "10-49", "1000+"], new long[] { 9, 10, 1000 }.Select(SizeStrata.Default.NameOf));
        Assert.Throws<ArgumentException>(() => new SizeStrata(10, 10));
    }
}
