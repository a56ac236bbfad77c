using System.Globalization;
using HybridNet.Metrics;
using HybridNet.Protocols;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN030: recorded distances and surface shares are figures of another tool. Every column of the per-image table whose name
/// says which figure it holds is compared with what each protocol makes of the masks, at the precision in which the column
/// was printed.
/// </summary>
internal sealed class OtherTool : AuditRule
{
    private const double Enough = 0.9;
    private const int FewestImages = 5;
    private const string Ours = "HybridNet";

    private static readonly (string[] Words, string Kind)[] s_columns =
    [
        (["hd95", "95hd", "hausdorff95", "hausdorffdistance95", "robusthausdorff"], "HD95"),
        (["assd", "masd", "asd", "msd", "averagesurface", "meansurface"], "Mean distance"),
        (["nsd", "surfacedice", "normalizedsurface", "normalisedsurface"], "Surface Dice"),
        (["hausdorff", "hd"], "HD"),
        (["boundaryiou"], "Boundary IoU"),
        (["lesionf1"], "Lesion F1"),
        (["panopticquality", "pq"], "Panoptic quality"),
    ];

    public override string Id => "HN030";

    public override string Title => "Figures of another tool";

    public override IReadOnlyList<string> Tags => ["scores", "masks", "protocols"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        (string Column, string Kind)[] columns =
        [
            .. context
                .Scores.SelectMany(score => score.Other?.Keys ?? [])
                .Distinct(StringComparer.Ordinal)
                .Select(column => (column, Kind: KindOf(column)!))
                .Where(item => item.Kind is not null),
        ];
        if (columns.Length == 0)
            return Skip("a per-image table with distances, surface Dice or lesion figures");
        if (context.Options.Protocols.Count == 0)
            return Skip("protocols of other tools");
        if (
            (context.Run.Files.Predictions ?? context.Run.Files.Probabilities) is null
            || context.Run.Files.GroundTruth.Count == 0
        )
            return Skip("predictions and reference masks");
        (string Protocol, string Kind, FigureRule Rule)[] rules = [.. Rules(context.Options.Protocols)];
        Dictionary<string, FigureRow> rows = Measure(context, [.. rules.Select(rule => rule.Rule)]);
        var findings = new List<Finding>();
        foreach ((string column, string kind) in columns)
            findings.AddRange(Judge(context, column, kind, rules, rows).Findings);
        return findings.Exists(finding => finding.Severity != Severity.Passed)
            ? new([.. findings.Where(finding => finding.Severity != Severity.Passed)], null)
            : new([.. findings.Take(1)], null);
    }

    private RuleOutcome Judge(
        AuditContext context,
        string column,
        string kind,
        (string Protocol, string Kind, FigureRule Rule)[] rules,
        Dictionary<string, FigureRow> rows
    )
    {
        List<(string ImageId, double Value, double Half)> recorded = Recorded(context, column, rows);
        if (recorded.Count < FewestImages)
            return Pass(context, $"{column}: only {recorded.Count} images have a value and masks, too few to tell whose it is.");
        (string Protocol, string Name, int Agreeing)[] agreements =
        [
            .. Enumerable
                .Range(0, rules.Length)
                .Where(index => rules[index].Kind == kind)
                .Select(index =>
                    (
                        rules[index].Protocol,
                        rules[index].Rule.Name,
                        recorded.Count(row => Agrees(rows[row.ImageId].Values[index], row.Value, row.Half))
                    )
                ),
        ];
        int ours = agreements.Where(item => item.Protocol == Ours).Select(item => item.Agreeing).DefaultIfEmpty(0).Max(),
            most = agreements.Select(item => item.Agreeing).DefaultIfEmpty(0).Max();
        if (ours == most || most < Enough * recorded.Count)
            return Pass(
                context,
                $"{column}: {most} of {recorded.Count} values agree with the protocol that agrees best, {ours} with ours."
            );
        string[] names = [.. agreements.Where(item => item.Agreeing == most).Select(item => $"{item.Protocol} {item.Name}")];
        string whose = string.Join(" or ", names.Take(3));
        return Report(
            context,
            Severity.Warning,
            $"{column} is {whose}: {most} of {recorded.Count} values agree with it, {ours} with the definition of "
                + $"Measure-HNMask.",
            most,
            recorded.Where(row => !AgreesWithOurs(row)).Select(row => row.ImageId),
            new()
            {
                ["Column"] = column,
                ["Figure"] = kind,
                ["Protocol"] = names,
                ["Agreeing"] = most,
                ["AgreeingWithOurs"] = ours,
                ["Images"] = recorded.Count,
            },
            "Compare it only with figures of the same protocol: Measure-HNMask -As gives them, Compare-HNProtocol the spread."
        );

        bool AgreesWithOurs((string ImageId, double Value, double Half) row) =>
            Enumerable
                .Range(0, rules.Length)
                .Any(index =>
                    rules[index].Kind == kind
                    && rules[index].Protocol == Ours
                    && Agrees(rows[row.ImageId].Values[index], row.Value, row.Half)
                );
    }

