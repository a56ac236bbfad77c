using HybridNet.Promises;
using static HybridNet.InvariantText;

namespace HybridNet;

/// <summary>What a threshold is to keep low.</summary>
public enum PromiseCriterion
{
    /// <summary>Share of an image's lesions that are missed.</summary>
    MissedLesions,

    /// <summary>Share of an image's lesion pixels that are missed.</summary>
    MissedPixels,

    /// <summary>False lesions of an image.</summary>
    FalseLesions,
}

/// <summary>How a threshold with a promise is selected.</summary>
public enum PromiseMethod
{
    /// <summary>The mean loss stays below the limit with a stated confidence (learn-then-test).</summary>
    LearnThenTest,

    /// <summary>The loss that is expected of a new image stays below the limit (conformal risk control).</summary>
    RiskControl,
}

/// <summary>Losses of one image at every level of its map.</summary>
/// <param name="ImageId">Image id.</param>
/// <param name="Losses">For each level 0 to 255 of the threshold; empty when the image says nothing about the criterion.</param>
internal sealed record PromiseLosses(string ImageId, double[] Losses);

/// <summary>A threshold with a promise, or why there is none.</summary>
public sealed record ThresholdPromise : IFromRun
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>What is kept low.</summary>
    public PromiseCriterion Criterion { get; init; }

    /// <summary>The limit that is promised.</summary>
    public double Rate { get; init; }

    /// <summary>How it was selected.</summary>
    public PromiseMethod Method { get; init; }

    /// <summary>Confidence of the promise; NaN with risk control, which promises an expectation.</summary>
    public double Confidence { get; init; }

    /// <summary>The threshold; NaN when no promise can be made.</summary>
    public double Threshold { get; init; }

    /// <summary>Mean loss that was seen at the threshold.</summary>
    public double Seen { get; init; }

    /// <summary>Images that count.</summary>
    public int Images { get; init; }

    /// <summary>Images or subjects that count as independent.</summary>
    public int Subjects { get; init; }

    /// <summary>Images that say nothing about the criterion: those without lesions, for missed ones.</summary>
    public int LeftOut { get; init; }

    /// <summary>The promise in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>
    /// The best threshold whose loss is shown to stay below the limit.
    /// </summary>
    /// <remarks>
    /// Thresholds are tested in a fixed order, from the safest (the lowest for misses, the highest for false lesions) on, until
    /// one is not shown: fixed-sequence testing, the simplest form of learn-then-test (A. Angelopoulos et al., Ann. Appl. Stat.
    /// 19(2), 2025). So the promise is broken in at most 1 - confidence of the calibration sets, if later images are like
    /// these. False lesions are counted up to 10 times the limit an image, because a bound needs losses that end.
    /// <para>
    /// Conformal risk control (A. Angelopoulos et al., ICLR 2024) takes the last threshold from the safe end at which
    /// (sum of the losses + the largest possible loss)/(n + 1) is within the limit: then the loss that is expected of a new
    /// image is, over calibration sets and new images together. It asks for less, and promises less. Losses must not fall
    /// behind the safe end; those of false lesions, which join at low thresholds, are replaced by the largest one passed.
    /// </para>
    /// </remarks>
    /// <param name="run">Name of the run.</param>
    /// <param name="criterion">What is kept low.</param>
    /// <param name="rate">The limit: a share, or false lesions an image.</param>
    /// <param name="confidence">Confidence, above 0 and below 1.</param>
    /// <param name="images">Losses of the images.</param>
    /// <param name="subjectOf">Subject of an image id.</param>
    /// <param name="method">How the threshold is selected; risk control has no confidence.</param>
    internal static ThresholdPromise Of(
        string run,
        PromiseCriterion criterion,
        double rate,
        double confidence,
        IReadOnlyList<PromiseLosses> images,
        Func<string, string> subjectOf,
        PromiseMethod method = PromiseMethod.LearnThenTest
    )
    {
        double top = criterion == PromiseCriterion.FalseLesions ? 10 * rate : 1,
            limit = rate / top,
            alpha = 1 - confidence;
        bool controls = method == PromiseMethod.RiskControl;
        string with = controls ? " in expectation" : Invariant($" with {100 * confidence:0.#} % confidence");
        PromiseLosses[] counted = [.. images.Where(image => image.Losses.Length > 0)];
        PromiseLosses[][] subjects = [.. counted.GroupBy(image => subjectOf(image.ImageId)).Select(group => group.ToArray())];
        var result = new ThresholdPromise
        {
            Run = run,
            Criterion = criterion,
            Rate = rate,
            Method = method,
            Confidence = controls ? double.NaN : confidence,
            Threshold = double.NaN,
            Seen = double.NaN,
            Images = counted.Length,
            Subjects = subjects.Length,
            LeftOut = images.Count - counted.Length,
            Sentence = "",
        };
        // One more image that loses all it can must still fit within the limit.
        int fewest = controls ? (int)Math.Ceiling(1 / limit - 1 - 1e-9) : RiskBound.FewestImages(limit, alpha);
        if (subjects.Length < fewest)
            return result with
            {
                Sentence = Invariant(
                    $"No promise: {subjects.Length} images or subjects are too few. Even without any loss {fewest} "
                        + $"are needed for {What(criterion, rate)}{with}."
                ),
            };
        double MeanAt(int level) =>
            subjects.Average(subject => subject.Average(image => Math.Min(image.Losses[level], top) / top));
        int best = -1;
        IEnumerable<int> order = Enumerable.Range(1, 255);
        double passed = 0;
        foreach (int level in criterion == PromiseCriterion.FalseLesions ? order.Reverse() : order)
        {
            passed = Math.Max(passed, MeanAt(level));
            bool shown = controls
                ? (subjects.Length * passed + 1) / (subjects.Length + 1) <= limit + 1e-12
                : RiskBound.P(MeanAt(level), subjects.Length, limit) <= alpha;
            if (!shown)
                break;
            best = level;
        }
        if (best < 0)
            return result with
            {
                Sentence = Invariant(
                    $"No promise: not even the safest threshold promises that {What(criterion, rate)}{with} "
                        + $"on these {subjects.Length} images or subjects."
                ),
            };
        double seen = MeanAt(best) * top;
        return result with
        {
            Threshold = best / 255.0,
            Seen = seen,
            Sentence = Invariant(
                $"At {best / 255.0:0.000}, {What(criterion, rate)}{with} on "
                    + $"images like these ({subjects.Length} images or subjects, {seen:0.###} seen)."
            ),
        };
    }

    private static string What(PromiseCriterion criterion, double rate) =>
        criterion switch
        {
            PromiseCriterion.MissedLesions => Invariant($"at most {100 * rate:0.#} % of the lesions are missed"),
            PromiseCriterion.MissedPixels => Invariant($"at most {100 * rate:0.#} % of the lesion pixels are missed"),
            _ => Invariant($"at most {rate:0.###} false lesions an image come up"),
        };
}
