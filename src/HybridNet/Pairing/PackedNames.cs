using System.Text;

namespace HybridNet.Pairing;

/// <summary>
/// Many short names in one array of bytes (UTF-8), in order: a million names of 16 letters are 20 MB, as strings they are 64.
/// </summary>
/// <remarks>
/// The order of bytes is that of <see cref="StringComparer.Ordinal"/> as long as no letter takes two characters
/// (<see cref="CanHold"/>).
/// </remarks>
internal sealed class PackedNames
{
    private const int ShortName = 768;

    private byte[] _letters = new byte[256];
    private int[] _ends = new int[16];

    /// <summary>Number of names.</summary>
    public int Count { get; private set; }

    /// <summary>A name.</summary>
    public string this[int index] => Encoding.UTF8.GetString(At(index));

    /// <summary>True when a name is kept as it is and sorted as strings are.</summary>
    public static bool CanHold(string name) => !name.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF');

    /// <summary>Adds a name behind the others.</summary>
    public void Add(string name)
    {
        int start = Start(Count),
            most = start + Encoding.UTF8.GetMaxByteCount(name.Length);
        if (most > _letters.Length)
            Array.Resize(ref _letters, Math.Max(most, _letters.Length + _letters.Length / 2));
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count + Count / 2);
        _ends[Count++] = start + Encoding.UTF8.GetBytes(name, _letters.AsSpan(start));
    }

    /// <summary>Sorts the names.</summary>
    public void Sort()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        Array.Sort(order, (a, b) => At(a).SequenceCompareTo(At(b)));
        byte[] letters = new byte[Start(Count)];
        int[] ends = new int[Count];
        int end = 0;
        for (int i = 0; i < order.Length; i++)
        {
            ReadOnlySpan<byte> name = At(order[i]);
            name.CopyTo(letters.AsSpan(end));
            ends[i] = end += name.Length;
        }
        (_letters, _ends) = (letters, ends);
    }

    /// <summary>Place of a name when they are sorted; negative when it is not there.</summary>
    public int Find(string text)
    {
        int longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> name = longest <= ShortName ? stackalloc byte[ShortName] : new byte[longest];
        name = name[..Encoding.UTF8.GetBytes(text, name)];
        int low = 0,
            high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1,
                order = At(middle).SequenceCompareTo(name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    private ReadOnlySpan<byte> At(int index) => _letters.AsSpan(Start(index), _ends[index] - Start(index));

    private int Start(int index) => index == 0 ? 0 : _ends[index - 1];
}
