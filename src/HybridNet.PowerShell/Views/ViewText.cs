using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using HybridNet.Froc;

namespace HybridNet.PowerShell;

/// <summary>Text for the table views: short, and honest about tiny values. Color never says what the word does not.</summary>
public static partial class ViewText
{
    private const double SmallestPlain = 0.00005;

    private static bool Plain => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    /// <summary>Share of the lesions that are found at one false candidate an image.</summary>
    /// <param name="points">Points of a FROC curve.</param>
    public static string FoundAtOne(IReadOnlyList<FrocPoint> points) => Score(FrocCurve.At(points, 1));

    /// <summary>A score with four decimals; a tiny one in scientific notation, because it is not zero; - for none.</summary>
    /// <param name="value">A number, or null.</param>
    public static string Score(object? value)
    {
        if (Number(value) is not { } number || double.IsNaN(number))
            return "-";
        if (double.IsInfinity(number))
            return number > 0 ? "inf" : "-inf";
        string format = number != 0 && Math.Abs(number) < SmallestPlain ? "0.00e+00" : "0.0000";
        return number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A name, an id or a reason in one line: what would steer the terminal is shown as a sign.</summary>
    /// <param name="value">A text, or null; anything else stays as it is.</param>
    public static object? Name(object? value) =>
        value switch
        {
            PSObject wrapped => Name(wrapped.BaseObject),
            string text => VisibleText.OfName(text),
            _ => value,
        };

    /// <summary>A share as a percentage with two decimals; - for none.</summary>
    /// <param name="value">A number from 0 to 1, or null.</param>
    public static string Percent(object? value) =>
        Number(value) is not { } number || double.IsNaN(number)
            ? "-"
            : (100 * number).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number of pixels or images; - for none.</summary>
    /// <param name="value">A number, or null.</param>
    public static string Count(object? value) =>
        Number(value) is not { } number || double.IsNaN(number) ? "-" : number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A distance with two decimals; inf against an empty mask; - for none.</summary>
    /// <param name="value">A number, or null.</param>
    public static string Distance(object? value) =>
        Number(value) is not { } number || double.IsNaN(number) ? "-"
        : double.IsInfinity(number) ? "inf"
        : number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A value with its interval in brackets, when there is one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    public static string Interval(double value, double low, double high) =>
        double.IsNaN(low) || double.IsNaN(high) ? Score(value) : $"{Score(value)} [{Score(low)}, {Score(high)}]";

    /// <summary>The means under each empty policy, one a line.</summary>
    /// <param name="means">The means.</param>
    public static string MeansByPolicy(IReadOnlyList<PolicyMean> means) =>
        means.Count == 0
            ? "-"
            : string.Join(
                '\n',
                means.Select(rung =>
                    rung.Undefined > 0
                        ? $"{rung.EmptyPolicy, -10}  refused: {rung.Undefined} images are undefined"
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"{rung.EmptyPolicy, -10}  {Interval(rung.Mean, rung.Low, rung.High)}  n = {rung.Count}"
                        )
                )
            );

    /// <summary>The rule of an outlier filter.</summary>
    /// <param name="ledger">The ledger.</param>
    public static string Rule(OutlierSummary ledger) =>
        ledger.Method == Diagnosis.OutlierMethod.Bounds
            ? string.Create(CultureInfo.InvariantCulture, $"{ledger.Lower} < {ledger.Property} < {ledger.Upper}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{ledger.Lower:0.####} <= {ledger.Property} <= {ledger.Upper:0.####} ({ledger.Method})"
            );

    /// <summary>The band as a word in its colour.</summary>
    /// <param name="band">A band.</param>
    public static string Band(ScoreBand band) =>
        band switch
        {
            ScoreBand.Red => Colored(band, "31"),
            ScoreBand.Yellow => Colored(band, "33"),
            ScoreBand.Green => Colored(band, "32"),
            _ => "-",
        };

    /// <summary>The severity as a word in its colour.</summary>
    /// <param name="severity">A severity.</param>
    public static string Severity(Severity severity) =>
        severity switch
        {
            HybridNet.Severity.Error => Colored(severity, "35"),
            HybridNet.Severity.Warning => Colored(severity, "33"),
            _ => severity.ToString(),
        };

    /// <summary>A value and the epoch it was reached at; - for none.</summary>
    /// <param name="epoch">The epoch, or null.</param>
    /// <param name="value">The value.</param>
    public static string AtEpoch(int? epoch, double value) => epoch is null ? "-" : $"epoch {epoch}: {Score(value)}";

    /// <summary>Text broken between words, so that a table need not break inside them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">The host, for the width of its window.</param>
    /// <param name="taken">Columns that the rest of the table takes.</param>
    public static string Wrap(string text, PSHost host, int taken) =>
        Wrap(text, Math.Max(20, HostWindow.Width(host) - taken - 1));

