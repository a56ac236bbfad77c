using HybridNet.Lesions;
using HybridNet.Metrics;

namespace HybridNet.PostProcessing;

/// <summary>Turns the counts of all images into the rows of an experiment.</summary>
internal sealed class PostProcessExperiment
{
    private readonly IReadOnlyList<ImageExperiment> _images;
    private readonly IReadOnlyList<PostProcessCombination> _combinations;
    private readonly PostProcessGrid _grid;
    private readonly SizeStrata _strata;
    private readonly ExperimentOptions _options;

    /// <param name="images">Counts of every image.</param>
    /// <param name="grid">The combinations.</param>
    /// <param name="strata">Bins of lesion size.</param>
    /// <param name="options">Policy, bootstrap, threshold of the run as it is.</param>
    /// <exception cref="InputException">The policy is Strict and an image has an undefined Dice.</exception>
    public PostProcessExperiment(
        IReadOnlyList<ImageExperiment> images,
        PostProcessGrid grid,
        SizeStrata strata,
        ExperimentOptions options
    )
    {
        (_images, _grid, _strata, _options, _combinations) = (images, grid, strata, options, grid.Combinations());
        int undefined = images.Count(image => image.GtPixels == 0);
        if (options.EmptyPolicy == EmptyPolicy.Strict && undefined > 0)
            throw new InputException(
                InputError.UndefinedValue,
                $"{undefined} images have nothing marked, and the policy Strict refuses their Dice.",
                images.First(image => image.GtPixels == 0).ImageId,
                "Choose another -EmptyPolicy."
            );
    }

    /// <summary>One row for each combination; with folds, two more for what choosing achieves.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="plan">Who chooses and who reports.</param>
    /// <param name="origin">The run.</param>
    public IEnumerable<PostProcessResult> Rows(string run, ChoicePlan plan, Origin origin) => Rows(run, plan, null, origin);

    /// <summary>The same for each size of reference lesions that occurs, smallest first.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="plan">Who chooses and who reports.</param>
    /// <param name="origin">The run.</param>
    public IEnumerable<PostProcessResult> RowsByStratum(string run, ChoicePlan plan, Origin origin) =>
        Enumerable
            .Range(0, _strata.Names.Count)
            .Where(stratum => plan.Reported.Any(i => _images[i].GtLesions[stratum] > 0))
            .SelectMany(stratum => Rows(run, plan, stratum, origin));

    private IEnumerable<PostProcessResult> Rows(string run, ChoicePlan plan, int? stratum, Origin origin)
    {
        Choice choice = Choose(plan.Tuned, stratum);
        for (int c = 0; c < _combinations.Count; c++)
        {
            int row = c + 1;
            yield return Measure(plan.Reported, stratum, _ => row) with
            {
                Best = c == choice.Best,
                Simplest = c == choice.Simplest,
                ParetoFront = choice.Front[c],
                TunedDice = choice.Dice[c],
                Run = run,
                Threshold = _combinations[c].Threshold,
                Open = _combinations[c].Open,
                Close = _combinations[c].Close,
                FillHole = _combinations[c].FillHole,
                MinimumArea = _combinations[c].MinimumArea,
                Steps = _combinations[c].Steps(_options.OwnThreshold),
                TunedOn = plan.Names.Tuned,
                ReportedOn = plan.Names.Reported,
                Optimistic = plan.Optimistic,
                Origin = origin,
            };
        }
        if (plan.Folds.Count == 0)
            yield break;
        Choice[] choices = [.. plan.Folds.Select(fold => Choose([.. plan.Tuned.Except(fold)], stratum))];
        yield return Held(PostProcessRole.CrossFittedBest, choice.Best, one => one.Best);
        yield return Held(PostProcessRole.CrossFittedSimplest, choice.Simplest, one => one.Simplest);

        PostProcessResult Held(PostProcessRole role, int shown, Func<Choice, int> chosen)
        {
            var rowOf = new Dictionary<int, int>();
            for (int fold = 0; fold < plan.Folds.Count; fold++)
                foreach (int image in plan.Folds[fold])
                    rowOf[image] = chosen(choices[fold]) + 1;
            PostProcessCombination steps = _combinations[shown];
            return Measure(plan.Reported, stratum, image => rowOf[image]) with
            {
                Role = role,
                Run = run,
                Threshold = steps.Threshold,
                Open = steps.Open,
                Close = steps.Close,
                FillHole = steps.FillHole,
                MinimumArea = steps.MinimumArea,
                Steps = steps.Steps(_options.OwnThreshold),
                TunedOn = $"other folds of {plan.Folds.Count}",
                ReportedOn = $"each of {plan.Folds.Count} folds",
                FoldsAgreeing = choices.Count(one => chosen(one) == shown),
                Origin = origin,
            };
        }
    }

