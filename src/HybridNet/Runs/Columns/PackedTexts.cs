using System.Runtime.InteropServices;
using System.Text;

namespace HybridNet.Runs.Columns;

/// <summary>
/// Many short texts by row, in blocks of bytes: an id of nine letters takes 13 bytes, as a string it takes 48.
/// </summary>
/// <remarks>
/// A text of letters up to U+00FF has a byte each (Latin-1), any other two (UTF-16 as it is): what is read is what was written,
/// whatever it holds. One text is always kept in one way, so texts are equal when their bytes are.
/// </remarks>
internal sealed class PackedTexts
{
    private const int BlockRows = 1 << Column<int>.BlockBits,
        FewRows = 16,
        FewLetters = 256;

    /// <summary>Marks beside the end of a text: two bytes a letter; no text at all.</summary>
    private const int Wide = 1 << 31,
        None = 1 << 30,
        Places = None - 1;

    private readonly List<Block> _blocks = [];

    /// <summary>Number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>A text; null where there is none.</summary>
    public string? this[int row]
    {
        get
        {
            Block block = _blocks[row / BlockRows];
            int at = row % BlockRows;
            if ((block.Ends[at] & None) != 0)
                return null;
            ReadOnlySpan<byte> bytes = block.At(at);
            return (block.Ends[at] & Wide) == 0
                ? Encoding.Latin1.GetString(bytes)
                : new string(MemoryMarshal.Cast<byte, char>(bytes));
        }
    }

    /// <summary>Adds a text.</summary>
    /// <param name="text">The text.</param>
    public void Add(ReadOnlySpan<char> text)
    {
        Block block = Next();
        int start = block.Start(block.Count);
        if (text.ContainsAnyExceptInRange('\0', '\u00FF'))
        {
            Span<byte> room = block.Room(start, (long)text.Length * sizeof(char));
            MemoryMarshal.AsBytes(text).CopyTo(room);
            block.Close((start + room.Length) | Wide);
        }
        else
        {
            Span<byte> room = block.Room(start, text.Length);
            Encoding.Latin1.GetBytes(text, room);
            block.Close(start + room.Length);
        }
        Count++;
    }

    /// <summary>Adds rows without a text, up to a number of rows.</summary>
    /// <param name="count">Rows that there will be.</param>
    public void FillTo(int count)
    {
        for (; Count < count; Count++)
        {
            Block block = Next();
            block.Close(block.Start(block.Count) | None);
        }
    }

    /// <summary>A text in letters that the caller has; as a string where they are too few.</summary>
    /// <param name="row">A row with a text.</param>
    /// <param name="room">Letters that it may be written to.</param>
    public ReadOnlySpan<char> Into(int row, Span<char> room)
    {
        Block block = _blocks[row / BlockRows];
        int at = row % BlockRows;
        ReadOnlySpan<byte> bytes = block.At(at);
        if ((block.Ends[at] & Wide) != 0 || bytes.Length > room.Length)
            return this[row];
        return room[..Encoding.Latin1.GetChars(bytes, room)];
    }

    /// <summary>Takes the last text back.</summary>
    public void DropLast()
    {
        Count--;
        if (_blocks[^1].Drop() == 0)
            _blocks.RemoveAt(_blocks.Count - 1);
    }

    /// <summary>A hash of a text, the same for equal ones as long as the process lives.</summary>
    public int Hash(int row)
    {
        var hash = new HashCode();
        hash.AddBytes(_blocks[row / BlockRows].At(row % BlockRows));
        return hash.ToHashCode();
    }

    /// <summary>True when a text is the same as one of other texts.</summary>
    public bool Same(int row, PackedTexts others, int other)
    {
        Block one = _blocks[row / BlockRows],
            two = others._blocks[other / BlockRows];
        int at = row % BlockRows,
            place = other % BlockRows;
        return (one.Ends[at] & ~Places) == (two.Ends[place] & ~Places) && one.At(at).SequenceEqual(two.At(place));
    }

    private Block Next()
    {
        if (Count % BlockRows == 0)
            _blocks.Add(_blocks is [.., var last] ? new(BlockRows, last.Start(BlockRows)) : new(FewRows, FewLetters));
        return _blocks[^1];
    }

    /// <summary>The texts of some rows; one block is as long as the one before it.</summary>
    private sealed class Block(int rows, int letters)
    {
        private byte[] _letters = new byte[letters];

        public int[] Ends { get; private set; } = new int[rows];

        public int Count { get; private set; }

        public int Start(int at) => at == 0 ? 0 : Ends[at - 1] & Places;

        public ReadOnlySpan<byte> At(int at) => _letters.AsSpan(Start(at), (Ends[at] & Places) - Start(at));

        public Span<byte> Room(int start, long length)
        {
            if (start + length > Places)
                throw new InputException(
                    InputError.MalformedFile,
                    $"The texts of {Count} rows of one column are longer than a gigabyte.",
                    null,
                    "Is this column one of short texts?"
                );
            int end = start + (int)length;
            if (end > _letters.Length)
                Array.Resize(ref _letters, (int)Math.Min(Places, Math.Max(end, _letters.Length * 5L / 4)));
            return _letters.AsSpan(start, (int)length);
        }

        public int Drop() => --Count;

        public void Close(int end)
        {
            if (Count == Ends.Length)
            {
                int[] ends = Ends;
                Array.Resize(ref ends, Math.Min(BlockRows, 2 * Count));
                Ends = ends;
            }
            Ends[Count++] = end;
        }
    }
}
