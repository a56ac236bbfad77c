using HybridNet.Statistics;

namespace HybridNet;

/// <summary>A published claim that one method is better than another, judged from its printed figures.</summary>
public sealed record ClaimJudgement
{
    /// <summary>Mean of the method that is claimed to be better.</summary>
    public double Mean { get; init; }

    /// <summary>Mean of the other.</summary>
    public double OtherMean { get; init; }

    /// <summary>What is claimed: mean less the other.</summary>
    public double Gain => Mean - OtherMean;

    /// <summary>Images of the test set.</summary>
    public int Images { get; init; }

    /// <summary>Standard deviations of both, printed or assumed.</summary>
    public double StandardDeviation { get; init; }

    /// <summary>Standard deviation of the other.</summary>
    public double OtherStandardDeviation { get; init; }

    /// <summary>Correlation of the two methods' scores, given or assumed.</summary>
    public double Correlation { get; init; }

    /// <summary>Probability that the claim is false: that the better mean is chance.</summary>
    public double ProbabilityFalse { get; init; }

    /// <summary>The same with a correlation of 0.9; equal to it when the correlation was given.</summary>
    public double ProbabilityAtBest { get; init; }

    /// <summary>The same with a correlation of 0.5.</summary>
    public double ProbabilityAtWorst { get; init; }

    /// <summary>The smallest gain that this test set supports at the risk.</summary>
    public double GainNeeded { get; init; }

    /// <summary>Images that the claimed gain takes at the risk; null for no gain.</summary>
    public int? ImagesNeeded { get; init; }

    /// <summary>Risk that is accepted.</summary>
    public double Risk { get; init; }

    /// <summary>The probability is at most the risk, also at its worst.</summary>
    public bool Supported => ProbabilityAtWorst <= Risk;

    /// <summary>What was assumed because it was not given; empty when nothing was.</summary>
    public IReadOnlyList<string> Assumed { get; init; } = [];

    /// <summary>Gain and probability.</summary>
    public override string ToString() =>
        InvariantText.Invariant($"{Gain:+0.0000;-0.0000} on {Images} images is false with probability {ProbabilityFalse:0.000}");

    /// <summary>Judges a claim; what is null is assumed, and said.</summary>
    /// <param name="mean">Mean of the method that is claimed to be better.</param>
    /// <param name="other">Mean of the other.</param>
    /// <param name="images">Images, at least 2.</param>
    /// <param name="deviation">Its standard deviation over images, or null.</param>
    /// <param name="otherDeviation">The other's, or null.</param>
    /// <param name="correlation">Correlation of the scores image by image, or null.</param>
    /// <param name="risk">Accepted probability of a false claim.</param>
    public static ClaimJudgement Of(
        double mean,
        double other,
        int images,
        double? deviation = null,
        double? otherDeviation = null,
        double? correlation = null,
        double risk = 0.05
    )
    {
        var assumed = new List<string>();
        double Deviation(double? given, double of)
        {
            if (given is { } known)
                return known;
            double value = PublishedClaim.AssumedDeviation(of);
            assumed.Add(InvariantText.Invariant($"standard deviation {value:0.000} of the mean {of:0.####}"));
            return value;
        }
        double first = Deviation(deviation, mean),
            second = Deviation(otherDeviation, other),
            r = correlation ?? PublishedClaim.UsualCorrelation;
        if (correlation is null)
            assumed.Add(InvariantText.Invariant($"correlation {r:0.0}, and 0.5 to 0.9 for the range"));
        double False(double with) => PublishedClaim.ProbabilityFalse(mean - other, first, second, with, images);
        double spread = PublishedClaim.DeviationOfDifference(first, second, r);
        double low = False(correlation ?? PublishedClaim.LowCorrelation),
            high = False(correlation ?? PublishedClaim.HighCorrelation);
        return new()
        {
            Mean = mean,
            OtherMean = other,
            Images = images,
            StandardDeviation = first,
            OtherStandardDeviation = second,
            Correlation = r,
            ProbabilityFalse = False(r),
            ProbabilityAtBest = Math.Min(low, high),
            ProbabilityAtWorst = Math.Max(low, high),
            GainNeeded = PublishedClaim.GainFor(risk, spread, images),
            ImagesNeeded = PublishedClaim.ImagesFor(risk, spread, mean - other),
            Risk = risk,
            Assumed = assumed,
        };
    }
}
