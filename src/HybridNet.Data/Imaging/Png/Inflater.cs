using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace HybridNet.Data.Imaging.Png;

/// <summary>
/// Inflates the pixel data of a PNG row by row (RFC 1950, RFC 1951), made for masks: nearly all of their bytes come from
/// long matches, which are copied as blocks.
/// </summary>
/// <remarks>
/// On a 1280 x 1280 mask this takes less than half the time of the platform's stream, which is why it is here. The
/// output lives in a window that slides; rows are handed out as they are complete. Every read is checked against the
/// end of the data, every copy against the window. The Adler checksum is not computed: PNG's own checksum covers the
/// compressed bytes.
/// </remarks>
internal sealed class Inflater : IDisposable
{
    private const int History = 32768,
        Slack = 258 + 8,
        WindowSize = 4 * History;

    private static readonly ArrayPool<byte> s_pool = ArrayPool<byte>.Shared;

    [ThreadStatic]
    private static HuffmanTable? t_literals,
        t_distances,
        t_lengths;

    private readonly byte[] _input;
    private readonly int _inputEnd;
    private readonly HuffmanTable _literals = t_literals ??= new(11),
        _distances = t_distances ??= new(8),
        _codeLengths = t_lengths ??= new(7);
    private byte[] _window;
    private int _inputAt,
        _write,
        _read,
        _stored;
    private ulong _bits;
    private int _bitCount;
    private Block _block = Block.None;
    private bool _last;

    /// <summary>Begins with the data of a zlib stream.</summary>
    /// <exception cref="InvalidDataException">The header is not that of a zlib stream.</exception>
    public Inflater(byte[] input, int offset, int length, int longestRow)
    {
        (_input, _inputAt, _inputEnd) = (input, offset, offset + length);
        if (
            length < 2
            || (input[offset] & 15) != 8
            || (input[offset + 1] & 32) != 0
            || (input[offset] << 8 | input[offset + 1]) % 31 != 0
        )
            throw new InvalidDataException("The data does not begin as a zlib stream.");
        _inputAt += 2;
        _window = s_pool.Rent(Math.Max(WindowSize, History + 2 * longestRow + Slack));
    }

    private enum Block
    {
        None,
        Stored,
        Coded,
    }

