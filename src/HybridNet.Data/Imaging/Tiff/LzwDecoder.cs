using System.Runtime.CompilerServices;

namespace HybridNet.Data.Imaging.Tiff;

/// <summary>
/// LZW as TIFF and GIF have it (T. Welch, Computer 17(6), 1984; TIFF 6.0, section 13; GIF89a, appendix F).
/// </summary>
/// <remarks>
/// A code stands for the string of the code before it and one byte more. Those two lie side by side in what was decoded
/// already, so the table holds places in the output, and a string is one copy: flat areas, which have long strings, cost next
/// to nothing.
/// </remarks>
internal sealed class LzwDecoder
{
    private const int Codes = 1 << 12;

    private readonly int[] _start = new int[Codes],
        _length = new int[Codes];

    /// <summary>Decodes until the output is full.</summary>
    /// <param name="data">The codes.</param>
    /// <param name="output">What they stand for; its length is known beforehand.</param>
    /// <param name="rootBits">Bits of a byte of the output: 8 of TIFF, 2 to 8 of GIF.</param>
    /// <param name="gif">Codes begin in the lowest bit and grow when the table is full; of TIFF in the highest, and one code
    /// earlier.</param>
    /// <param name="exact">Nothing may follow the output.</param>
    /// <returns>False when the data is damaged or ends before the output is full.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryDecode(ReadOnlySpan<byte> data, Span<byte> output, int rootBits, bool gif, bool exact)
    {
        int clear = 1 << rootBits,
            end = clear + 1,
            next = end + 1,
            width = rootBits + 1,
            early = gif ? 0 : 1,
            position = 0,
            held = 0,
            at = 0,
            last = -1,
            lastStart = 0,
            lastLength = 0;
        ulong bits = 0;
        while (true)
        {
            while (held < width)
            {
                if (position >= data.Length)
                    return at == output.Length && last >= 0;
                bits = gif ? bits | (ulong)data[position++] << held : bits << 8 | data[position++];
                held += 8;
            }
            int code;
            if (gif)
            {
                code = (int)bits & ((1 << width) - 1);
                bits >>= width;
                held -= width;
            }
            else
            {
                held -= width;
                code = (int)(bits >> held) & ((1 << width) - 1);
            }
            if (code == clear)
            {
                (next, width, last) = (end + 1, rootBits + 1, -1);
                continue;
            }
            if (code == end)
                return at == output.Length;
            if (at == output.Length)
                return !exact;
            int length;
            if (code < clear)
            {
                length = 1;
                output[at] = (byte)code;
            }
            else if (last < 0 || code > next || code == next && next >= Codes)
                return false;
            else
            {
                // The code that is about to be made: the last string and its own first byte.
                int start = code == next ? lastStart : _start[code];
                length = code == next ? lastLength + 1 : _length[code];
                if (length > output.Length - at)
                {
                    if (exact)
                        return false;
                    length = output.Length - at;
                }
                if (code == next && length > lastLength)
                {
                    output.Slice(start, lastLength).CopyTo(output[at..]);
                    output[at + lastLength] = output[lastStart];
                }
                else
                    output.Slice(start, length).CopyTo(output[at..]);
            }
            if (last >= 0 && next < Codes)
            {
                _start[next] = lastStart;
                _length[next] = lastLength + 1;
                next++;
                if (next + early >= 1 << width && width < 12)
                    width++;
            }
            (last, lastStart, lastLength) = (code, at, length);
            at += length;
        }
    }
}
