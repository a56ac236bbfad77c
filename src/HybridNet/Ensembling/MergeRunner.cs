using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Ensembling;

/// <summary>What came of one image.</summary>
/// <param name="Result">The record.</param>
/// <param name="Suspects">Members whose inverse may be forgotten.</param>
/// <param name="Counts">Counts of all members together, then without each; empty when nothing is left out.</param>
internal sealed record MergedImage(MergeResult Result, IReadOnlyList<SuspectMember> Suspects, IReadOnlyList<Confusion> Counts);

/// <summary>Merges the maps of many images, side by side and in order; one bad file costs one image.</summary>
internal sealed class MergeRunner(IImageFiles files, IReadOnlyList<string> names, MergeOptions options)
{
    /// <summary>Probability at and above which a pixel is positive, when members are left out.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Replaces files that exist.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Merges the images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public IEnumerable<(MergeCase Work, MergedImage? Merged, InputException? Fault)> Run(
        IEnumerable<MergeCase> images,
        int workers,
        CancellationToken cancel
    ) => OrderedParallel.Run(images, workers, One, cancel);

    private MergedImage One(MergeCase work, CancellationToken cancel)
    {
        using MemberMaps members = MemberMaps.Open(files, work.Maps, options.Transforms, cancel);
        int[] all = [.. Enumerable.Range(0, members.Count)];
        using ProbabilityMap merged = MapMerger.Merge(members, all, options);
        string path = WithEnding(work.Path, merged.Format);
        double[] correlations = members.Count < 2 ? [] : MemberAgreement.WithTheOthers(members);
        int lowest = Lowest(correlations);
        bool doubtful = correlations.Any(value => value < MissingInverseCheck.Trusted);
        IReadOnlyList<SuspectMember> suspects = doubtful ? MissingInverseCheck.Find(members, options.Transforms) : [];
        // Everything that can fail on the input comes before the first file.
        IReadOnlyList<Confusion> counts = work.Reference is { } reference ? Counts(reference, members, merged, cancel) : [];
        cancel.ThrowIfCancellationRequested();
        (double disagreement, string? disagreementPath) = WriteDisagreement(work, members, merged.Format);
        files.WriteScores(path, merged, Overwrite);
        var result = new MergeResult
        {
            ImageId = work.ImageId,
            Class = work.Class,
            Path = path,
            Members = members.Count,
            Method = options.Method,
            Width = merged.Width,
            Height = merged.Height,
            Correlations = [.. correlations.Select((value, i) => new MemberCorrelation(names[i], value))],
            LowestCorrelation = lowest < 0 ? double.NaN : correlations[lowest],
            LowestMember = lowest < 0 ? null : names[lowest],
            Disagreement = disagreement,
            DisagreementPath = disagreementPath,
            Suspect = [.. suspects.Select(suspect => $"{names[suspect.Member]} ({suspect.Transform})")],
        };
        return new(result, suspects, counts);
    }

    private (double Mean, string? Path) WriteDisagreement(MergeCase work, MemberMaps members, ProbabilityFormat format)
    {
        if (work.DisagreementPath is null)
            return (double.NaN, null);
        using ProbabilityMap map = MemberAgreement.Disagreement(members, format, out double mean);
        string path = WithEnding(work.DisagreementPath, format);
        files.WriteScores(path, map, Overwrite);
        return (mean, path);
    }

    /// <summary>Counts of the merged map against the reference, then of the map without each member.</summary>
    private List<Confusion> Counts(ImageCase reference, MemberMaps members, ProbabilityMap merged, CancellationToken cancel)
    {
        using ReferenceAndRegion masks = ReferenceAndRegion.Read(
            files,
            reference,
            (merged.Width, merged.Height),
            $"The maps of {reference.ImageId}",
            [],
            cancel
        );
        var counts = new List<Confusion> { Count(merged) };
        for (int left = 0; left < members.Count; left++)
        {
            cancel.ThrowIfCancellationRequested();
            using ProbabilityMap without = MapMerger.Merge(
                members,
                [.. Enumerable.Range(0, members.Count).Where(i => i != left)],
                options
            );
            counts.Add(Count(without));
        }
        return counts;

        Confusion Count(ProbabilityMap map)
        {
            using Mask mask = ThresholdMask.Of(map, Threshold);
            return Confusion.Count(masks.Gt, mask, masks.Region);
        }
    }

    /// <summary>What each member brings.</summary>
    /// <param name="images">Counts of every image: all members, then without each.</param>
    /// <param name="policy">Rule for undefined values.</param>
    /// <param name="resamples">Bootstrap resamples; 0 for none.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <exception cref="InputException">The policy is Strict and an image has an undefined Dice.</exception>
    public IEnumerable<MemberContribution> Contributions(
        IReadOnlyList<IReadOnlyList<Confusion>> images,
        EmptyPolicy policy,
        int resamples,
        ulong seed
    )
    {
        int undefined = images.Count(counts => counts[0].GtPixels == 0);
        if (policy == EmptyPolicy.Strict && undefined > 0)
            throw new InputException(
                InputError.UndefinedValue,
                $"{undefined} images have nothing marked, and the policy Strict refuses their Dice.",
                null,
                "Choose another -EmptyPolicy."
            );
        for (int i = 0; i < names.Count; i++)
        {
            int member = i;
            (double? Without, double? With)[] pairs = [.. images.Select(counts => (Value(counts[member + 1]), Value(counts[0])))];
            PolicyDifference difference = PolicyDifference.Of(pairs);
            Statistics.Interval interval = difference.Interval(resamples, seed);
            yield return new()
            {
                Member = names[i],
                Images = pairs.Count(pair => pair.With is not null || pair.Without is not null),
                EmptyPolicy = policy,
                Threshold = Threshold,
                MeanDice = difference.After,
                DiceWithout = difference.Before,
                Contribution = difference.Difference,
                Low = interval.Low,
                High = interval.High,
                Better = pairs.Count(pair => (pair.With ?? 0) > (pair.Without ?? 0)),
                Worse = pairs.Count(pair => (pair.With ?? 0) < (pair.Without ?? 0)),
            };
        }

        double? Value(Confusion c) => PolicyMean.ValueUnder(policy, OverlapMetrics.Dice(c), c.State);
    }

    private static int Lowest(double[] correlations)
    {
        int lowest = -1;
        for (int i = 0; i < correlations.Length; i++)
            if (!double.IsNaN(correlations[i]) && (lowest < 0 || correlations[i] < correlations[lowest]))
                lowest = i;
        return lowest;
    }

    /// <summary>Whole numbers go to a PNG, floats to an array.</summary>
    private static string WithEnding(string path, ProbabilityFormat format) =>
        path + (format is ProbabilityFormat.UInt8 or ProbabilityFormat.UInt16 ? ".png" : ".npy");
}
