namespace HybridNet.Pairing;

/// <summary>
/// Many short names in one array of characters, in order: a million names of 16 letters are 36 MB, as strings they are 64.
/// </summary>
internal sealed class PackedNames
{
    private char[] _letters = new char[256];
    private int[] _ends = new int[16];

    /// <summary>Number of names.</summary>
    public int Count { get; private set; }

    /// <summary>A name.</summary>
    public ReadOnlySpan<char> this[int index] => _letters.AsSpan(Start(index), _ends[index] - Start(index));

    /// <summary>Adds a name behind the others.</summary>
    public void Add(ReadOnlySpan<char> name)
    {
        int start = Count == 0 ? 0 : _ends[Count - 1];
        if (start + name.Length > _letters.Length)
            Array.Resize(ref _letters, checked(Math.Max(start + name.Length, _letters.Length + _letters.Length / 2)));
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count + Count / 2);
        name.CopyTo(_letters.AsSpan(start));
        _ends[Count++] = start + name.Length;
    }

    /// <summary>Sorts the names by their characters, as <see cref="StringComparer.Ordinal"/> does.</summary>
    public void Sort()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        Array.Sort(order, (a, b) => this[a].SequenceCompareTo(this[b]));
        char[] letters = new char[Count == 0 ? 0 : _ends[Count - 1]];
        int[] ends = new int[Count];
        int end = 0;
        for (int i = 0; i < order.Length; i++)
        {
            ReadOnlySpan<char> name = this[order[i]];
            name.CopyTo(letters.AsSpan(end));
            ends[i] = end += name.Length;
        }
        (_letters, _ends) = (letters, ends);
    }

    /// <summary>Place of a name when they are sorted; negative when it is not there.</summary>
    public int Find(ReadOnlySpan<char> name)
    {
        int low = 0,
            high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1,
                order = this[middle].SequenceCompareTo(name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    private int Start(int index) => index == 0 ? 0 : _ends[index - 1];
}
