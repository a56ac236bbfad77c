using System.Globalization;

namespace HybridNet.PowerShell;

/// <summary>Text for the views of what would help. Takes values, not objects: a deserialized row is shown as well.</summary>
public static class LeverText
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

    /// <summary>The steps of a row in words, with what the row is when it is no plain combination.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="role">What the row is.</param>
    /// <param name="stratum">Lesion size, or All.</param>
    public static string Steps(string steps, string role, string stratum) =>
        (stratum == PostProcessStratum.All ? "" : stratum + " px: ") + (role switch
        {
            nameof(PostProcessRole.CrossFittedBest) => "held out, best: ",
            nameof(PostProcessRole.CrossFittedSimplest) => "held out, simplest: ",
            _ => "",
        }) + steps;

    private static string Signed(double value) => double.IsNaN(value) ? "-" : value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
