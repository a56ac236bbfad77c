using System.Text.RegularExpressions;
using HybridNet.Froc;
using HybridNet.Statistics;

namespace HybridNet;

/// <summary>FROC of a run: how many lesions are found at how many false candidates an image.</summary>
public sealed record FrocResult : IFromRun
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Bin of lesion size in pixels, or null for all; false candidates are those of all sizes.</summary>
    public string? SizeStratum { get; init; }

    /// <summary>Images with a map.</summary>
    public int Images { get; init; }

    /// <summary>Images or subjects that the intervals take for independent.</summary>
    public int Subjects { get; init; }

    /// <summary>
    /// Intersection over union from which a candidate finds a lesion, where candidates are cut once; 0 stands for one shared
    /// pixel.
    /// </summary>
    public double Overlap { get; init; }

    /// <summary>Lesions of the reference.</summary>
    public int Lesions { get; init; }

    /// <summary>Mean sensitivity at the rates; NaN without lesions.</summary>
    public double Score { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public double Low { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double High { get; init; }

    /// <summary>Average precision over lesions.</summary>
    public double AveragePrecision { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public double AveragePrecisionLow { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double AveragePrecisionHigh { get; init; }

    /// <summary>Rates of false candidates an image.</summary>
    public IReadOnlyList<double> Rates { get; init; } = [];

    /// <summary>Sensitivity at each rate.</summary>
    public IReadOnlyList<double> Sensitivities { get; init; } = [];

    /// <summary>Name of the run that it is compared with, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>Score less that of the baseline on the same images; NaN without one.</summary>
    public double Difference { get; init; } = double.NaN;

    /// <summary>Lower end of the difference's interval.</summary>
    public double DifferenceLow { get; init; } = double.NaN;

    /// <summary>Upper end of the difference's interval.</summary>
    public double DifferenceHigh { get; init; } = double.NaN;

    /// <summary>The operating points, highest threshold first.</summary>
    public IReadOnlyList<FrocPoint> Points { get; init; } = [];

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>Sums up the images of a run; intervals are percentiles of a bootstrap over images or subjects.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="images">Counts of its images.</param>
    /// <param name="rates">False candidates an image.</param>
    /// <param name="resamples">Bootstrap resamples.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="subject">First group, or whole match, is the subject of an image id; whole subjects are then
    /// resampled.</param>
    internal static FrocResult Of(
        string run,
        IReadOnlyList<FrocCounts> images,
        IReadOnlyList<double> rates,
        int resamples,
        ulong seed,
        Regex? subject = null
    )
    {
        IReadOnlyList<FrocPoint> points = PointsOf(images, AllOnce(images.Count));
        var bootstrap = new FrocBootstrap([.. images.Select(image => image.ImageId)], subject);
        double[][] drawn = bootstrap.Values(
            resamples,
            seed,
            2,
            times =>
            {
                IReadOnlyList<FrocPoint> own = PointsOf(images, times);
                return [FrocCurve.Mean(own, rates), FrocCurve.AveragePrecision(own)];
            }
        );
        int lesions = images.Sum(image => image.Lesions);
        return new()
        {
            Run = run,
            Images = images.Count,
            Subjects = bootstrap.Count,
            Lesions = lesions,
            Score = lesions == 0 ? double.NaN : FrocCurve.Mean(points, rates),
            Low = At(drawn[0], 0.025),
            High = At(drawn[0], 0.975),
            AveragePrecision = lesions == 0 ? double.NaN : FrocCurve.AveragePrecision(points),
            AveragePrecisionLow = At(drawn[1], 0.025),
            AveragePrecisionHigh = At(drawn[1], 0.975),
            Rates = rates,
            Sensitivities = [.. rates.Select(rate => FrocCurve.At(points, rate))],
            Points = points,
        };
    }

    /// <summary>
    /// Adds the difference to another run, on the images that both have; each resample draws the same images of both.
    /// </summary>
    internal FrocResult Against(
        string baseline,
        IReadOnlyList<FrocCounts> own,
        IReadOnlyList<FrocCounts> other,
        int resamples,
        ulong seed,
        Regex? subject = null
    )
    {
        Dictionary<string, FrocCounts> before = other.ToDictionary(image => image.ImageId, StringComparer.Ordinal);
        FrocCounts[] after = [.. own.Where(image => before.ContainsKey(image.ImageId))],
            paired = [.. after.Select(image => before[image.ImageId])];
        if (after.Length == 0)
            throw new InputException(
                InputError.NotComparable,
                $"{Run} and {baseline} have no image in common.",
                Run,
                "Compare runs of one test set."
            );
        double Gain(int[] drawn) =>
            FrocCurve.Mean(PointsOf(after, drawn), Rates) - FrocCurve.Mean(PointsOf(paired, drawn), Rates);
        double[] gains = new FrocBootstrap([.. after.Select(image => image.ImageId)], subject).Values(
            resamples,
            seed,
            1,
            times => [Gain(times)]
        )[0];
        return this with
        {
            Baseline = baseline,
            Difference = Gain(AllOnce(after.Length)),
            DifferenceLow = At(gains, 0.025),
            DifferenceHigh = At(gains, 0.975),
        };
    }

    private static int[] AllOnce(int count) => [.. Enumerable.Repeat(1, count)];

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : Quantile.OfSorted(sorted, share);

    private static IReadOnlyList<FrocPoint> PointsOf(IReadOnlyList<FrocCounts> images, int[] times)
    {
        Span<long> found = stackalloc long[FrocCounts.Levels],
            wrong = stackalloc long[FrocCounts.Levels];
        found.Clear();
        wrong.Clear();
        (long lesions, long count) = FrocBootstrap.Sum(images, times, found, wrong);
        return FrocCurve.Points(found, wrong, lesions, count);
    }
}
