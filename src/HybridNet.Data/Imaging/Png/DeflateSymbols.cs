namespace HybridNet.Data.Imaging.Png;

/// <summary>What the symbols of DEFLATE mean (RFC 1951, section 3.2.5).</summary>
internal static class DeflateSymbols
{
    /// <summary>Order in which the lengths of the code-length code are written.</summary>
    public static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Literals, end of block and match lengths, as table entries.</summary>
    public static uint[] LiteralsAndLengths { get; } = [.. Enumerable.Range(0, 288).Select(LiteralOrLength)];

    /// <summary>Match distances, as table entries.</summary>
    public static uint[] Distances { get; } = [.. Enumerable.Range(0, 32).Select(Distance)];

    /// <summary>Symbols of the code-length code stand for themselves.</summary>
    public static uint[] CodeLengths { get; } =
    [.. Enumerable.Range(0, 19).Select(symbol => HuffmanTable.Literal | (uint)symbol << 16)];

    /// <summary>Code lengths of the fixed code.</summary>
    public static byte[] FixedLiterals { get; } =
    [
        .. Enumerable
            .Range(0, 288)
            .Select(symbol =>
                (byte)(
                    symbol < 144 ? 8
                    : symbol < 256 ? 9
                    : symbol < 280 ? 7
                    : 8
                )
            ),
    ];

    /// <summary>Code lengths of the fixed distance code.</summary>
    public static byte[] FixedDistances { get; } = [.. Enumerable.Repeat((byte)5, 32)];

    private static uint LiteralOrLength(int symbol)
    {
        if (symbol < 256)
            return HuffmanTable.Literal | (uint)symbol << 16;
        if (symbol == 256)
            return HuffmanTable.End;
        if (symbol > 285)
            return HuffmanTable.Invalid;
        if (symbol == 285)
            return HuffmanTable.Base | 258u << 16;
        int index = symbol - 257,
            extra = index < 8 ? 0 : (index - 4) >> 2;
        uint start = index < 8 ? (uint)index + 3 : (uint)((4 + (index & 3)) << extra) + 3;
        return HuffmanTable.Base | (uint)extra << 12 | start << 16;
    }

    private static uint Distance(int symbol)
    {
        if (symbol > 29)
            return HuffmanTable.Invalid;
        int extra = symbol < 4 ? 0 : (symbol - 2) >> 1;
        uint start = symbol < 4 ? (uint)symbol + 1 : (uint)((2 + (symbol & 1)) << extra) + 1;
        return HuffmanTable.Base | (uint)extra << 12 | start << 16;
    }
}
