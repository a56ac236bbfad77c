using System.Text.RegularExpressions;
using HybridNet.Froc;
using HybridNet.Statistics;

namespace HybridNet;

/// <summary>FROC of a run: how many lesions are found at how many false candidates an image.</summary>
public sealed record FrocResult : IFromRun
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>The tool whose figures these are, with -As; otherwise null.</summary>
    public string? Protocol { get; init; }

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

    /// <summary>Mean sensitivity at the rates; NaN without lesions. picai_eval: mean of AveragePrecision and Auroc.</summary>
    public double Score { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public double Low { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double High { get; init; }

    /// <summary>
    /// Area under the curve of images with and without lesions, by their highest confidence; NaN unless picai_eval's.
    /// </summary>
    public double Auroc { get; init; } = double.NaN;

    /// <summary>Average precision over lesions; NaN where the tool has none.</summary>
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

    /// <summary>Whose figures.</summary>
    internal FrocProtocol Rules { get; init; }

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
    /// <param name="protocol">Whose figures.</param>
    /// <param name="cancel">Stops the work.</param>
    internal static FrocResult Of(
        string run,
        IReadOnlyList<FrocCounts> images,
        IReadOnlyList<double> rates,
        int resamples,
        ulong seed,
        Regex? subject = null,
        FrocProtocol protocol = FrocProtocol.Ours,
        CancellationToken cancel = default
    )
    {
        var figures = FrocFigures.Of(protocol, images, AllOnce(images.Count), rates);
        var bootstrap = new FrocBootstrap([.. images.Select(image => image.ImageId)], subject);
        double[][] drawn = bootstrap.Values(
            resamples,
            seed,
            2,
            times =>
            {
                var own = FrocFigures.Of(protocol, images, times, rates);
                return [own.Score, own.AveragePrecision];
            },
            cancel
        );
        return new()
        {
            Run = run,
            Rules = protocol,
            Images = images.Count,
            Subjects = bootstrap.Count,
            Lesions = images.Sum(image => image.Lesions),
            Score = figures.Score,
            Auroc = figures.Auroc,
            Low = At(drawn[0], 0.025),
            High = At(drawn[0], 0.975),
            AveragePrecision = figures.AveragePrecision,
            AveragePrecisionLow = At(drawn[1], 0.025),
            AveragePrecisionHigh = At(drawn[1], 0.975),
            Rates = rates,
            Sensitivities = [.. rates.Select(rate => figures.SensitivityAt(protocol, rate))],
            Points = figures.Points,
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
            FrocFigures.Of(Rules, after, drawn, Rates).Score - FrocFigures.Of(Rules, paired, drawn, Rates).Score;
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
}
