using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace HybridNet.Data.Imaging.Tiff;

/// <summary>
/// Fax strips: Modified Huffman, Group 3 and Group 4 (ITU-T T.4 and T.6; TIFF 6.0, sections 10 and 11). A bit that is 1 is black.
/// </summary>
/// <remarks>
/// A row is a list of the columns where the color changes; Group 4 says how the list differs from that of the row above. Decoded
/// here because a library goes on after damage, and because this is the format of many reference masks.
/// </remarks>
internal ref struct FaxDecoder
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _width;
    private int[] _above,
        _current;
    private int _count;
    private long _bit;

    /// <param name="data">The strip, its bits in the usual order.</param>
    /// <param name="width">Pixels of a row.</param>
    public FaxDecoder(ReadOnlySpan<byte> data, int width)
    {
        _data = data;
        _width = width;
        // A run may be empty, so a row can have more changes than pixels; two of each pixel are the most that are accepted.
        (_above, _current) = (new int[2 * width + 8], new int[2 * width + 8]);
    }

    /// <summary>Decodes rows.</summary>
    /// <param name="rows">Takes them: bits from the highest of each byte on.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="compression">Which of the three.</param>
    /// <param name="twoDimensional">Of Group 3: rows say whether they differ from the one above.</param>
    /// <returns>False when the data is damaged or ends too soon.</returns>
    public bool TryDecode(Span<byte> rows, int count, TiffCompression compression, bool twoDimensional)
    {
        int stride = (_width + 7) / 8;
        rows[..(count * stride)].Clear();
        _above.AsSpan(0, 4).Fill(_width);
        for (int y = 0; y < count; y++)
        {
            _count = 0;
            bool alike = compression == TiffCompression.Group4;
            if (compression == TiffCompression.Huffman)
                _bit = (_bit + 7) / 8 * 8;
            else if (compression == TiffCompression.Group3)
            {
                SkipEndOfLine();
                alike = twoDimensional && Take(1) == 0;
            }
            if (!(alike ? TryDifferences() : TryRuns()) || _bit > 8L * _data.Length)
                return false;
            _current.AsSpan(_count, 4).Fill(_width);
            Draw(rows.Slice(y * stride, stride));
            (_above, _current) = (_current, _above);
        }
        return true;
    }

    /// <summary>A row of its own: white and black runs in turn.</summary>
    private bool TryRuns()
    {
        int at = 0;
        for (int color = 0; at < _width; color ^= 1)
        {
            int run = Run(color);
            if (run < 0 || run > _width - at || _count > 2 * _width)
                return false;
            at += run;
            _current[_count++] = at;
        }
        return true;
    }

    /// <summary>A row by its differences to the one above.</summary>
    private bool TryDifferences()
    {
        int at = -1,
            color = 0,
            next = 0;
        while (at < _width)
        {
            // The first change above that lies behind this place and goes to the other color.
            while (_above[next] <= at && _above[next] < _width)
                next += 2;
            int change = _above[next];
            uint code = Peek(7);
            int offset;
            if (code >= 0b1000000)
                (offset, _bit) = (0, _bit + 1);
            else if (code >> 4 is 0b011 or 0b010)
                (offset, _bit) = (code >> 4 == 0b011 ? 1 : -1, _bit + 3);
            else if (code >> 4 == 0b001)
            {
                _bit += 3;
                int start = Math.Max(at, 0),
                    first = Run(color),
                    second = first < 0 ? -1 : Run(color ^ 1);
                if (second < 0 || first + second > _width - start || _count > 2 * _width)
                    return false;
                _current[_count++] = start + first;
                at = start + first + second;
                _current[_count++] = at;
                continue;
            }
            else if (code >> 3 == 0b0001)
            {
                _bit += 4;
                at = _above[next + 1];
                continue;
            }
            else if (code >> 1 is 0b000011 or 0b000010)
                (offset, _bit) = (code >> 1 == 0b000011 ? 2 : -2, _bit + 6);
            else if (code is 0b0000011 or 0b0000010)
                (offset, _bit) = (code == 0b0000011 ? 3 : -3, _bit + 7);
            else
                return false;
            change += offset;
            if (change < Math.Max(at, 0) || change > _width || _count > 2 * _width)
                return false;
            at = change;
            _current[_count++] = at;
            color ^= 1;
            // Changes of the other color: the one before may lie behind this place too.
            next = next > 0 ? next - 1 : next + 1;
        }
        return true;
    }

    private readonly void Draw(Span<byte> row)
    {
        for (int i = 0; i < _count && _current[i] < _width; i += 2)
        {
            int from = _current[i],
                to = _current[i + 1];
            if (from >= to)
                continue;
            byte first = (byte)(0xFF >> (from & 7)),
                last = (byte)(0xFF00 >> (to & 7));
            if (from >> 3 == to >> 3)
            {
                row[from >> 3] |= (byte)(first & last);
                continue;
            }
            row[from >> 3] |= first;
            row[((from >> 3) + 1)..(to >> 3)].Fill(0xFF);
            if ((to & 7) != 0)
                row[to >> 3] |= last;
        }
    }

    /// <summary>A run of make-up codes and an ending one; below 0 when there is no such code.</summary>
    private int Run(int color)
    {
        int total = 0;
        while (true)
        {
            (short run, byte bits) = FaxCodes.Runs[color][Peek(FaxCodes.Bits)];
            if (bits == 0 || total > _width)
                return -1;
            _bit += bits;
            total += run;
            if (run < 64)
                return total;
        }
    }

    /// <summary>Eleven zeros or more and a one, where they are next.</summary>
    private void SkipEndOfLine()
    {
        if (Peek(11) != 0)
            return;
        long end = 8L * _data.Length;
        while (_bit < end && Peek(1) == 0)
            _bit++;
        _bit++;
    }

    private uint Take(int bits)
    {
        uint value = Peek(bits);
        _bit += bits;
        return value;
    }

    /// <summary>The next bits; zeros behind the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Peek(int bits)
    {
        long at = _bit >> 3;
        uint word = 0;
        if (at + 4 <= _data.Length)
            word = BinaryPrimitives.ReadUInt32BigEndian(_data[(int)at..]);
        else
            for (int i = 0; i < 4; i++)
                word = word << 8 | (at + i < _data.Length ? _data[(int)(at + i)] : 0u);
        return word << (int)(_bit & 7) >> (32 - bits);
    }
}
