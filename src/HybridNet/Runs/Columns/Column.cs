namespace HybridNet.Runs.Columns;

/// <summary>
/// The values of one column by row, in blocks: it grows without being copied, and blocks that hold nothing but the usual value
/// take no room.
/// </summary>
/// <typeparam name="T">Kind of value.</typeparam>
/// <param name="usual">The value of rows that were given none.</param>
internal sealed class Column<T>(T usual)
    where T : IEquatable<T>
{
    /// <summary>Rows of a block are two to the power of this.</summary>
    public const int BlockBits = 16;

    private const int BlockRows = 1 << BlockBits,
        FewRows = 16;

    private readonly List<T[]> _blocks = [];

    /// <summary>The value of a row.</summary>
    public T this[int row]
    {
        get
        {
            int block = row >> BlockBits,
                at = row & (BlockRows - 1);
            if (block >= _blocks.Count)
                return usual;
            T[] values = _blocks[block];
            return at < values.Length ? values[at] : usual;
        }
        set
        {
            int block = row >> BlockBits,
                at = row & (BlockRows - 1);
            if (block >= _blocks.Count || at >= _blocks[block].Length)
            {
                if (value.Equals(usual))
                    return;
                Grow(block, at);
            }
            _blocks[block][at] = value;
        }
    }

    /// <summary>Small tables stay small; behind the first block each is made whole.</summary>
    private void Grow(int block, int at)
    {
        while (_blocks.Count <= block)
            _blocks.Add([]);
        T[] before = _blocks[block];
        int length = block > 0 ? BlockRows : Math.Min(BlockRows, Math.Max(FewRows, 2 * at));
        var values = new T[length];
        before.CopyTo(values, 0);
        values.AsSpan(before.Length).Fill(usual);
        _blocks[block] = values;
    }
}
