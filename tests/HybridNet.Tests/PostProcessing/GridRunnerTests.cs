using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.PostProcessing;
using HybridNet.Probabilities;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.PostProcessing;

/// <summary>The shared tree of a grid gives what each combination gives when it is done alone and measured as any mask.</summary>
public class GridRunnerTests
{
    private static readonly PostProcessGrid s_grid = new()
    {
        Thresholds = [0.3, 0.5, 0.8],
        Opens = [0, 1],
        Closes = [0, 2],
        FillHoles = [false, true],
        MinimumAreas = [0, 3, 12],
        Element = ElementShape.Disk,
    };

    private static ImageCase[] Work(TempFolder folder, bool regions)
    {
        string path = Path.Combine(folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(6, 97, 3), _ => { }, CancellationToken.None);
        if (regions)
        {
            // A region whose edge cuts lesions.
            using var region = new Mask(97, 97);
            for (int y = 20; y < 97; y++)
            for (int x = 0; x < 60; x++)
                region[x, y] = true;
            foreach (string file in Directory.EnumerateFiles(Path.Combine(path, "masks", "HardExudate_Masks")))
                SampleRun.Adapters.Images.WriteMask(
                    Path.Combine(path, "regions", Path.GetFileName(file)),
                    region,
                    overwrite: false
                );
        }
        return
        [
            .. ImageCases
                .Of(SampleRun.Adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None), MissingGroundTruth.Error)
                .Select(entry => entry.Work!),
        ];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_combination_equals_the_steps_done_alone(bool regions)
    {
        using var folder = new TempFolder();
        IReadOnlyList<PostProcessCombination> combinations = s_grid.Combinations();
        foreach (ImageCase work in Work(folder, regions))
        {
            using ImageMasks image = ImageMasks.Read(SampleRun.Adapters.Images, work, true, CancellationToken.None);
            ImageExperiment tried = GridRunner.Try(work, image, s_grid, SizeStrata.Default, CancellationToken.None);
            Compare(tried, ImageExperiment.AsItIs, image, image.GtInside, image.PredInside.Clone());
            for (int c = 0; c < combinations.Count; c++)
            {
                PostProcessCombination steps = combinations[c];
                using Mask positive = ThresholdMask.Of(image.Map!, steps.Threshold);
                Mask alone = new PostProcess
                {
                    Open = steps.Open,
                    Close = steps.Close,
                    FillHole = steps.FillHole,
                    MinimumArea = steps.MinimumArea,
                }.Apply(positive, image.Region);
                Compare(tried, c + 1, image, image.GtInside, alone);
            }
        }
    }

    private static void Compare(ImageExperiment tried, int row, ImageMasks image, Mask gt, Mask pred)
    {
        using (pred)
        {
            Confusion expected = Confusion.Count(image.Gt, pred, image.Region);
            Assert.Equal(expected with { TrueNegative = 0 }, tried.Counts(row));
            LesionMatching lesions = LesionMatching.Of(gt, pred);
            SizeStrata strata = SizeStrata.Default;
            for (int s = 0; s < strata.Names.Count; s++)
            {
                Assert.Equal(
                    lesions
                        .Gt.Components.ToArray()
                        .Count(lesion =>
                            strata.IndexOf(lesion.Area) == s && lesions.Matches(LesionSide.GroundTruth, lesion.Label) > 0
                        ),
                    tried.Hits(row, s)
                );
                Assert.Equal(
                    lesions
                        .Pred.Components.ToArray()
                        .Count(lesion =>
                            strata.IndexOf(lesion.Area) == s && lesions.Matches(LesionSide.Prediction, lesion.Label) == 0
                        ),
                    tried.False(row, s)
                );
            }
        }
    }

    [Fact]
    public void Thresholds_alone_come_from_the_histogram_and_are_the_same()
    {
        using var folder = new TempFolder();
        var grid = new PostProcessGrid { Thresholds = [0, 0.1, 0.5, 0.77, 1] };
        foreach (ImageCase work in Work(folder, regions: false))
        {
            using ImageMasks image = ImageMasks.Read(SampleRun.Adapters.Images, work, true, CancellationToken.None);
            ImageExperiment masks = GridRunner.Try(work, image, grid, SizeStrata.Default, CancellationToken.None);
            ImageExperiment histogram = GridRunner.Try(
                work,
                image,
                grid with
                {
                    OverlapOnly = true,
                },
                SizeStrata.Default,
                CancellationToken.None
            );
            for (int row = 0; row <= grid.Count; row++)
                Assert.Equal(masks.Counts(row), histogram.Counts(row));
        }
    }

    [Fact]
    public void The_order_of_steps_is_open_close_fill_minimum_area()
    {
        // A ring whose hole is filled is 9 pixels and stays; filtered before it was filled it would have 8 and go.
        using Mask ring = Grid.Rows("......", ".###..", ".#.#..", ".###..", "......");
        using Mask both = new PostProcess { FillHole = true, MinimumArea = 9 }.Apply(ring);
        Assert.Equal(9, both.Count());
        // Two dots one pixel apart: opened first they are gone before the closing can join them.
        using Mask dots = Grid.Rows(".......", ".......", "..#.#..", ".......", ".......");
        using Mask opened = new PostProcess
        {
            Open = 1,
            Close = 1,
            Element = ElementShape.Square,
        }.Apply(dots);
        Assert.True(opened.IsEmpty);
        using Mask closed = new PostProcess { Close = 1, Element = ElementShape.Square }.Apply(dots);
        Assert.Equal(3, closed.Count());
    }
}
