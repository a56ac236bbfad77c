using System.Numerics;

namespace HybridNet.Statistics;

/// <summary>
/// The generator xoshiro256** (D. Blackman and S. Vigna, ACM Trans. Math. Softw. 47(4), 2021), seeded by splitmix64.
/// Its own implementation, because a result must be the same on every version of the platform.
/// </summary>
internal struct Xoshiro256
{
    private ulong _a,
        _b,
        _c,
        _d;

    /// <summary>A generator for one stream of one seed.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="stream">Number of the stream; different streams do not overlap in practice.</param>
    public Xoshiro256(ulong seed, ulong stream = 0)
    {
        ulong state = seed + stream * 0xD1342543DE82EF95UL;
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A uniform number from 0 (included) to 1 (excluded), a multiple of 2^-53.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to <paramref name="range"/> - 1.</summary>
    /// <param name="range">At least 1.</param>
    public int NextInt(int range) => (int)((Next() >> 32) * (uint)range >> 32);

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
        return z ^ z >> 31;
    }
}
