using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>The bits of a scan's coded data: stuffed zeros are left out, a marker ends them.</summary>
/// <remarks>Behind the last bit come zeros, which are counted: whoever took one of them took more than there is.</remarks>
/// <param name="file">The file.</param>
/// <param name="start">Where the data begins.</param>
/// <param name="end">Where the marker behind all of it stands.</param>
internal sealed class JpegBits(byte[] file, int start, int end)
{
    private const ulong Lowest = 0x0101010101010101,
        Highest = 0x8080808080808080;

    private int _at = start,
        _padding;

    /// <summary>The next bits, from the highest on.</summary>
    public ulong Next { get; set; }

    /// <summary>How many of them are there.</summary>
    public int Count { get; set; }

    /// <summary>More bits were taken than there are.</summary>
    public bool AreOver => Count < _padding;

    /// <summary>Adds whole bytes until there are more than 48 bits.</summary>
    /// <param name="next"><see cref="Next"/>, or its copy.</param>
    /// <param name="count"><see cref="Count"/>, or its copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(ref ulong next, ref int count)
    {
        if (_at + 8 <= end)
        {
            ulong bytes = BinaryPrimitives.ReadUInt64BigEndian(file.AsSpan(_at));
            // No byte of them is 0xFF: no byte of their complement is 0.
            if (((~bytes - Lowest) & bytes & Highest) == 0)
            {
                next |= bytes >> count;
                _at += (63 - count) >> 3;
                count |= 56;
                return;
            }
        }
        (Next, Count) = (next, count);
        FillByBytes();
        (next, count) = (Next, Count);
    }

    /// <summary>Goes on behind a restart marker.</summary>
    /// <param name="number">Its number, 0 to 7.</param>
    /// <returns>False when it is not there, or data is left before it.</returns>
    public bool TryRestart(int number)
    {
        if (!IsDone() || _at + 1 >= end || file[_at + 1] != 0xD0 + number)
            return false;
        _at += 2;
        (Next, Count, _padding) = (0, 0, 0);
        return true;
    }

    /// <summary>Nothing is left before the next marker but the bits that fill up the last byte.</summary>
    public bool IsDone()
    {
        while (_at < end && file[_at] == 0xFF && file[_at + 1] == 0xFF)
            _at++;
        return !AreOver && Count - _padding < 8 && (_at >= end || (file[_at] == 0xFF && file[_at + 1] != 0));
    }

    private void FillByBytes()
    {
        while (Count <= 56)
        {
            ulong value = 0;
            if (_at >= end)
                _padding += 8;
            else if (file[_at] != 0xFF)
                value = file[_at++];
            else if (file[_at + 1] == 0)
            {
                value = 0xFF;
                _at += 2;
            }
            else if (file[_at + 1] == 0xFF)
            {
                _at++;
                continue;
            }
            else
                _padding += 8;
            Next |= value << (56 - Count);
            Count += 8;
        }
    }
}
