using System.Globalization;

namespace HybridNet.Reports;

/// <summary>Numbers as a report writes them.</summary>
internal static class ReportNumber
{
    private const double SmallestPlain = 0.00005;

    /// <summary>Four decimals; a tiny value in scientific notation, because it is not zero; a dash for none.</summary>
    public static string Score(double? value) =>
        value is not { } number || double.IsNaN(number) ? "–"
        : double.IsInfinity(number) ? (number > 0 ? "inf" : "-inf")
        : number.ToString(number != 0 && Math.Abs(number) < SmallestPlain ? "0.00e+00" : "0.0000", CultureInfo.InvariantCulture);

    /// <summary>A whole number; a dash for none.</summary>
    public static string Count(long? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A probability with three decimals; a smaller one as below the least that they can show.</summary>
    public static string Probability(double p) =>
        double.IsNaN(p) ? "–"
        : p < 0.001 ? "< 0.001"
        : "= " + p.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A change with its sign and four decimals; what rounds to nothing has none.</summary>
    public static string Signed(double change) =>
        double.IsNaN(change) ? "–"
        : Math.Round(change, 4) == 0 ? "0.0000"
        : change.ToString("+0.0000;-0.0000", CultureInfo.InvariantCulture);

    /// <summary>A percentage with one decimal; a dash for none.</summary>
    public static string Percent(double share) =>
        double.IsNaN(share) ? "–" : (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A percentage with as many digits as a small share needs.</summary>
    public static string SmallPercent(double share) =>
        double.IsNaN(share) ? "–" : (100 * share).ToString("0.####", CultureInfo.InvariantCulture) + " %";

    /// <summary>A mean with its interval.</summary>
    public static string Mean(PolicyMean mean) =>
        double.IsNaN(mean.Low) ? Score(mean.Mean) : $"{Score(mean.Mean)} [{Score(mean.Low)}, {Score(mean.High)}]";

    /// <summary>A cell with a score.</summary>
    public static ReportCell ScoreCell(double? value) => new(Score(value), value ?? double.NaN);

    /// <summary>A cell with a change.</summary>
    public static ReportCell SignedCell(double change) => new(Signed(change), change);

    /// <summary>A cell with a whole number.</summary>
    public static ReportCell CountCell(long? value) => new(Count(value), value ?? double.NaN);

    /// <summary>A number of things, with the right word for it.</summary>
    public static string Many(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";
}