    /// <summary>The next bytes; they stay valid until the next call and must not be changed.</summary>
    /// <exception cref="InvalidDataException">The data is damaged or ends too soon.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        while (_write - _read < count)
        {
            if (_window.Length - _write < Slack + 1)
                Slide();
            if (_block == Block.None)
                BeginBlock();
            if (_block == Block.Stored)
                CopyStored();
            else if (_block == Block.Coded)
                Decode(_read + count);
        }
        ReadOnlySpan<byte> taken = _window.AsSpan(_read, count);
        _read += count;
        return taken;
    }

    public void Dispose()
    {
        if (_window.Length > 0)
            s_pool.Return(_window);
        _window = [];
    }

    /// <summary>Makes room: what is neither history nor still to be taken goes.</summary>
    private void Slide()
    {
        int from = Math.Min(_read, Math.Max(0, _write - History));
        _window.AsSpan(from, _write - from).CopyTo(_window);
        _write -= from;
        _read -= from;
        if (_window.Length - _write < Slack + 1)
            throw new InvalidDataException("The window is too small for the row.");
    }

    private void BeginBlock()
    {
        if (_last)
            throw new InvalidDataException("The data ends too soon.");
        _last = Bits(1) == 1;
        switch (Bits(2))
        {
            case 0:
                Bits(_bitCount & 7);
                _stored = (int)Bits(16);
                if ((Bits(16) ^ 0xFFFF) != _stored)
                    throw new InvalidDataException("The length of a stored block is wrong.");
                // Whole bytes that were read ahead go back.
                _inputAt -= _bitCount >> 3;
                (_bits, _bitCount) = (0, 0);
                _block = Block.Stored;
                break;
            case 1:
                _literals.Build(DeflateSymbols.FixedLiterals, DeflateSymbols.LiteralsAndLengths);
                _distances.Build(DeflateSymbols.FixedDistances, DeflateSymbols.Distances);
                _block = Block.Coded;
                break;
            case 2:
                ReadCodes();
                _block = Block.Coded;
                break;
            default:
                throw new InvalidDataException("A block has a kind that does not exist.");
        }
    }

    private void CopyStored()
    {
        int count = Math.Min(_stored, _window.Length - _write - Slack);
        if (count > _inputEnd - _inputAt)
            throw new InvalidDataException("A stored block is cut off.");
        _input.AsSpan(_inputAt, count).CopyTo(_window.AsSpan(_write));
        _inputAt += count;
        _write += count;
        _stored -= count;
        if (_stored == 0)
            _block = Block.None;
    }

    /// <summary>The code lengths of a block with codes of its own.</summary>
    private void ReadCodes()
    {
        int literals = (int)Bits(5) + 257,
            distances = (int)Bits(5) + 1,
            codes = (int)Bits(4) + 4;
        Span<byte> lengths = stackalloc byte[320];
        lengths.Clear();
        for (int i = 0; i < codes; i++)
            lengths[DeflateSymbols.CodeLengthOrder[i]] = (byte)Bits(3);
        if (!_codeLengths.Build(lengths[..19], DeflateSymbols.CodeLengths))
            throw new InvalidDataException("The lengths of a code are impossible.");
        lengths.Clear();
        for (int i = 0; i < literals + distances; )
        {
            uint entry = Symbol(_codeLengths);
            if ((entry & HuffmanTable.KindMask) != HuffmanTable.Literal)
                throw new InvalidDataException("A code does not exist.");
            int symbol = (int)(entry >> 16);
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }
            if (symbol == 16 && i == 0)
                throw new InvalidDataException("A code length is repeated before the first.");
            byte value = symbol == 16 ? lengths[i - 1] : (byte)0;
            int repeat =
                symbol == 16 ? 3 + (int)Bits(2)
                : symbol == 17 ? 3 + (int)Bits(3)
                : 11 + (int)Bits(7);
            if (i + repeat > literals + distances)
                throw new InvalidDataException("There are more code lengths than symbols.");
            lengths.Slice(i, repeat).Fill(value);
            i += repeat;
        }
        if (
            !_literals.Build(lengths[..literals], DeflateSymbols.LiteralsAndLengths)
            || !_distances.Build(lengths.Slice(literals, distances), DeflateSymbols.Distances)
        )
            throw new InvalidDataException("The lengths of a code are impossible.");
    }

    /// <summary>Decodes symbols until there is enough output, the window is full, or the block ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Decode(int enough)
    {
        int limit = Math.Min(_window.Length - Slack, enough);
        byte[] window = _window;
        int write = _write;
        while (write < limit)
        {
            uint entry = Symbol(_literals);
            uint kind = entry & HuffmanTable.KindMask;
            if (kind == HuffmanTable.Literal)
            {
                window[write++] = (byte)(entry >> 16);
                continue;
            }
            if (kind != HuffmanTable.Base)
            {
                _write = write;
                if (kind != HuffmanTable.End)
                    throw new InvalidDataException("A code does not exist.");
                _block = Block.None;
                return;
            }
            int length = (int)(entry >> 16) + (int)Bits((int)(entry >> 12 & 15));
            entry = Symbol(_distances);
            if ((entry & HuffmanTable.KindMask) != HuffmanTable.Base)
                throw new InvalidDataException("A distance does not exist.");
            int distance = (int)(entry >> 16) + (int)Bits((int)(entry >> 12 & 15));
            if (distance > write)
                throw new InvalidDataException("A match reaches back before the beginning.");
            Copy(window, write, distance, length);
            write += length;
        }
        _write = write;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(byte[] window, int write, int distance, int length)
    {
        Span<byte> to = window.AsSpan(write, length);
        if (distance >= length)
            window.AsSpan(write - distance, length).CopyTo(to);
        else if (distance == 1)
            to.Fill(window[write - 1]);
        else
        {
            // A short pattern repeats itself: what is copied already doubles what can be copied next.
            for (int done = 0; done < length; )
            {
                int count = Math.Min(distance + done, length - done);
                window.AsSpan(write - distance, count).CopyTo(to[done..]);
                done += count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Symbol(HuffmanTable table)
    {
        if (_bitCount < 15)
            Refill();
        ReadOnlySpan<uint> entries = table.Entries;
        uint entry = entries[(int)_bits & ((1 << table.PrimaryBits) - 1)];
        if ((entry & HuffmanTable.KindMask) == HuffmanTable.Second)
        {
            int rest = (int)(entry & 0xFF);
            Drop(table.PrimaryBits);
            entry = entries[(int)(entry >> 16) + ((int)_bits & ((1 << rest) - 1))];
        }
        Drop((int)(entry & 0xFF));
        return entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Bits(int count)
    {
        if (_bitCount < count)
            Refill();
        uint value = (uint)_bits & ((1u << count) - 1);
        Drop(count);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Drop(int count)
    {
        if (count > _bitCount)
            throw new InvalidDataException("The data ends too soon.");
        _bits >>= count;
        _bitCount -= count;
    }

    private void Refill()
    {
        if (_inputEnd - _inputAt >= 8)
        {
            _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_input.AsSpan(_inputAt)) << _bitCount;
            _inputAt += (63 - _bitCount) >> 3;
            _bitCount |= 56;
            // The bits above the counted ones are right too and are read again: they must not be or-ed twice with others.
            _bits &= (1UL << _bitCount) - 1;
            return;
        }
        for (; _bitCount <= 56 && _inputAt < _inputEnd; _bitCount += 8)
            _bits |= (ulong)_input[_inputAt++] << _bitCount;
    }
}
