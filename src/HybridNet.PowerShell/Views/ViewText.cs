using System.Globalization;
using System.Management.Automation;

namespace HybridNet.PowerShell;

/// <summary>Text for the table views: short, and honest about tiny values. Colour never says what the word does not.</summary>
public static class ViewText
{
    private const double SmallestPlain = 0.00005;

    private static bool Plain => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    /// <summary>A score with four decimals; a tiny one in scientific notation, because it is not zero; - for none.</summary>
    /// <param name="value">A number, or null.</param>
    public static string Score(object? value)
    {
        if (Number(value) is not { } number || double.IsNaN(number)) return "-";
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        string format = number != 0 && Math.Abs(number) < SmallestPlain ? "0.00e+00" : "0.0000";
        return number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A share as a percentage with two decimals; - for none.</summary>
    /// <param name="value">A number from 0 to 1, or null.</param>
    public static string Percent(object? value) =>
        Number(value) is not { } number || double.IsNaN(number) ? "-" : (100 * number).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number of pixels or images; - for none.</summary>
    /// <param name="value">A number, or null.</param>
    public static string Count(object? value) =>
        Number(value) is not { } number || double.IsNaN(number) ? "-" : number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A distance with two decimals; inf against an empty mask; - for none.</summary>
    /// <param name="value">A number, or null.</param>
    public static string Distance(object? value) => Number(value) is not { } number || double.IsNaN(number) ? "-"
        : double.IsInfinity(number) ? "inf" : number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A value with its interval in brackets, when there is one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    public static string Interval(double value, double low, double high) =>
        double.IsNaN(low) || double.IsNaN(high) ? Score(value) : $"{Score(value)} [{Score(low)}, {Score(high)}]";

    /// <summary>The means under each empty policy, one a line.</summary>
    /// <param name="ladder">The means.</param>
    public static string Ladder(IReadOnlyList<PolicyMean> ladder) => ladder.Count == 0 ? "-" : string.Join('\n', ladder.Select(rung =>
        rung.Undefined > 0
            ? $"{rung.EmptyPolicy,-10}  refused: {rung.Undefined} images are undefined"
            : string.Create(CultureInfo.InvariantCulture, $"{rung.EmptyPolicy,-10}  {Interval(rung.Mean, rung.Low, rung.High)}  n = {rung.Count}")));

    /// <summary>The rule of an outlier filter.</summary>
    /// <param name="ledger">The ledger.</param>
    public static string Rule(OutlierLedger ledger) => ledger.Method == Diagnosis.OutlierMethod.Bounds
        ? string.Create(CultureInfo.InvariantCulture, $"{ledger.Lower} < {ledger.Property} < {ledger.Upper}")
        : string.Create(CultureInfo.InvariantCulture, $"{ledger.Lower:0.####} <= {ledger.Property} <= {ledger.Upper:0.####} ({ledger.Method})");

    /// <summary>The band as a word in its colour.</summary>
    /// <param name="band">A band.</param>
    public static string Band(ScoreBand band) => band switch
    {
        ScoreBand.Red => Coloured(band, "31"),
        ScoreBand.Yellow => Coloured(band, "33"),
        ScoreBand.Green => Coloured(band, "32"),
        _ => "-",
    };

    private static string Coloured(object word, string code) => Plain ? $"{word}" : $"\u001b[{code}m{word}\u001b[0m";

    private static double? Number(object? value) =>
        value is PSObject wrapped ? Number(wrapped.BaseObject) : value is null ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
