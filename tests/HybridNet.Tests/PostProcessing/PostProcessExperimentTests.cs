using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.PostProcessing;
using HybridNet.Statistics;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.PostProcessing;

/// <summary>Runs whose answer is known: one lever helps, one hurts, one does nothing; and a grid of pure chance.</summary>
public class PostProcessExperimentTests
{
    private const int Side = 60;

    /// <summary>
    /// Each image has one lesion that is found, one pixel too thin to survive an opening in a part of it, and six specks
    /// of 4 pixels that are false. No mask has a hole.
    /// </summary>
    private static ImageCase[] Specks(TempFolder folder, int images)
    {
        var work = new List<ImageCase>();
        for (int i = 0; i < images; i++)
        {
            var random = new Xoshiro256(21, (ulong)i);
            using Mask gt = new(Side, Side),
                pred = new(Side, Side);
            int x = 5 + random.NextInt(20),
                y = 30 + random.NextInt(15),
                length = 10 + random.NextInt(20);
            for (int k = 0; k < length; k++)
                gt[x + k, y] = pred[x + k, y] = true;
            for (int k = 0; k < 4 + random.NextInt(4); k++)
                gt[x + k, y + 1] = gt[x + k, y + 2] = pred[x + k, y + 1] = pred[x + k, y + 2] = true;
            for (int k = 0; k < 6; k++)
            {
                int top = 3 + random.NextInt(3);
                foreach ((int dx, int dy) in new[] { (0, 0), (1, 0), (0, 1), (1, 1) })
                    pred[2 + 9 * k + dx, top + dy] = true;
            }
            string gtPath = Path.Combine(folder.Path, "gt", $"{i:D4}_1.png"),
                predPath = Path.Combine(folder.Path, "pred", $"{i:D4}_1.png");
            SampleRun.Adapters.Images.WriteMask(gtPath, gt, overwrite: false);
            SampleRun.Adapters.Images.WriteMask(predPath, pred, overwrite: false);
            work.Add(new("", $"{i:D4}_1", [gtPath], predPath, null, null));
        }
        return [.. work];
    }

    private static (PostProcessExperiment Experiment, string[] Ids) Try(
        ImageCase[] work,
        PostProcessGrid grid,
        EmptyPolicy policy = EmptyPolicy.NonTrivial
    )
    {
        ImageExperiment[] tried =
        [
            .. GridRunner
                .Run(work, SampleRun.Adapters.Images, grid, SizeStrata.Default, 2, CancellationToken.None)
                .Select(outcome => outcome.Result!),
        ];
        return (
            new(tried, grid, SizeStrata.Default, new() { Resamples = 2000, EmptyPolicy = policy }),
            [.. tried.Select(image => image.ImageId)]
        );
    }

    [Fact]
    public void One_lever_helps_one_hurts_one_does_nothing()
    {
        using var folder = new TempFolder();
        var grid = new PostProcessGrid
        {
            Opens = [0, 1],
            FillHoles = [false, true],
            MinimumAreas = [0, 8],
            Element = ElementShape.Square,
        };
        (PostProcessExperiment experiment, string[] ids) = Try(Specks(folder, 24), grid);
        PostProcessResult[] rows = [.. experiment.Rows("x", ChoicePlan.Of(ids, [], new()), default)];
        PostProcessResult One(int open, bool fill, long area) =>
            rows.Single(row =>
                row.Role == PostProcessRole.Combination && row.Open == open && row.FillHole == fill && row.MinimumArea == area
            );

        PostProcessResult helps = One(0, false, 8),
            nothing = One(0, true, 0),
            hurts = One(1, false, 0);
        // All 24 false pixels of an image go, and nothing else: the prediction is then the reference.
        Assert.Equal(1, helps.MeanDice, 1e-12);
        Assert.True(helps.Low > 0 && helps.Better == 24 && helps.Worse == 0);
        Assert.Equal((6, 0), (helps.BaselineFalseLesionsPerImage, helps.FalseLesionsPerImage));
        Assert.Equal((0, 0, 0, 0), (nothing.Difference, nothing.Low, nothing.High, nothing.Better + nothing.Worse));
        // The opening takes every pixel that no square of 3 fits into: specks and the thin part, and leaves the blob.
        Assert.True(hurts.High < helps.Low && hurts.LesionRecall == 1);
        Assert.True(helps.Best && helps.Simplest && helps.ParetoFront && helps.Optimistic && helps.Steps == 1);
        Assert.Single(rows, row => row.Best);
        Assert.Single(rows, row => row.Simplest);

        PostProcessResult held = rows.Single(row => row.Role == PostProcessRole.CrossFittedBest);
        Assert.Equal((1.0, 8L, 5, false), (Math.Round(held.MeanDice, 12), held.MinimumArea, held.FoldsAgreeing, held.Optimistic));
    }

