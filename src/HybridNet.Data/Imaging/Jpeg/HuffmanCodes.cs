using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>One of a JPEG's tables of codes (ITU T.81, annexes C and F.2.2.3), prepared for decoding.</summary>
/// <remarks>
/// A symbol says how many zeros come first (upper four bits) and how many bits of a number follow it (lower four). Most codes are
/// so short that twelve bits hold both code and number: one look into a table gives both.
/// </remarks>
internal sealed class HuffmanCodes
{
    /// <summary>The most bits of a number.</summary>
    public const int MostNumberBits = 15;

    /// <summary>The most bits of a code and the number behind it.</summary>
    public const int MostBits = LongestCode + MostNumberBits;

    private const int LookBits = 12,
        LengthMask = 63,
        HasNumber = 64,
        SymbolShift = 8,
        NumberShift = 16;

    private const int LongestCode = 16;

    /// <summary>An entry for every twelve bits that can come next; 0 where the code is longer.</summary>
    private readonly int[] _looks = new int[1 << LookBits];

    private readonly byte[] _symbols;
    private readonly int[] _ends = new int[LongestCode + 1],
        _firsts = new int[LongestCode + 1];

    private HuffmanCodes(byte[] symbols) => _symbols = symbols;

    /// <summary>Null when there are more codes of a length than it can have.</summary>
    /// <param name="counts">How many codes have 1 to 16 bits.</param>
    /// <param name="symbols">The symbols of all codes, shortest first.</param>
    public static HuffmanCodes? Make(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var codes = new HuffmanCodes(symbols.ToArray());
        int code = 0,
            index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            codes._firsts[length] = index - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                if (code >= 1 << length)
                    return null;
                if (length <= LookBits)
                    codes.Fill(code, length, symbols[index]);
            }
            // Compared with the next sixteen bits: everything below is a code of this length or a shorter one.
            codes._ends[length] = code << (LongestCode - length);
            code <<= 1;
        }
        return codes;
    }

    /// <summary>Takes a code and the number behind it.</summary>
    /// <param name="bits">The next bits, from the highest on: at least <see cref="MostBits"/>.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="symbol">What the code stands for.</param>
    /// <param name="number">The number; 0 where none follows.</param>
    /// <returns>False when no code begins like that.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(ref ulong bits, ref int count, out int symbol, out int number)
    {
        // A look's bits cannot point behind the table.
        int entry = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_looks), (nint)(bits >> (64 - LookBits))),
            length = entry & LengthMask;
        symbol = entry >> SymbolShift & 255;
        number = entry >> NumberShift;
        if ((entry & HasNumber) == 0)
        {
            if (entry == 0)
            {
                entry = Find((int)(bits >> (64 - LongestCode)));
                if (entry == 0)
                    return false;
                (length, symbol) = (entry & LengthMask, entry >> SymbolShift);
            }
            int size = symbol & 15;
            if (size > 0)
                number = Number((int)(bits << length >> (64 - size)), size);
            length += size;
        }
        bits <<= length;
        count -= length;
        return true;
    }

    /// <summary>The entry of a code that is longer than a look; 0 when there is none.</summary>
    private int Find(int next)
    {
        for (int length = LookBits + 1; length <= LongestCode; length++)
            if (next < _ends[length])
                return _symbols[_firsts[length] + (next >> (LongestCode - length))] << SymbolShift | length;
        return 0;
    }

    /// <summary>The number that bits stand for: those that begin with 0 are negative (table F.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(int bits, int size) => bits + ((bits >> (size - 1)) - 1 & 1 - (1 << size));

    private void Fill(int code, int length, byte symbol)
    {
        int size = symbol & 15,
            free = LookBits - length,
            entry = symbol << SymbolShift | length;
        Span<int> own = _looks.AsSpan(code << free, 1 << free);
        own.Fill(entry);
        if (size == 0 || size > free)
            return;
        for (int rest = 0; rest < own.Length; rest++)
            own[rest] = Number(rest >> (free - size), size) << NumberShift | (entry + size) | HasNumber;
    }
}
