using System.Globalization;
using System.Text.RegularExpressions;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet.Causes;

/// <summary>How causes are searched.</summary>
internal sealed record CauseOptions
{
    /// <summary>
    /// Probability that any rule is found although nothing is the cause, over misses and false alarms together.
    /// </summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Most rules for each target.</summary>
    public int Most { get; init; } = 3;

    /// <summary>First group, or whole match, is the subject of an image id; lesions of one subject then count as alike.</summary>
    public Regex? Subject { get; init; }

    /// <summary>Seed of the random flips.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Names of the structures whose distances are tried.</summary>
    public IReadOnlyList<string> Structures { get; init; } = [];
}

/// <summary>Explains misses and false alarms by the attributes of the lesions.</summary>
internal static class CauseFinder
{
    private const double Confidence = 0.95;

    /// <summary>The rules of a run, misses first; where nothing is found, one record says so.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="lesions">Lesions of both sides with their attributes.</param>
    /// <param name="options">How causes are searched.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<CauseRule> Find(
        string run,
        IReadOnlyList<Lesion> lesions,
        CauseOptions options,
        CancellationToken cancel
    ) =>
        [
            .. Enum.GetValues<CauseTarget>()
                .SelectMany(target =>
                    Of(run, target, [.. lesions.Where(lesion => lesion.Side == SideOf(target))], options, cancel)
                ),
        ];

    /// <summary>How a lesion was missed.</summary>
    /// <param name="lesion">A lesion of the reference with its attributes.</param>
    /// <param name="threshold">Threshold of the run.</param>
    /// <param name="floor">Probability up to which the map shows nothing.</param>
    public static MissKind KindOf(Lesion lesion, double threshold, double floor)
    {
        if (lesion.OverlapPixels > 0)
            return MissKind.TooSmall;
        if (lesion.FoundAs is not null)
            return MissKind.OtherClass;
        if (lesion.PeakProbability is not { } peak || double.IsNaN(peak))
            return MissKind.Unknown;
        if (peak >= threshold)
            return MissKind.Removed;
        return peak > floor ? MissKind.BelowThreshold : MissKind.NoResponse;
    }

    private static LesionSide SideOf(CauseTarget target) =>
        target == CauseTarget.Miss ? LesionSide.GroundTruth : LesionSide.Prediction;

    private static IEnumerable<CauseRule> Of(
        string run,
        CauseTarget target,
        Lesion[] lesions,
        CauseOptions options,
        CancellationToken cancel
    )
    {
        CauseAttribute[] attributes = [.. CauseAttribute.All, .. options.Structures.Select(CauseAttribute.Structure)];
        bool[] failed = [.. lesions.Select(lesion => !lesion.Hit)];
        string[] keys =
        [
            .. lesions.Select(lesion =>
                options.Subject is { } pattern ? IdPattern.Key(pattern, lesion.ImageId) ?? lesion.ImageId : lesion.ImageId
            ),
        ];
        Dictionary<string, int> numbers = keys.Distinct()
            .Select((key, i) => (key, i))
            .ToDictionary(item => item.key, item => item.i);
        int[] clusters = [.. keys.Select(key => numbers[key])];
        IReadOnlyList<RuleCut> cuts = RuleSearch.CutsOf([
            .. attributes.Select(attribute => lesions.Select(lesion => attribute.Value(lesion) ?? double.NaN).ToArray()),
        ]);
        // Misses and false alarms share the rate of false findings.
        IReadOnlyList<FoundRule> found = RuleSearch.Find(
            cuts,
            failed,
            clusters,
            options.Alpha / 2,
            options.Most,
            options.Seed,
            cancel
        );
        Origin origin = lesions.Length == 0 ? default : lesions[0].Origin;
        if (found.Count == 0)
        {
            yield return Nothing(run, target, failed, numbers.Count, cuts.Count) with
            {
                Origin = origin,
            };
            yield break;
        }
        for (int i = 0; i < found.Count; i++)
            yield return Rule(run, target, i + 1, found[i], attributes, failed, clusters, cuts.Count) with
            {
                Origin = origin,
            };
    }

    private static CauseRule Nothing(string run, CauseTarget target, bool[] failed, int clusters, int tried)
    {
        int failures = failed.Count(value => value);
        string what = target == CauseTarget.Miss ? "misses" : "false alarms",
            of = target == CauseTarget.Miss ? "lesions" : "predicted lesions";
        return new()
        {
            Run = run,
            Target = target,
            Lesions = failed.Length,
            Failures = failures,
            Rate = failed.Length == 0 ? double.NaN : (double)failures / failed.Length,
            Low = double.NaN,
            High = double.NaN,
            OtherRate = double.NaN,
            P = double.NaN,
            Tried = tried,
            Sentence =
                tried == 0
                    ? Invariant($"Too few {of} ({failed.Length}) to say what explains the {what}.")
                    : Invariant(
                        $"Nothing that was measured explains the {failures} {what} of {failed.Length} {of} in "
                            + $"{clusters} images or subjects: {tried} conditions were tried."
                    ),
        };
    }

    private static CauseRule Rule(
        string run,
        CauseTarget target,
        int rank,
        FoundRule found,
        CauseAttribute[] attributes,
        bool[] failed,
        int[] clusters,
        int tried
    )
    {
        CauseAttribute attribute = attributes[found.Cut.Attribute];
        bool[] holds = [.. found.Cut.Holds.Select(value => value == (found.Below ? 1 : 0))],
            others = [.. found.Cut.Holds.Select(value => value == (found.Below ? 0 : 1))];
        (int n, int failures, Interval interval) = RateOf(holds, failed, clusters);
        (int otherN, int otherFailures, _) = RateOf(others, failed, clusters);
        double rate = (double)failures / n,
            otherRate = (double)otherFailures / otherN,
            limit = found.Cut.Limit;
        string limitText = limit.ToString(limit >= 100 ? "0" : "0.###", CultureInfo.InvariantCulture),
            unit = attribute.Unit.Length == 0 ? "" : " " + attribute.Unit,
            who = target == CauseTarget.Miss ? "Lesions" : "Predicted lesions",
            fail = target == CauseTarget.Miss ? "are missed" : "are false";
        string where = found.Below
            ? $"with {attribute.Words} below {limitText}{unit}"
            : $"with {attribute.Words} of {limitText}{unit} or more";
        return new()
        {
            Run = run,
            Target = target,
            Rank = rank,
            Attribute = attribute.Name,
            Unit = attribute.Unit,
            Condition = $"{attribute.Name} {(found.Below ? "<" : ">=")} {limitText}",
            Limit = limit,
            Below = found.Below,
            Lesions = n,
            Failures = failures,
            Rate = rate,
            Low = interval.Low,
            High = interval.High,
            OtherRate = otherRate,
            OtherLesions = otherN,
            Explained = Math.Max(0, (failures - otherRate * n) / Math.Max(1, failed.Count(value => value))),
            P = found.P,
            Tried = tried,
            Sentence = Invariant(
                $"{who} {where} {fail} in {100 * rate:0} % [{100 * interval.Low:0}, {100 * interval.High:0}] of {n} "
                    + $"cases, others in {100 * otherRate:0} % of {otherN} (p = {found.P:0.0000} over all conditions)."
            ),
        };
    }

    /// <summary>
    /// A share with the interval of E. B. Wilson, for as many lesions as the clusters are worth: the variance between clusters
    /// over that of independent lesions is the design effect (L. Kish, 1965).
    /// </summary>
    private static (int Count, int Failures, Interval Interval) RateOf(bool[] holds, bool[] failed, int[] clusters)
    {
        var sums = new Dictionary<int, (int Count, int Failures)>();
        for (int i = 0; i < holds.Length; i++)
            if (holds[i])
            {
                (int Count, int Failures) sum = sums.GetValueOrDefault(clusters[i]);
                sums[clusters[i]] = (sum.Count + 1, sum.Failures + (failed[i] ? 1 : 0));
            }
        int n = sums.Values.Sum(sum => sum.Count),
            failures = sums.Values.Sum(sum => sum.Failures),
            k = sums.Count;
        double rate = (double)failures / n,
            plain = rate * (1 - rate) / n,
            clustered = k < 2
                ? plain
                : (double)k / (k - 1) * sums.Values.Sum(sum => Math.Pow(sum.Failures - rate * sum.Count, 2)) / n / n;
        double effect = plain == 0 ? 1 : Math.Max(1, clustered / plain),
            worth = n / effect,
            z = Normal.Quantile((1 + Confidence) / 2),
            middle = (rate + z * z / (2 * worth)) / (1 + z * z / worth),
            half = z / (1 + z * z / worth) * Math.Sqrt(rate * (1 - rate) / worth + z * z / (4 * worth * worth));
        return (n, failures, new(Math.Max(0, middle - half), Math.Min(1, middle + half)));
    }
}
