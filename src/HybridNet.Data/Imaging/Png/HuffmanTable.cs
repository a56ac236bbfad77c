namespace HybridNet.Data.Imaging.Png;

/// <summary>
/// A decoding table of a canonical Huffman code (RFC 1951, section 3.2.2): one look-up for short codes, two for long.
/// </summary>
/// <remarks>
/// Entry: bits 0-7 the code's length (in a second table, the rest of it), 8-11 the kind, 12-15 extra bits, 16-31 the
/// literal, the base of a length or distance, or where the second table begins.
/// </remarks>
internal sealed class HuffmanTable(int primaryBits)
{
    public const uint Literal = 0,
        Base = 1 << 8,
        End = 2 << 8,
        Second = 3 << 8,
        Invalid = 4 << 8,
        KindMask = 0xF << 8;

    private const int LongestCode = 15;

    private readonly uint[] _entries = new uint[(1 << primaryBits) + (1 << LongestCode)];
    private readonly int[] _counts = new int[LongestCode + 1],
        _next = new int[LongestCode + 1];

    /// <summary>The entries; index with the next <see cref="PrimaryBits"/> bits.</summary>
    public ReadOnlySpan<uint> Entries => _entries;

    public int PrimaryBits => primaryBits;

    /// <summary>Builds the table from code lengths; false when no code has such lengths.</summary>
    /// <param name="lengths">Length of each symbol's code, 0 for none.</param>
    /// <param name="symbols">Kind, extra bits and value of each symbol.</param>
    public bool Build(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> symbols)
    {
        Array.Clear(_counts);
        foreach (byte length in lengths)
            _counts[length]++;
        _counts[0] = 0;
        int code = 0,
            longest = 0;
        long room = 1L << LongestCode;
        for (int length = 1; length <= LongestCode; length++)
        {
            code = (code + _counts[length - 1]) << 1;
            _next[length] = code;
            if (_counts[length] > 0)
                longest = length;
            room -= (long)_counts[length] << (LongestCode - length);
        }
        if (room < 0)
            return false;
        Array.Fill(_entries, Invalid | 1, 0, 1 << primaryBits);
        int free = 1 << primaryBits;
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0)
                continue;
            int reversed = Reverse(_next[length]++, length);
            if (length <= primaryBits)
            {
                for (int i = reversed; i < 1 << primaryBits; i += 1 << length)
                    _entries[i] = symbols[symbol] | (uint)length;
                continue;
            }
            int prefix = reversed & ((1 << primaryBits) - 1),
                rest = longest - primaryBits;
            if ((_entries[prefix] & KindMask) != Second)
            {
                _entries[prefix] = Second | (uint)free << 16 | (uint)rest;
                Array.Fill(_entries, Invalid | 1, free, 1 << rest);
                free += 1 << rest;
            }
            int start = (int)(_entries[prefix] >> 16);
            for (int i = reversed >> primaryBits; i < 1 << rest; i += 1 << (length - primaryBits))
                _entries[start + i] = symbols[symbol] | (uint)(length - primaryBits);
        }
        return true;
    }

    private static int Reverse(int code, int length)
    {
        int reversed = 0;
        for (int i = 0; i < length; i++)
            reversed |= (code >> i & 1) << (length - 1 - i);
        return reversed;
    }
}