    private static string? KindOf(string column)
    {
        string letters = string.Concat(column.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        foreach ((string[] words, string kind) in s_columns)
            if (words.Any(word => letters.Contains(word, StringComparison.Ordinal)))
                return kind;
        return null;
    }

    private static IEnumerable<(string, string, FigureRule)> Rules(IReadOnlyList<Protocol> protocols)
    {
        // The usual tolerances of surface Dice; a column does not say which it was made with.
        foreach (double tolerance in (double[])[1, 2])
        foreach (Protocol protocol in protocols)
        foreach (FigureRule rule in protocol.Figures)
            if (FigureKinds.Of(rule) is { } kind)
            {
                FigureRule named = ProtocolMeasurer.WithTolerance(rule, new() { Tolerances = [tolerance] });
                if (tolerance == 1 || named.Name != rule.Name)
                    yield return (protocol.Name, kind, named);
            }
    }

    private static Dictionary<string, FigureRow> Measure(AuditContext context, FigureRule[] rules)
    {
        var rows = new Dictionary<string, FigureRow>(StringComparer.Ordinal);
        var settings = new ProtocolSettings();
        foreach (
            ImageOutcome<FigureRow> outcome in MaskMeasurements.Each(
                ImageCases.Of(context.Run, context.Options.MissingGroundTruth).Select(entry => entry.Work).OfType<ImageCase>(),
                context.Reader,
                false,
                context.Options.Workers,
                (work, masks, stop) =>
                {
                    using ProtocolPair pair = ProtocolMeasurer.PairOf(masks, settings, stop);
                    return new FigureRow(work, Array.ConvertAll(rules, rule => Measures.Of(pair, rule)));
                },
                context.Cancel
            )
        )
            if (outcome.Result is { } row)
                rows[outcome.Work.ImageId] = row;
        return rows;
    }

    private static List<(string ImageId, double Value, double Half)> Recorded(
        AuditContext context,
        string column,
        Dictionary<string, FigureRow> rows
    )
    {
        var recorded = new List<(string, double, double)>();
        foreach (ImageScore score in context.Scores)
            if (
                rows.ContainsKey(score.ImageId)
                && score.Other is { } other
                && other.TryGetValue(column, out string? text)
                && Parse(text.Trim()) is { } value
            )
                recorded.Add((score.ImageId, value, PrintedPlace.Of(text.Trim()).HalfUnit));
        return recorded;
    }

    private static double? Parse(string text) =>
        text.ToLowerInvariant() switch
        {
            "nan" => double.NaN,
            "inf" or "infinity" => double.PositiveInfinity,
            var number => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? value
                : null,
        };

    private static bool Agrees(FigureValue value, double recorded, double half)
    {
        if (!double.IsFinite(recorded))
            return value.Number.Equals(recorded);
        return Math.Abs(value.Number - recorded) <= half * (1 + 1e-9) + 1e-9;
    }
}
