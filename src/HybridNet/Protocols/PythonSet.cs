namespace HybridNet.Protocols;

/// <summary>
/// A set of small positive numbers in the order in which CPython's hash table has them. A tool that takes "an arbitrary"
/// element of a set takes the first of this order, and its figures depend on it.
/// </summary>
/// <remarks>
/// A number is its own hash. Slots are tried from hash modulo size on: nine in a row where that many are left, then the
/// place 5 i + 1 + perturbation. At three fifths the table grows to more than four times the elements.
/// </remarks>
internal sealed class PythonSet
{
    private const int Empty = 0,
        LinearProbes = 9,
        PerturbShift = 5,
        Smallest = 8;

    private int[] _table = new int[Smallest];
    private int _count;

    public PythonSet(IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
            Add(number);
    }

    private PythonSet() { }

    public int Count => _count;

    /// <summary>The elements in the order of the table.</summary>
    public IEnumerable<int> Elements => _table.Where(number => number != Empty);

    /// <summary>A set without the elements of another, laid out as the difference of two sets is.</summary>
    public PythonSet Without(HashSet<int> other)
    {
        var result = new PythonSet();
        if (_count >> 2 <= other.Count)
        {
            foreach (int number in Elements)
                if (!other.Contains(number))
                    result.Add(number);
            return result;
        }
        // Much larger than the other: it is copied first, and elements are then taken out without moving the rest.
        if (_count * 5 >= (Smallest - 1) * 3)
            result._table = new int[SizeOver(_count * 2)];
        if (result._table.Length == _table.Length)
            _table.CopyTo(result._table, 0);
        else
            foreach (int number in Elements)
                Place(result._table, number);
        for (int slot = 0; slot < result._table.Length; slot++)
            if (other.Contains(result._table[slot]))
                result._table[slot] = Empty;
        result._count = result.Elements.Count();
        return result;
    }

    private void Add(int number)
    {
        if (!Place(_table, number))
            return;
        _count++;
        if (_count * 5 < (_table.Length - 1) * 3)
            return;
        int[] larger = new int[SizeOver(_count * 4)];
        foreach (int element in Elements)
            Place(larger, element);
        _table = larger;
    }

    /// <summary>Puts a number into the first free slot of its sequence; false when it is there already.</summary>
    private static bool Place(int[] table, int number)
    {
        int mask = table.Length - 1,
            slot = number & mask,
            perturbation = number;
        while (true)
        {
            int last = slot + LinearProbes <= mask ? slot + LinearProbes : slot;
            for (int i = slot; i <= last; i++)
            {
                if (table[i] == number)
                    return false;
                if (table[i] == Empty)
                {
                    table[i] = number;
                    return true;
                }
            }
            perturbation >>= PerturbShift;
            slot = (slot * 5 + 1 + perturbation) & mask;
        }
    }

    private static int SizeOver(int count)
    {
        int size = Smallest;
        while (size <= count)
            size *= 2;
        return size;
    }
}
