using System.Globalization;
using HybridNet.Metrics;
using HybridNet.Protocols;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN030: recorded distances and surface shares are figures of another tool. Every column of the per-image table whose name
/// says which figure it holds is compared with what each protocol makes of the masks, at the precision in which the column
/// was printed.
/// </summary>
/// <remarks>
/// Without a spacing the masks are measured in pixels. A distance that agrees with nobody then may have been recorded in other
/// units: where rows and columns are equally far apart, all its values are the pixels' times one number, which is looked for.
/// Where they are not, nobody can tell whose figures they are.
/// </remarks>
internal sealed class OtherTool : AuditRule
{
    private const double Enough = 0.9;
    private const int FewestImages = 5,
        FewestDistances = 3;
    private const string Ours = "HybridNet",
        SurfaceDice = "Surface Dice";

    /// <summary>Figures that grow with the distance of pixels.</summary>
    private static readonly HashSet<string> s_distances = ["HD", "HD95", "Mean distance"];

    private static readonly (string[] Words, string Kind)[] s_columns =
    [
        (["hd95", "95hd", "hausdorff95", "hausdorffdistance95", "robusthausdorff"], "HD95"),
        (["assd", "masd", "asd", "msd", "averagesurface", "meansurface"], "Mean distance"),
        (["nsd", "surfacedice", "normalizedsurface", "normalisedsurface"], SurfaceDice),
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
        RuleOutcome[] outcomes = Array.ConvertAll(columns, column => Judge(context, column.Column, column.Kind, rules, rows));
        Finding[] findings = [.. outcomes.SelectMany(outcome => outcome.Findings)],
            alarms = [.. findings.Where(finding => finding.Severity != Severity.Passed)];
        string[] missing = [.. outcomes.Select(outcome => outcome.Missing).OfType<string>()];
        if (alarms.Length > 0)
            return new(alarms, null);
        return missing.Length > 0 ? Skip(string.Join("; ", missing)) : new([.. findings.Take(1)], null);
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
            return Skip($"{FewestImages} images with masks and a value of {column}");
        int[] own = [.. Enumerable.Range(0, rules.Length).Where(index => rules[index].Kind == kind)];
        bool inPixels = context.Options.Spacing is null,
            isDistance = s_distances.Contains(kind);
        Agreement best = Agreement.Best(own, index => Compare(index, new(1, 0)));
        if (inPixels && isDistance && best.Most < Enough * recorded.Count)
            best = Agreement.Best(own, index => Compare(index, UnitOf(index)));
        if (inPixels && (isDistance || kind == SurfaceDice) && best.Most < Enough * recorded.Count)
            return Skip(
                $"the spacing (-Spacing): {column} agrees with no protocol in pixels"
                    + (isDistance ? ", nor where rows and columns are equally far apart" : "")
                    + $" ({best.Most} of {recorded.Count} values at best)"
            );
        int ours = best.Of(index => rules[index].Protocol == Ours);
        double unit = best.Unit.Apart;
        string units = unit == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", with pixels {unit:0.####} apart");
        if (ours == best.Most || best.Most < Enough * recorded.Count)
            return Pass(
                context,
                $"{column}: {best.Most} of {recorded.Count} values agree with the protocol that agrees best, {ours} with "
                    + $"ours{units}."
            );
        string[] names = [.. best.Rules.Select(index => $"{rules[index].Protocol} {rules[index].Rule.Name}")];
        return Report(
            context,
            Severity.Warning,
            $"{column} is {string.Join(" or ", names.Take(3))}{units}: {best.Most} of {recorded.Count} values agree with it, "
                + $"{ours} with the definition of Measure-HNMask.",
            best.Most,
            recorded.Where(row => !AgreesWithOurs(row)).Select(row => row.ImageId),
            new()
            {
                ["Column"] = column,
                ["Figure"] = kind,
                ["Protocol"] = names,
                ["Agreeing"] = best.Most,
                ["AgreeingWithOurs"] = ours,
                ["Images"] = recorded.Count,
                ["Unit"] = unit,
            },
            "Compare it only with figures of the same protocol: Measure-HNMask -As gives them, Compare-HNProtocol the spread."
        );

        (int, PixelUnit) Compare(int index, PixelUnit apart) =>
            (recorded.Count(row => apart.Agrees(rows[row.ImageId].Values[index].Number, row.Value, row.Half)), apart);

        bool AgreesWithOurs((string ImageId, double Value, double Half) row) =>
            own.Any(index =>
                rules[index].Protocol == Ours
                && best.UnitOf(index).Agrees(rows[row.ImageId].Values[index].Number, row.Value, row.Half)
            );

        // The largest distance gives the unit best; from two alike distances any figure would follow by chance.
        PixelUnit UnitOf(int index)
        {
            (double Measured, double Recorded, double Half)[] pairs =
            [
                .. recorded
                    .Select(row => (Measured: rows[row.ImageId].Values[index].Number, Recorded: row.Value, row.Half))
                    .Where(pair => double.IsFinite(pair.Measured) && double.IsFinite(pair.Recorded))
                    .Where(pair => pair is { Measured: > 0, Recorded: > 0 }),
            ];
            if (pairs.Select(pair => pair.Measured).Distinct().Count() < FewestDistances)
                return new(1, 0);
            (double measured, double value, double half) = pairs.MaxBy(pair => pair.Measured);
            return new(value / measured, half / measured);
        }
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
        (double down, double across) = context.Options.Spacing ?? (1, 1);
        var settings = new ProtocolSettings { RowSpacing = down, ColumnSpacing = across };
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

    /// <summary>Distance of pixels in the units of a log, and how far it may be from the truth.</summary>
    private readonly record struct PixelUnit(double Apart, double Uncertainty)
    {
        public bool Agrees(double pixels, double recorded, double half)
        {
            if (!double.IsFinite(recorded) || !double.IsFinite(pixels))
                return pixels.Equals(recorded);
            return Math.Abs(pixels * Apart - recorded) <= half * (1 + 1e-9) + pixels * Uncertainty + 1e-9;
        }
    }

    /// <summary>How many values agree with each rule, and the distance of pixels under which each was compared.</summary>
    private sealed record Agreement(int Most, IReadOnlyDictionary<int, (int Count, PixelUnit Unit)> All)
    {
        /// <summary>The rules that agree with most values.</summary>
        public IEnumerable<int> Rules => All.Where(item => item.Value.Count == Most).Select(item => item.Key).Order();

        /// <summary>Distance of pixels of the first of them.</summary>
        public PixelUnit Unit => Rules.Select(UnitOf).DefaultIfEmpty(new(1, 0)).First();

        public static Agreement Best(int[] rules, Func<int, (int Count, PixelUnit Unit)> compare)
        {
            Dictionary<int, (int Count, PixelUnit Unit)> all = rules.ToDictionary(index => index, compare);
            return new(all.Values.Select(item => item.Count).DefaultIfEmpty(0).Max(), all);
        }

        public int Of(Func<int, bool> chosen) =>
            All.Where(item => chosen(item.Key)).Select(item => item.Value.Count).DefaultIfEmpty(0).Max();

        public PixelUnit UnitOf(int rule) => All[rule].Unit;
    }
}
