using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using HybridNet.Lesions;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell;

/// <summary>
/// Groups objects by a property, by the size of their masks, or by a part of their image id; compares names of groups so
/// that strata come in order of size.
/// </summary>
internal sealed class ScoreGrouping : IComparer<string>
{
    /// <summary>The word that groups by size.</summary>
    public const string Size = "Size";

    private const string Unknown = "unknown",
        Empty = "0";

    private readonly string _by;
    private readonly SizeStrata _strata;
    private readonly Lazy<Regex> _pattern;
    private bool _any,
        _grouped;

    /// <exception cref="InputException">The limits do not ascend.</exception>
    public ScoreGrouping(string by, long[] limits)
    {
        _by = by;
        _pattern = new(() => IdPattern.Compile(by));
        _strata = SizeStrata.Parse(limits);
    }

    private bool BySize => _by.Equals(Size, StringComparison.OrdinalIgnoreCase);

    /// <summary>The group of an object.</summary>
    /// <exception cref="InputException">It has neither such a property nor an image id.</exception>
    public string GroupOf(PSObject item)
    {
        _any = true;
        string? group =
            BySize ? SizeOf(item)
            : item.Properties[_by] is { } property ? Text(property.Value)
            : IdPattern.Key(_pattern.Value, IdOf(item));
        _grouped |= group is not null;
        return group ?? Unknown;
    }

    /// <summary>Refuses a word that grouped nothing: it is more likely misspelt than meant.</summary>
    /// <exception cref="InputException">Not one object had a value to be grouped by.</exception>
    public void RequireGroups()
    {
        if (!_any || _grouped)
            return;
        throw new InputException(
            InputError.InvalidArgument,
            BySize
                ? "No object has pixel counts, and none can be recovered: there is nothing to group by size."
                : $"'{_by}' is no property of the objects, and as a pattern it matches no image id.",
            _by,
            "Group by a property, by Size, or by a regular expression such as '_(\\d)$'."
        );
    }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        int order = Order(x).CompareTo(Order(y));
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    private int Order(string? group)
    {
        if (group is null or Unknown)
            return int.MaxValue;
        if (!BySize)
            return 0;
        for (int i = 0; i < _strata.Names.Count; i++)
            if (_strata.Names[i] == group)
                return i + 1;
        return 0;
    }

    private string? SizeOf(PSObject item)
    {
        long? pixels =
            ObjectValue.CountOrNull(item, "TotalPixels")
            ?? ObjectValue.CountOrNull(item, "GtPixels") + ObjectValue.CountOrNull(item, "PredPixels");
        return pixels is null ? null
            : pixels == 0 ? Empty
            : _strata.NameOf(pixels.Value);
    }

    private string IdOf(PSObject item) =>
        item.Properties["ImageId"]?.Value?.ToString()
        ?? throw new InputException(
            InputError.InvalidArgument,
            $"An object of type {item.BaseObject.GetType().Name} has neither a property '{_by}' nor an ImageId.",
            item.ToString(),
            "Group by a property that the objects have."
        );

    private static string? Text(object? value) =>
        value is null
            ? null
            : Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture);
}
