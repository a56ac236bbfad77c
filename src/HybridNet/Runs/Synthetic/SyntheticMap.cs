using HybridNet.Statistics;

namespace HybridNet.Runs.Synthetic;

/// <summary>
/// A probability map as a network leaves it: high inside what it sees, steep at the outline, and a low, uneven ground.
/// </summary>
internal sealed class SyntheticMap
{
    private const double Ground = -6.5;
    private const int CellsPerLogit = 256,
        Cells = 40 * CellsPerLogit;

    /// <summary>Samples for logits from -20 on, in steps of 1/256; a step begins at 0, so that 0 is 0.5 and not below.</summary>
    private static readonly byte[] s_samples =
    [
        .. Enumerable.Range(0, Cells).Select(i => (byte)Math.Round(255 / (1 + Math.Exp(20 - (i + 0.5) / CellsPerLogit)))),
    ];

    private readonly int _size;
    private readonly double[] _logit;

    /// <summary>A map of the ground alone.</summary>
    /// <param name="size">Side, pixels.</param>
    public SyntheticMap(int size)
    {
        (_size, _logit) = (size, new double[size * size]);
        Array.Fill(_logit, Ground);
    }

    /// <summary>
    /// Raises the map inside a blob: the given logit in its middle, 0 at its edge when it is positive; a negative one falls to
    /// the ground at the edge.
    /// </summary>
    public void Believe(Blob blob, double logit)
    {
        double fall = logit > 0 ? logit : logit - Ground,
            reach = 1.6;
        for (
            int y = Math.Max(0, (int)(blob.Y - reach * blob.B));
            y <= Math.Min(_size - 1, (int)(blob.Y + reach * blob.B) + 1);
            y++
        )
        for (
            int x = Math.Max(0, (int)(blob.X - reach * blob.A));
            x <= Math.Min(_size - 1, (int)(blob.X + reach * blob.A) + 1);
            x++
        )
        {
            double dx = (x - blob.X) / blob.A,
                dy = (y - blob.Y) / blob.B,
                squared = dx * dx + dy * dy;
            // Beyond the edge a network's answer falls faster than it rises within.
            double here = logit - fall * squared - (logit > 0 && squared > 1 ? 4 * (squared - 1) : 0);
            ref double there = ref _logit[y * _size + x];
            there = Math.Max(there, here);
        }
    }

    /// <summary>The map as 8-bit samples.</summary>
    /// <param name="random">Noise of each pixel.</param>
    /// <param name="slow">Unevenness of the ground, from square to square.</param>
    public byte[] Samples(ref Xoshiro256 random, ref Xoshiro256 slow)
    {
        int step = Math.Max(4, _size / 24),
            across = _size / step + 2;
        var knots = new double[across * across];
        for (int i = 0; i < knots.Length; i++)
            knots[i] = 1.6 * (slow.NextDouble() - 0.3);
        var samples = new byte[_size * _size];
        for (int y = 0; y < _size; y++)
        {
            double v = (double)y / step - y / step;
            int above = y / step * across;
            for (int x = 0; x < _size; x++)
            {
                double logit = _logit[y * _size + x];
                // What is seen stays as it is; only the ground is uneven.
                if (logit < -1)
                {
                    double u = (double)x / step - x / step;
                    int k = above + x / step;
                    double uneven =
                        (1 - v) * ((1 - u) * knots[k] + u * knots[k + 1])
                        + v * ((1 - u) * knots[k + across] + u * knots[k + across + 1]);
                    logit += Math.Min(1, (-1 - logit) / 3) * uneven;
                }
                logit += 0.4 * (random.NextDouble() - 0.5);
                samples[y * _size + x] = s_samples[Math.Clamp((int)Math.Floor((logit + 20) * CellsPerLogit), 0, Cells - 1)];
            }
        }
        return samples;
    }
}