    /// <summary>The figures of the images, each with its row of the grid.</summary>
    private PostProcessResult Measure(IReadOnlyList<int> images, int? stratum, Func<int, int> rowOf)
    {
        int[] scored = [.. images.Where(i => InStratum(i, stratum))];
        PolicyDifference dice = Compare(scored, i => (_images[i].Counts(ImageExperiment.AsItIs), _images[i].Counts(rowOf(i))));
        Statistics.Interval interval = dice.Interval(_options.Resamples, _options.Seed);
        (double recall, double falseLesions) = Lesions(images, stratum, rowOf);
        (double recallBefore, double falseBefore) = Lesions(images, stratum, _ => ImageExperiment.AsItIs);
        (MetricState From, MetricState To)[] cases =
        [
            .. scored.Select(i => (_images[i].Counts(ImageExperiment.AsItIs).State, _images[i].Counts(rowOf(i)).State)),
        ];
        int Moved(int sign) =>
            scored.Count(i =>
                Math.Sign((Value(_images[i].Counts(rowOf(i))) ?? 0) - (Value(_images[i].Counts(ImageExperiment.AsItIs)) ?? 0))
                == sign
            );
        return new()
        {
            Run = "",
            Stratum = stratum is { } index ? _strata.Names[index] : PostProcessStratum.All,
            Element = _grid.Element,
            EmptyPolicy = _options.EmptyPolicy,
            Images = scored.Length,
            MeanDice = dice.After,
            BaselineDice = dice.Before,
            Difference = dice.Difference,
            Low = interval.Low,
            High = interval.High,
            LesionRecall = recall,
            BaselineLesionRecall = recallBefore,
            FalseLesionsPerImage = falseLesions,
            BaselineFalseLesionsPerImage = falseBefore,
            Better = Moved(1),
            Worse = Moved(-1),
            CaseChanged = cases.Count(change => change.From != change.To),
            CaseChanges =
            [
                .. cases
                    .Where(change => change.From != change.To)
                    .GroupBy(change => change)
                    .OrderBy(group => group.Key)
                    .Select(group => new CaseChange(group.Key.From, group.Key.To, group.Count())),
            ],
        };
    }

    private Choice Choose(IReadOnlyList<int> images, int? stratum)
    {
        int[] scored = [.. images.Where(i => InStratum(i, stratum))];
        double[] dice =
        [
            .. Enumerable
                .Range(1, _combinations.Count)
                .Select(row => PolicyDifference.Of(scored.Select(i => (Value(_images[i].Counts(row)), (double?)null))).Before),
        ];
        int[] order = [.. Enumerable.Range(0, dice.Length).OrderBy(c => _combinations[c].Simplicity(_options.OwnThreshold))];
        // Of equally good ones the simplest, and of equally simple ones the first of the grid.
        int best = order.Aggregate(
            (chosen, c) => dice[c] > dice[chosen] || (double.IsNaN(dice[chosen]) && !double.IsNaN(dice[c])) ? c : chosen
        );
        int simplest = order.First(c => c == best || WithinOneError(scored, best + 1, c + 1));
        return new(best, simplest, dice, Front(images, stratum));
    }

    /// <summary>
    /// The one-standard-error rule (L. Breiman et al., Classification and Regression Trees, 1984, section 3.4.3), with the
    /// standard error of the paired difference to the best.
    /// </summary>
    private bool WithinOneError(int[] scored, int best, int other)
    {
        PolicyDifference lost = Compare(scored, i => (_images[i].Counts(other), _images[i].Counts(best)));
        return lost.Difference <= lost.StandardError || lost.Difference == 0;
    }

    private bool[] Front(IReadOnlyList<int> images, int? stratum)
    {
        var front = new bool[_combinations.Count];
        if (_grid.OverlapOnly)
            return front;
        (double Recall, double False)[] points =
        [
            .. Enumerable.Range(1, front.Length).Select(row => Lesions(images, stratum, _ => row)),
        ];
        for (int c = 0; c < front.Length; c++)
            front[c] =
                !double.IsNaN(points[c].Recall)
                && !points.Any(other =>
                    other.Recall >= points[c].Recall
                    && other.False <= points[c].False
                    && (other.Recall > points[c].Recall || other.False < points[c].False)
                );
        return front;
    }

    private (double Recall, double FalsePerImage) Lesions(IReadOnlyList<int> images, int? stratum, Func<int, int> rowOf)
    {
        if (_grid.OverlapOnly || images.Count == 0)
            return (double.NaN, double.NaN);
        long lesions = 0,
            hits = 0,
            wrong = 0;
        foreach (int i in images)
            for (int s = stratum ?? 0; s <= (stratum ?? _strata.Names.Count - 1); s++)
            {
                lesions += _images[i].GtLesions[s];
                hits += _images[i].Hits(rowOf(i), s);
                wrong += _images[i].False(rowOf(i), s);
            }
        return (lesions == 0 ? double.NaN : (double)hits / lesions, (double)wrong / images.Count);
    }

    private PolicyDifference Compare(int[] images, Func<int, (Confusion Before, Confusion After)> counts) =>
        PolicyDifference.Of(
            images.Select(i =>
            {
                (Confusion before, Confusion after) = counts(i);
                return (Value(before), Value(after));
            })
        );

    private double? Value(in Confusion c) => PolicyMean.ValueUnder(_options.EmptyPolicy, OverlapMetrics.Dice(c), c.State);

    private bool InStratum(int image, int? stratum) => stratum is null || _images[image].MedianStratum == stratum;

    private sealed record Choice(int Best, int Simplest, double[] Dice, bool[] Front);
}

/// <summary>How an experiment is summarised.</summary>
internal sealed record ExperimentOptions
{
    /// <summary>Rule for undefined values.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>Bootstrap resamples; 0 for no intervals.</summary>
    public int Resamples { get; init; } = Statistics.Bootstrap.DefaultResamples;

    /// <summary>Seed of the resampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threshold of the run as it is.</summary>
    public double OwnThreshold { get; init; } = 0.5;
}
