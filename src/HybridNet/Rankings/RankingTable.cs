using HybridNet.Comparisons;

namespace HybridNet.Rankings;

/// <summary>The values of several runs on the same images, ready to be resampled by subject.</summary>
internal sealed class RankingTable
{
    private RankingTable(Run[] runs, string[] imageIds, double[][] values, double[][] ranks)
    {
        Runs = runs;
        ImageIds = imageIds;
        Values = values;
        Ranks = ranks;
    }

    /// <summary>The runs, in the order given.</summary>
    public Run[] Runs { get; }

    /// <summary>Images with a value in all runs, in the first run's order.</summary>
    public string[] ImageIds { get; }

    /// <summary>Values by run and image.</summary>
    public double[][] Values { get; }

    /// <summary>Ranks within each image by run and image: 1 for the best, ties share their mean.</summary>
    public double[][] Ranks { get; }

    /// <summary>Images of all runs that a policy leaves out in at least one.</summary>
    public int LeftOut { get; private init; }

    /// <summary>Healthy images on which a run predicts something, by run.</summary>
    public required int[] FalseAlarms { get; init; }

    /// <summary>Puts the runs side by side.</summary>
    /// <exception cref="InputException">Fewer than two runs, a name twice, other images, or other scoring.</exception>
    public static RankingTable Of(IReadOnlyList<Run> runs, RankingOptions options, CancellationToken cancel)
    {
        string metric = ComparedMetric.Named(options.Metric);
        if (runs.Count < 2)
            throw new InputException(
                InputError.InvalidArgument,
                $"A ranking needs two runs at least; there {(runs.Count == 1 ? "is one" : "is none")}.",
                runs.Count == 1 ? runs[0].Name : null,
                "Give more runs."
            );
        if (runs.GroupBy(run => run.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputException(
                InputError.InvalidArgument,
                $"{twice.Count()} runs are called {twice.Key}: {string.Join(", ", twice.Select(run => run.Path))}.",
                twice.Key,
                "Give each run once, under a name of its own."
            );
        RunPair[] pairs = [.. runs.Skip(1).Select(run => RunPair.Of(runs[0], run, [metric]))];
        if (!options.Force)
            foreach (RunPair pair in pairs)
                Refuse(pair, metric, cancel);
        Dictionary<(string, string?), ImageScore>[] rows =
        [
            .. runs.Select(run => run.Log.Scores.ToDictionary(score => (score.ImageId, score.Class))),
        ];
        var ids = new List<string>();
        var values = runs.Select(_ => new List<double>()).ToArray();
        var alarms = new int[runs.Count];
        int leftOut = 0;
        foreach (ImageScore first in runs[0].Log.Scores)
        {
            cancel.ThrowIfCancellationRequested();
            ImageScore?[] all = [.. rows.Select(table => table.GetValueOrDefault((first.ImageId, first.Class)))];
            if (all.Any(score => score is null))
                continue;
            bool healthy = all.Any(score => score!.State is MetricState.BothEmpty or MetricState.GtEmpty);
            for (int i = 0; healthy && i < all.Length; i++)
                if (all[i]!.State.HasNoOverlap())
                    alarms[i]++;
            double[] row = [.. all.Select(score => ComparedMetric.Value(score!, metric, options.EmptyPolicy))];
            if (row.Any(double.IsNaN))
            {
                leftOut++;
                continue;
            }
            ids.Add(first.ImageId);
            for (int i = 0; i < row.Length; i++)
                values[i].Add(row[i]);
        }
        double[][] table = [.. values.Select(list => list.ToArray())];
        return new([.. runs], [.. ids], table, RanksOf(table)) { LeftOut = leftOut, FalseAlarms = alarms };
    }

    private static void Refuse(RunPair pair, string metric, CancellationToken cancel)
    {
        List<string> differences = ScoringDifferences.Find(pair.Baseline, pair.Candidate, pair.Both, null, cancel);
        if (differences.Count > 0)
            throw new InputException(
                InputError.NotComparable,
                $"{pair.BaselineName} and {pair.CandidateName} were not scored alike: {string.Join("; ", differences)}.",
                pair.CandidateName,
                "Score all runs in the same way, leave one out, or give -Force."
            );
        string[] missing =
        [
            .. pair.OnlyBaseline.Concat(pair.OnlyCandidate).Select(score => score.ImageId),
            .. pair
                .Both.Where(rows =>
                    double.IsNaN(ComparedMetric.Logged(rows.Baseline, metric))
                    != double.IsNaN(ComparedMetric.Logged(rows.Candidate, metric))
                )
                .Select(rows => rows.Baseline.ImageId),
        ];
        if (missing.Length > 0)
            throw new InputException(
                InputError.NotComparable,
                $"{missing.Length} images have a {metric} in only one of {pair.BaselineName} and {pair.CandidateName}: "
                    + $"{ImageCoverage.Named(missing)}. A ranking over what is left would reward losing images.",
                pair.CandidateName,
                "Complete the tables, leave a run out, or give -Force to rank by the images that all have."
            );
    }

    private static double[][] RanksOf(double[][] values)
    {
        int runs = values.Length,
            images = values[0].Length;
        double[][] ranks = [.. values.Select(_ => new double[images])];
        for (int i = 0; i < images; i++)
        for (int run = 0; run < runs; run++)
        {
            int better = 0,
                equal = 0;
            foreach (double[] other in values)
            {
                if (other[i] > values[run][i])
                    better++;
                else if (other[i] == values[run][i])
                    equal++;
            }
            ranks[run][i] = better + (equal + 1) / 2.0;
        }
        return ranks;
    }
}
