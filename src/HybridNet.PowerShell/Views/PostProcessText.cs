using System.Globalization;
using System.Management.Automation;

namespace HybridNet.PowerShell;

/// <summary>Text for the views of what would help.</summary>
public static class PostProcessText
{
    /// <summary>A difference with its sign and its interval.</summary>
    /// <param name="value">The difference.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    public static string Change(double value, double low, double high) =>
        double.IsNaN(low) || double.IsNaN(high) ? Signed(value) : $"{Signed(value)} [{Signed(low)}, {Signed(high)}]";

    /// <summary>What stands out about a row: B best, S simplest, P on the Pareto front, ! optimistic.</summary>
    /// <param name="best">The best.</param>
    /// <param name="simplest">The simplest within one standard error.</param>
    /// <param name="front">On the Pareto front.</param>
    /// <param name="optimistic">Chosen and measured on the same images.</param>
    public static string Marks(bool best, bool simplest, bool front, bool optimistic) =>
        (best ? "B" : "") + (simplest ? "S" : "") + (front ? "P" : "") + (optimistic ? "!" : "");

    /// <summary>The steps of a row in few words, with what the row is when it is no plain combination.</summary>
    /// <param name="row">The row, alive or from another process.</param>
    public static string Steps(PSObject row)
    {
        var steps = new List<string>();
        double threshold = Value<double>(row, nameof(PostProcessResult.Threshold));
        if (!double.IsNaN(threshold))
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"p {threshold:0.###}"));
        if (Value<int>(row, nameof(PostProcessResult.Open)) is > 0 and var open)
            steps.Add($"open {open}");
        if (Value<int>(row, nameof(PostProcessResult.Close)) is > 0 and var close)
            steps.Add($"close {close}");
        if (Value<bool>(row, nameof(PostProcessResult.FillHole)))
            steps.Add("fill");
        if (Value<long>(row, nameof(PostProcessResult.MinimumArea)) is > 0 and var area)
            steps.Add($"area {area}");
        string stratum = Value<string>(row, nameof(PostProcessResult.Stratum)),
            role = Value<string>(row, nameof(PostProcessResult.Role));
        return (stratum == PostProcessStratum.All ? "" : stratum + " px: ")
            + (
                role switch
                {
                    nameof(PostProcessRole.CrossFittedBest) => "held out, best: ",
                    nameof(PostProcessRole.CrossFittedSimplest) => "held out, simplest: ",
                    _ => "",
                }
            )
            + (steps.Count == 0 ? "as it is" : string.Join(", ", steps));
    }

    private static T Value<T>(PSObject row, string property) =>
        (T)LanguagePrimitives.ConvertTo(row.Properties[property]?.Value, typeof(T), CultureInfo.InvariantCulture);

    private static string Signed(double value) =>
        double.IsNaN(value) ? "-" : value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
