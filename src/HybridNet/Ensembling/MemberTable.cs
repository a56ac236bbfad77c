using System.Runtime.InteropServices;
using HybridNet.Probabilities;

namespace HybridNet.Ensembling;

/// <summary>
/// What a sample of one member adds to a merge: its probability, logit, logarithm or vote. Looked up for 8 and 16 bits,
/// worked out for floats.
/// </summary>
internal sealed class MemberTable
{
    private const double FloatMargin = 1e-7;

    private readonly MergeMethod _method;
    private readonly ProbabilityFormat _format;
    private readonly double _voteThreshold;
    private readonly double[] _values;

    /// <param name="method">How the maps become one.</param>
    /// <param name="format">Sample format of the member.</param>
    /// <param name="voteThreshold">Probability at and above which a member votes.</param>
    public MemberTable(MergeMethod method, ProbabilityFormat format, double voteThreshold)
    {
        (_method, _format, _voteThreshold) = (method, format, voteThreshold);
        int top = format switch
        {
            ProbabilityFormat.UInt8 => 255,
            ProbabilityFormat.UInt16 => 65535,
            _ => -1,
        };
        int least = ThresholdMask.Level(voteThreshold, Math.Max(top, 1));
        _values =
        [
            .. Enumerable
                .Range(0, top + 1)
                .Select(level => method == MergeMethod.Vote ? (level >= least ? 1 : 0) : Term((double)level / top, 0.25 / top)),
        ];
    }

    /// <summary>Writes the terms of a row.</summary>
    /// <param name="samples">Samples of the row, as bytes.</param>
    /// <param name="terms">One number for each sample.</param>
    public void Read(ReadOnlySpan<byte> samples, Span<double> terms)
    {
        switch (_format)
        {
            case ProbabilityFormat.UInt8:
                for (int x = 0; x < terms.Length; x++)
                    terms[x] = _values[samples[x]];
                break;
            case ProbabilityFormat.UInt16:
                ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(samples);
                for (int x = 0; x < terms.Length; x++)
                    terms[x] = _values[words[x]];
                break;
            case ProbabilityFormat.Float32:
                ReadOnlySpan<float> floats = MemoryMarshal.Cast<byte, float>(samples);
                for (int x = 0; x < terms.Length; x++)
                    terms[x] = Float(floats[x]);
                break;
            default:
                ReadOnlySpan<double> doubles = MemoryMarshal.Cast<byte, double>(samples);
                for (int x = 0; x < terms.Length; x++)
                    terms[x] = Float(doubles[x]);
                break;
        }
    }

    private double Float(double p) => _method == MergeMethod.Vote ? (p >= _voteThreshold ? 1 : 0) : Term(p, FloatMargin);

    private double Term(double p, double margin) =>
        _method switch
        {
            MergeMethod.LogitMean => Logit(Math.Clamp(p, margin, 1 - margin)),
            MergeMethod.GeometricMean => Math.Log(p),
            _ => p,
        };

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
