namespace HybridNet.Protocols;

/// <summary>A value of a figure: a number, an exception of the tool, or nothing.</summary>
/// <param name="Number">The number; NaN when the tool raises or leaves the figure out.</param>
/// <param name="Raised">The tool's exception, or null.</param>
/// <param name="Absent">The tool does not report the figure in this case.</param>
internal readonly record struct FigureValue(double Number, string? Raised = null, bool Absent = false)
{
    /// <summary>The tool does not report the figure.</summary>
    public static FigureValue None => new(double.NaN, null, true);

    /// <summary>The tool stops with this exception.</summary>
    /// <param name="message">Type and text of the exception.</param>
    public static FigureValue Raise(string message) => new(double.NaN, message);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator FigureValue(double number) => new(number);

    internal static double? Find(IReadOnlyList<KeyValuePair<string, FigureValue>> values, string figure)
    {
        foreach ((string name, FigureValue value) in values)
            if (name.Equals(figure, StringComparison.OrdinalIgnoreCase))
                return value.Raised is null && !value.Absent ? value.Number : null;
        return null;
    }

    internal static string? Exceptions(IReadOnlyList<KeyValuePair<string, FigureValue>> values)
    {
        string raised = string.Join(
            "; ",
            values.Where(value => value.Value.Raised is not null).Select(value => $"{value.Key}: {value.Value.Raised}")
        );
        return raised.Length == 0 ? null : raised;
    }
}
