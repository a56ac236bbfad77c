using System.Globalization;

namespace HybridNet.Sampling;

/// <summary>Turns what is known of training images into weights.</summary>
/// <remarks>
/// A weight is 1, and as much again as each reason asks for: a lesion is marked; the share of its lesions that are small;
/// the share of its lesions that a past prediction missed; the share of a past prediction's lesions that were false. It
/// is capped at a multiple of the mean and brought to mean 1.
/// </remarks>
internal sealed record SampleWeighting
{
    /// <summary>Added where a lesion is marked.</summary>
    public double Positive { get; init; } = 1;

    /// <summary>Added where all lesions are small; less where some are.</summary>
    public double SmallLesion { get; init; } = 1;

    /// <summary>Added where all lesions were missed; less where some were.</summary>
    public double Miss { get; init; } = 1;

    /// <summary>Added where all predicted lesions were false; less where some were.</summary>
    public double HardNegative { get; init; } = 1;

    /// <summary>Highest weight, as a multiple of the mean; at least 1.</summary>
    public double Cap { get; init; } = 10;

    /// <summary>Weights the samples, in their order.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="samples">What is known of each.</param>
    /// <param name="origin">The run.</param>
    public IReadOnlyList<SampleWeight> Weigh(string run, IReadOnlyList<SampleEvidence> samples, Origin origin)
    {
        double[][] parts = [.. samples.Select(Parts)];
        double[] weights = [.. parts.Select(part => part.Sum())];
        bool[] capped = CapAndNormalise(weights);
        return
        [
            .. samples.Select(
                (sample, i) =>
                {
                    double[] shares = [.. parts[i].Select(part => part / parts[i].Sum())];
                    return new SampleWeight
                    {
                        Run = run,
                        ImageId = sample.ImageId,
                        PatchId = sample.PatchId,
                        Weight = weights[i],
                        Reason = Describe(shares),
                        BaseShare = shares[0],
                        PositiveShare = shares[1],
                        SmallLesionShare = shares[2],
                        MissShare = shares[3],
                        HardNegativeShare = shares[4],
                        Capped = capped[i],
                        Origin = origin,
                    };
                }
            ),
        ];
    }

    private double[] Parts(SampleEvidence sample) =>
        [
            1,
            sample.Lesions > 0 ? Positive : 0,
            SmallLesion * Share(sample.SmallLesions, sample.Lesions),
            Miss * Share(sample.MissedLesions, sample.Lesions),
            HardNegative * Share(sample.FalseLesions, sample.PredictedLesions),
        ];

    /// <summary>Scales the weights so that their mean is 1 after those above the cap are cut to it.</summary>
    /// <remarks>
    /// With the k highest cut, the others must sum to n - k times the cap. The smallest k whose next weight then stays within
    /// the cap is the answer; the last weight always does.
    /// </remarks>
    private bool[] CapAndNormalise(double[] weights)
    {
        var capped = new bool[weights.Length];
        int[] order = [.. Enumerable.Range(0, weights.Length).OrderByDescending(i => weights[i])];
        // From the smallest up, so that a large weight does not swallow the digits of small ones.
        var rest = new double[weights.Length + 1];
        for (int k = order.Length - 1; k >= 0; k--)
            rest[k] = rest[k + 1] + weights[order[k]];
        for (int k = 0; k < order.Length; k++)
        {
            double scale = (weights.Length - k * Cap) / rest[k];
            int highest = order[k];
            if (weights[highest] * scale <= Cap * (1 + 1e-12))
            {
                foreach (int i in order.AsSpan(k))
                    weights[i] *= scale;
                break;
            }
            (weights[highest], capped[highest]) = (Cap, true);
        }
        return capped;
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Describe(double[] shares)
    {
        string[] names = ["base", "positive", "small lesions", "past misses", "false alarms"];
        return string.Join(
            ", ",
            shares
                .Select((share, i) => (Name: names[i], Share: share))
                .Where(part => part.Share > 0)
                .OrderByDescending(part => part.Share)
                .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {100 * part.Share:0.#} %"))
        );
    }
}
