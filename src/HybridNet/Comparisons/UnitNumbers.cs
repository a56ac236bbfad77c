using System.Collections;
using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>
/// Numbers for the units of images, so that the ids of a million images are looked at once and not for each test, and no text
/// is kept for each.
/// </summary>
/// <param name="units">What a unit is.</param>
/// <param name="pair">The runs.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class UnitNumbers(PairedUnits units, RunPair pair, CancellationToken cancel)
{
    /// <summary>Longer ids are looked at as strings.</summary>
    private const int UsualLength = 128;

    private readonly ScoreRows _names = new("", default);
    private readonly List<bool> _subjects = [];
    private readonly int[] _known = new int[pair.Both.Count];
    private RowIndex? _index;

    /// <summary>The unit of an image of both runs, by its place.</summary>
    /// <exception cref="InputException">The caller's pattern does not match its id.</exception>
    public int Of(int place)
    {
        if ((place & 0xFFF) == 0)
            cancel.ThrowIfCancellationRequested();
        if (_known[place] == 0)
            _known[place] = Of(pair.Both[place].Baseline) + 1;
        return _known[place] - 1;
    }

    /// <summary>The unit of an image.</summary>
    /// <exception cref="InputException">The caller's pattern does not match its id.</exception>
    public int Of(RowView row)
    {
        Span<char> room = stackalloc char[UsualLength],
            named = stackalloc char[UsualLength + 1];
        ReadOnlySpan<char> id = row.IdInto(room),
            name = units.NameOf(id, named, out bool subject);
        _index ??= new RowIndex(_names);
        int unit = _names.Add(name),
            known = _index.Add(unit);
        if (known < 0)
        {
            _subjects.Add(subject);
            return unit;
        }
        _names.DropLast();
        return known;
    }

    /// <summary>True for a unit that the pattern found, not an image without a subject.</summary>
    public bool IsSubject(int unit) => _subjects[unit];

    /// <summary>Units among images of both runs, and whether any of them is a subject.</summary>
    /// <param name="places">Places of the images.</param>
    public (int Units, bool AnySubject) Count(ReadOnlySpan<int> places)
    {
        var seen = new BitArray(2 * pair.Both.Count);
        (int count, bool any) = (0, false);
        foreach (int place in places)
        {
            int unit = Of(place);
            count += seen[unit] ? 0 : 1;
            seen[unit] = true;
            any |= IsSubject(unit);
        }
        return (count, any);
    }

    /// <summary>Sums and numbers of the values of each unit, in the order in which the units appear.</summary>
    /// <param name="places">Places of images of both runs.</param>
    /// <param name="values">A value for each of them, then for each of the others.</param>
    /// <param name="others">Further images.</param>
    public (double[] Sums, int[] Counts) Group(
        ReadOnlySpan<int> places,
        ReadOnlySpan<double> values,
        IReadOnlyList<RowView> others
    )
    {
        var numbers = new int[values.Length];
        int most = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i < places.Length ? Of(places[i]) : Of(others[i - places.Length]);
            most = Math.Max(most, numbers[i] + 1);
        }
        var order = new int[most];
        int units = 0;
        foreach (int number in numbers)
            if (order[number] == 0)
                order[number] = ++units;
        var sums = new double[units];
        var counts = new int[units];
        for (int i = 0; i < numbers.Length; i++)
        {
            int unit = order[numbers[i]] - 1;
            sums[unit] += values[i];
            counts[unit]++;
        }
        return (sums, counts);
    }
}