    /// <summary>Text broken between words into lines of a width.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Longest line, in columns; a longer word stands alone.</param>
    public static string Wrap(string text, int width)
    {
        var lines = new StringBuilder();
        int length = 0;
        foreach (string word in VisibleText.Of(text).Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > width)
                (lines, length) = (lines.Append('\n'), 0);
            else if (length > 0)
                (lines, length) = (lines.Append(' '), length + 1);
            lines.Append(word);
            length += word.Length;
        }
        return lines.ToString();
    }

    /// <summary>Lines of an answer, each broken between words; what would steer the terminal is shown as a sign.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="host">The host, for the width of its window.</param>
    /// <param name="taken">Columns that stand before the lines.</param>
    public static string Lines(IReadOnlyList<string> lines, PSHost host, int taken) =>
        string.Join('\n', lines.Select(line => Wrap(VisibleText.OfName(line), host, taken)));

    /// <summary>The names of files; one name in several folders once, with their number.</summary>
    /// <param name="paths">The files.</param>
    public static string Files(IReadOnlyList<string> paths) =>
        string.Join(
            ", ",
            paths
                .CountBy(path => VisibleText.OfName(Path.GetFileName(path)))
                .Select(name => name.Value > 1 ? $"{name.Key} x{name.Value}" : name.Key)
        );

    /// <summary>The runs of a night, one a line.</summary>
    /// <param name="verdicts">Their verdicts.</param>
    public static string Runs(IReadOnlyList<NightlyVerdict> verdicts) =>
        string.Join(
            '\n',
            verdicts.Select(verdict => $"{Name(verdict.Run)} r{verdict.Revision}: {verdict.Outcome}, {verdict.Standing}")
        );

    /// <summary>The difference of two runs with its sign and interval; - when they cannot be compared.</summary>
    /// <param name="comparison">A comparison.</param>
    public static string Change(Comparison comparison) =>
        double.IsNaN(comparison.Difference)
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{comparison.Difference:+0.0000;-0.0000;0.0000}")
                + (
                    double.IsNaN(comparison.Low)
                        ? ""
                        : string.Create(CultureInfo.InvariantCulture, $" [{comparison.Low:0.0000}, {comparison.High:0.0000}]")
                );

    /// <summary>A p-value with four decimals, or as smaller than the smallest that they show.</summary>
    /// <param name="value">A number from 0 to 1, or NaN.</param>
    public static string Probability(double value) =>
        double.IsNaN(value) ? "-"
        : value < 0.0001 ? "<0.0001"
        : value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>The verdict as words, in its colour.</summary>
    /// <param name="verdict">A verdict.</param>
    public static string Verdict(Verdict verdict) =>
        verdict switch
        {
            HybridNet.Verdict.Improved => Colored(verdict, "36"),
            HybridNet.Verdict.Regressed => Colored(verdict, "35"),
            HybridNet.Verdict.NotComparable => Colored(verdict, "33"),
            _ => verdict.ToString(),
        };

    /// <summary>
    /// The verdict, and below it why there is none, or what is left at the best thresholds where that was asked for.
    /// </summary>
    /// <param name="comparison">A comparison.</param>
    /// <param name="host">The host, for the width of its window.</param>
    /// <param name="taken">Columns that the rest of the table takes.</param>
    public static string Verdict(Comparison comparison, PSHost host, int taken)
    {
        string verdict = Verdict(comparison.Verdict);
        if (comparison.Verdict == HybridNet.Verdict.NotComparable && comparison.Reason is { Length: > 0 } reason)
            return $"{verdict}\n{Wrap(VisibleText.OfName(reason), Math.Max(18, HostWindow.Width(host) - taken - 1))}";
        return comparison.AtBestThreshold is { } best && !double.IsNaN(best.Difference)
            ? verdict
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"\nat best thresholds {best.Difference:+0.0000;-0.0000;0.0000}, p {Probability(best.P)}"
                )
            : verdict;
    }

    /// <summary>Cases before and after by their letters and the state's name, so that a row fits.</summary>
    /// <param name="change">As C_disjoint -> B_GT_nonempty_PRED_empty.</param>
    public static string ShortCase(string change) =>
        string.Join(" -> ", change.Split(" -> ").Select(part => part.Length > 1 && part[1] == '_' ? part[..1] : part));

    /// <summary>The limits of a gate in words.</summary>
    /// <param name="limits">The limits.</param>
    public static string Limits(RegressionLimits limits) =>
        string.Create(CultureInfo.InvariantCulture, $"margin {limits.Margin}")
        + (limits.MaximumNewZeroDice is { } most ? $", at most {most} new zero-Dice images" : "")
        + (limits.MaximumNewFalseAlarm is { } alarms ? $", at most {alarms} new false alarms" : "")
        + (limits.Inconclusive == InconclusiveAs.Report ? "" : $", inconclusive: {limits.Inconclusive}");

    private static string Colored(object word, string code) => Plain ? $"{word}" : $"\u001b[{code}m{word}\u001b[0m";

    private static double? Number(object? value) =>
        value is PSObject wrapped ? Number(wrapped.BaseObject)
        : value is null ? null
        : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