    [Fact]
    public void What_is_hurt_alone_is_never_called_better()
    {
        using var folder = new TempFolder();
        (PostProcessExperiment experiment, string[] ids) = Try(
            Specks(folder, 12),
            new PostProcessGrid { MinimumAreas = [0, 2000] }
        );
        PostProcessResult all = experiment
            .Rows("", ChoicePlan.Of(ids, [], new()), default)
            .Single(row => row.MinimumArea == 2000);
        Assert.True(all.High < 0 && !all.Best && all.Worse == 12);
        // Every lesion is gone: each image goes from a defined Dice to a miss.
        Assert.Equal(new CaseChange(MetricState.Defined, MetricState.PredEmpty, 12), Assert.Single(all.CaseChanges));
        Assert.Equal((12, 0.0, 0.0), (all.CaseChanged, all.LesionRecall, all.MeanDice));
    }

    [Fact]
    public void Strata_split_the_lesions_and_the_images()
    {
        using var folder = new TempFolder();
        (PostProcessExperiment experiment, string[] ids) = Try(Specks(folder, 12), new PostProcessGrid { MinimumAreas = [30] });
        ChoicePlan plan = ChoicePlan.Of(ids, [], new() { Folds = 0 });
        PostProcessResult[] strata = [.. experiment.RowsByStratum("", plan, default)];
        PostProcessResult whole = experiment.Rows("", plan, default).Single();
        Assert.All(strata, row => Assert.NotEqual(PostProcessStratum.All, row.Stratum));
        Assert.Equal(12, strata.Sum(row => row.Images));
        Assert.Equal(whole.MeanDice * 12, strata.Sum(row => row.MeanDice * row.Images), 1e-9);
    }

    [Fact]
    public void Strict_refuses_an_image_with_nothing_marked()
    {
        using var folder = new TempFolder();
        ImageCase[] work = Specks(folder, 3);
        work[1] = work[1] with { GroundTruth = [] };
        Assert.Equal(
            InputError.UndefinedValue,
            Assert.Throws<InputException>(() => Try(work, new PostProcessGrid(), EmptyPolicy.Strict)).Error
        );
    }

    /// <summary>
    /// Combinations whose Dice is the run's own plus noise: none is any good. The best of them looks good on the images
    /// that chose it; the cross-fitted figure does not.
    /// </summary>
    [Fact]
    public void The_best_of_many_by_chance_is_not_good_where_it_was_not_chosen()
    {
        const int Images = 60,
            Combinations = 200;
        double optimistic = 0,
            held = 0;
        for (ulong repeat = 0; repeat < 12; repeat++)
        {
            var random = new Xoshiro256(100 + repeat);
            var grid = new PostProcessGrid { MinimumAreas = [.. Enumerable.Range(2, Combinations).Select(area => (long)area)] };
            ImageExperiment[] images =
            [
                .. Enumerable.Range(0, Images).Select(i => new ImageExperiment($"{i:D4}_1", 1000, [1], 0, Combinations + 1)),
            ];
            foreach (ImageExperiment image in images)
                for (int row = 0; row <= Combinations; row++)
                    image.SetPixels(row, 400 + random.NextInt(201), 1000);
            var experiment = new PostProcessExperiment(images, grid, new SizeStrata(), new() { Resamples = 0 });
            PostProcessResult[] rows =
            [
                .. experiment.Rows(
                    "",
                    ChoicePlan.Of([.. images.Select(image => image.ImageId)], [], new() { Seed = repeat }),
                    default
                ),
            ];
            // The run as it is has the same noise; its own luck is taken out.
            double run = rows[0].BaselineDice - 0.5;
            optimistic += (rows.Single(row => row.Best).Difference + run) / 12;
            held += (rows.Single(row => row.Role == PostProcessRole.CrossFittedBest).Difference + run) / 12;
        }
        // A mean of 60 uniform values of 0.4 to 0.6 has a standard error of 0.2 / sqrt(12 x 60) = 0.0075; the best of 200 is
        // about 2.75 of these above the truth. The mean of 12 held-out figures has an error of 0.0022.
        Assert.InRange(optimistic, 0.015, 0.027);
        Assert.InRange(held, -0.008, 0.008);
    }

    [Fact]
    public void The_simplest_is_within_one_error_and_has_fewer_steps()
    {
        // The second combination is better by 0.001 on average, with an error of about 0.006: not worth a step.
        var random = new Xoshiro256(3);
        var grid = new PostProcessGrid { MinimumAreas = [0, 5] };
        ImageExperiment[] images = [.. Enumerable.Range(0, 40).Select(i => new ImageExperiment($"{i:D4}_1", 1000, [1], 0, 3))];
        foreach (ImageExperiment image in images)
        {
            int own = 500 + random.NextInt(100);
            image.SetPixels(0, own, 1000);
            image.SetPixels(1, own, 1000);
            image.SetPixels(2, own + 1 + (random.NextInt(2) == 0 ? -40 : 40), 1000);
        }
        double shift = images.Average(image => image.Counts(2).TruePositive - image.Counts(1).TruePositive);
        PostProcessResult[] rows =
        [
            .. new PostProcessExperiment(images, grid, new SizeStrata(), new()).Rows(
                "",
                ChoicePlan.Of([.. images.Select(image => image.ImageId)], [], new() { Folds = 0 }),
                default
            ),
        ];
        Assert.Equal(shift > 0 ? 5 : 0, rows.Single(row => row.Best).MinimumArea);
        Assert.Equal(0, rows.Single(row => row.Simplest).MinimumArea);
    }
}
