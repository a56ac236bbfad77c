namespace HybridNet.Lesions;

/// <summary>Bins of lesion size by fixed numbers of pixels.</summary>
internal sealed class SizeStrata
{
    private readonly long[] _limits;

    /// <summary>Makes bins that begin at 1 and at each limit.</summary>
    /// <param name="limits">Ascending numbers of pixels above 1.</param>
    /// <exception cref="ArgumentException">The limits do not ascend, or one is below 2.</exception>
    public SizeStrata(params long[] limits)
    {
        for (int i = 0; i < limits.Length; i++)
            if (limits[i] < 2 || (i > 0 && limits[i] <= limits[i - 1]))
                throw new ArgumentException("Size limits must ascend from 2 on.", nameof(limits));
        _limits = limits;
        Names = [.. Enumerable.Range(0, limits.Length + 1).Select(i => Name(i))];
    }

    /// <summary>1-9, 10-49, 50-199, 200-999, 1000+ pixels.</summary>
    public static SizeStrata Default { get; } = new(10, 50, 200, 1000);

    /// <summary>Bins from what a user wrote.</summary>
    /// <param name="limits">Pixels at which the bins begin.</param>
    /// <exception cref="InputException">The limits do not ascend, or one is below 2.</exception>
    public static SizeStrata Parse(long[] limits)
    {
        try
        {
            return new SizeStrata(limits);
        }
        catch (ArgumentException exception)
        {
            throw new InputException(
                InputError.InvalidArgument,
                $"-SizeLimit {string.Join(", ", limits)}: {exception.Message}",
                null,
                "Give ascending numbers of pixels.",
                exception
            );
        }
    }

    /// <summary>Names of the bins, smallest first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The bin of a lesion.</summary>
    /// <param name="area">Pixels, at least 1.</param>
    public int IndexOf(long area)
    {
        int index = 0;
        while (index < _limits.Length && area >= _limits[index])
            index++;
        return index;
    }

    /// <summary>The name of a lesion's bin.</summary>
    /// <param name="area">Pixels, at least 1.</param>
    public string NameOf(long area) => Names[IndexOf(area)];

    private string Name(int index)
    {
        long from = index == 0 ? 1 : _limits[index - 1];
        return index == _limits.Length ? $"{from}+"
            : _limits[index] - 1 == from ? $"{from}"
            : $"{from}-{_limits[index] - 1}";
    }
}
