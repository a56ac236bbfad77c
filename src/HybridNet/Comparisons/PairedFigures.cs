using System.Text.RegularExpressions;
using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>Interval and tests of paired differences, by image or by subject.</summary>
internal static class PairedFigures
{
    /// <summary>The figures of the images that have a value on both sides.</summary>
    /// <param name="comparison">The comparison so far; its options are used.</param>
    /// <param name="images">Compared images, at least two.</param>
    /// <param name="subject">Finds the subject in an image id, or null.</param>
    /// <exception cref="InputException">An id has no subject.</exception>
    public static Comparison Fill(Comparison comparison, IReadOnlyList<ImageChange> images, Regex? subject)
    {
        double[] changes = [.. images.Select(image => image.Change)];
        comparison = comparison with
        {
            N = images.Count,
            BaselineMean = Moments.Mean([.. images.Select(image => image.Baseline)]),
            CandidateMean = Moments.Mean([.. images.Select(image => image.Candidate)]),
            Difference = Moments.Mean(changes),
            Wins = changes.Count(change => change > 0),
            Ties = changes.Count(change => change == 0),
            Losses = changes.Count(change => change < 0),
        };
        if (images.Count < 2)
            return comparison;
        return subject is null ? ByImage(comparison, changes) : BySubject(comparison, images, subject);
    }

    private static Comparison ByImage(Comparison comparison, double[] changes)
    {
        Interval interval = Bootstrap.MeanBca(changes, comparison.Resamples, comparison.Seed, comparison.Confidence);
        return comparison with
        {
            Low = interval.Low,
            High = interval.High,
            PermutationP = SignFlipTest.P(changes, comparison.Resamples, comparison.Seed),
            WilcoxonP = WilcoxonSignedRank.P(changes),
        };
    }

    private static Comparison BySubject(Comparison comparison, IReadOnlyList<ImageChange> images, Regex subject)
    {
        double[][] subjects =
        [
            .. images
                .GroupBy(image =>
                    IdPattern.Key(subject, image.ImageId)
                    ?? throw new InputException(
                        InputError.InvalidArgument,
                        $"The subject pattern '{subject}' does not match image {image.ImageId}.",
                        image.ImageId,
                        "Write a pattern whose first group is the subject in every id."
                    )
                )
                .Select(group => group.Select(image => image.Change).ToArray()),
        ];
        double[] sums = Array.ConvertAll(subjects, values => Moments.Sum(values));
        Interval interval = ClusterBootstrap.MeanBca(
            sums,
            Array.ConvertAll(subjects, values => values.Length),
            comparison.Resamples,
            comparison.Seed,
            comparison.Confidence
        );
        return comparison with
        {
            Subjects = subjects.Length,
            Low = interval.Low,
            High = interval.High,
            PermutationP = SignFlipTest.P(sums, comparison.Resamples, comparison.Seed),
            WilcoxonP = WilcoxonSignedRank.P(Array.ConvertAll(subjects, values => Moments.Mean(values))),
        };
    }
}
