namespace HybridNet.Tests.Golden;

/// <summary>
/// numpy's PCG64 seeded by its SeedSequence (numpy.random documentation; M. E. O'Neill, 2014): raw 64-bit words only,
/// whose stream numpy promises to keep.
/// </summary>
internal sealed class NumpyRandom
{
    private static readonly UInt128 s_multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);

    private readonly UInt128 _increment;
    private UInt128 _state;

    public NumpyRandom(params uint[] key)
    {
        ulong[] words = GenerateState(Pool(key));
        UInt128 initial = new(words[0], words[1]),
            sequence = new(words[2], words[3]);
        _increment = (sequence << 1) | 1;
        Step();
        _state += initial;
        Step();
    }

    public ulong Next()
    {
        Step();
        return ulong.RotateRight((ulong)(_state >> 64) ^ (ulong)_state, (int)(_state >> 122));
    }

    /// <summary>Uniform numbers from 0 to 1, 53 bits.</summary>
    public double[] Uniform(int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = (Next() >> 11) * (1.0 / 9007199254740992.0);
        return values;
    }

    /// <summary>Bytes of the words, lowest first.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[(count + 7) / 8 * 8];
        for (int i = 0; i < bytes.Length; i += 8)
            BitConverter.TryWriteBytes(bytes.AsSpan(i), Next());
        return bytes[..count];
    }

    private void Step() => _state = _state * s_multiplier + _increment;

    private static uint[] Pool(uint[] key)
    {
        uint constant = 0x43B0D7E5;
        var pool = new uint[4];
        uint Hash(uint value)
        {
            value ^= constant;
            constant *= 0x931E8875;
            value *= constant;
            return value ^ value >> 16;
        }
        uint Mix(uint x, uint y)
        {
            uint mixed = 0xCA01F9DD * x - 0x4973F715 * y;
            return mixed ^ mixed >> 16;
        }
        for (int i = 0; i < 4; i++)
            pool[i] = Hash(i < key.Length ? key[i] : 0);
        for (int from = 0; from < 4; from++)
        for (int to = 0; to < 4; to++)
            if (from != to)
                pool[to] = Mix(pool[to], Hash(pool[from]));
        return pool;
    }

    private static ulong[] GenerateState(uint[] pool)
    {
        uint constant = 0x8B51F9DD;
        var words = new ulong[4];
        for (int i = 0; i < 8; i++)
        {
            uint value = pool[i % 4] ^ constant;
            constant *= 0x58F38DED;
            value *= constant;
            value ^= value >> 16;
            words[i / 2] |= (ulong)value << 32 * (i % 2);
        }
        return words;
    }
}
