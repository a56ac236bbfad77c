using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Protocols;

/// <summary>
/// How far the same masks spread over protocols, and which convention does it.
/// </summary>
/// <remarks>
/// Every image is measured once under every rule; figures that go by the same word are put side by side. The way from the
/// rule with the smallest mean to that with the largest is then walked one convention at a time, and the mean is taken
/// at every step, on a second reading of the images: the steps add up to the span.
/// </remarks>
internal static class ProtocolComparer
{
    private const int WidestImages = 5;

    /// <summary>One spread for each figure that at least two rules have, in the order in which the protocols name it.</summary>
    /// <param name="protocols">The protocols.</param>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="settings">Spacing and tolerances; the first tolerance counts.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="seen">Told each image's outcome, twice where steps are looked for.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<ProtocolSpread> Compare(
        IReadOnlyList<Protocol> protocols,
        IReadOnlyList<ImageCase> images,
        IImageFiles reader,
        ProtocolSettings settings,
        int workers,
        Action<ImageOutcome<FigureRow>>? seen,
        CancellationToken cancel
    )
    {
        Named[] rules = [.. protocols.SelectMany(protocol => Rules(protocol, settings))];
        List<FigureRow> rows = Measure([.. rules.Select(rule => rule.Rule)], images, reader, settings, workers, seen, cancel);
        if (rows.Count == 0)
            return [];
        var spreads = new List<(ProtocolSpread Spread, (string Convention, FigureRule Rule)[] Path)>();
        foreach (IGrouping<string, int> kind in Enumerable.Range(0, rules.Length).GroupBy(index => rules[index].Kind))
        {
            int[] columns = [.. kind];
            ProtocolMean[] means = [.. columns.Select(column => MeanOf(rules[column], column, rows))];
            int[] known = [.. Enumerable.Range(0, columns.Length).Where(index => !double.IsNaN(means[index].Mean))];
            if (known.Length < 2)
                continue;
            int least = known.MinBy(index => means[index].Mean),
                most = known.MaxBy(index => means[index].Mean);
            var spread = new ProtocolSpread
            {
                Run = rows[0].Work.Run,
                Figure = kind.Key,
                Images = rows.Count,
                Least = means[least].Mean,
                LeastBy = $"{means[least].Protocol} {means[least].Name}",
                Most = means[most].Mean,
                MostBy = $"{means[most].Protocol} {means[most].Name}",
                Means = means,
                ImageId = Widest(rows, columns),
                Origin = rows[0].Work.Origin,
            };
            FigureRule from = rules[columns[least]].Rule,
                to = rules[columns[most]].Rule;
            spreads.Add((spread, spread.Span > 0 ? [("", from), .. FigureKinds.Path(from, to)] : []));
        }
        FigureRule[] steps = [.. spreads.SelectMany(item => item.Path).Select(step => step.Rule)];
        List<FigureRow> stepRows = steps.Length == 0 ? [] : Measure(steps, images, reader, settings, workers, null, cancel);
        int at = 0;
        var result = new List<ProtocolSpread>();
        foreach ((ProtocolSpread spread, (string Convention, FigureRule Rule)[] path) in spreads)
        {
            double[] means = [.. path.Select((_, index) => Finite(stepRows.Select(row => row.Values[at + index])))];
            at += path.Length;
            ConventionStep[] changes =
            [
                .. path.Skip(1)
                    .Select((step, index) => new ConventionStep(step.Convention, means[index + 1] - means[index]))
                    .Where(step => step.Change != 0),
            ];
            result.Add(spread with { Steps = changes, Cause = changes.MaxBy(step => Math.Abs(step.Change))?.Convention });
        }
        return result;
    }

    private static IEnumerable<Named> Rules(Protocol protocol, ProtocolSettings settings)
    {
        foreach (FigureRule rule in protocol.Figures)
            if (FigureKinds.Of(rule) is { } kind)
                yield return new(protocol.Name, kind, ProtocolMeasurer.WithTolerance(rule, settings));
    }

    private static List<FigureRow> Measure(
        FigureRule[] rules,
        IReadOnlyList<ImageCase> images,
        IImageFiles reader,
        ProtocolSettings settings,
        int workers,
        Action<ImageOutcome<FigureRow>>? seen,
        CancellationToken cancel
    )
    {
        var rows = new List<FigureRow>(images.Count);
        foreach (
            ImageOutcome<FigureRow> outcome in MaskMeasurements.Each(
                images,
                reader,
                false,
                workers,
                (work, masks, stop) =>
                {
                    using ProtocolPair pair = ProtocolMeasurer.PairOf(masks, settings, stop);
                    return new FigureRow(work, Array.ConvertAll(rules, rule => Measures.Of(pair, rule)));
                },
                cancel
            )
        )
        {
            seen?.Invoke(outcome);
            if (outcome.Result is { } row)
                rows.Add(row);
        }
        return rows;
    }

    private static ProtocolMean MeanOf(Named rule, int column, List<FigureRow> rows)
    {
        FigureValue[] values = [.. rows.Select(row => row.Values[column])];
        int raised = values.Count(value => value.Raised is not null),
            infinite = values.Count(value => double.IsInfinity(value.Number));
        return new(
            rows[0].Work.Run,
            rule.Kind,
            rule.Protocol,
            rule.Rule.Name,
            Finite(values),
            values.Count(value => double.IsFinite(value.Number)),
            values.Count(value => double.IsNaN(value.Number)) - raised,
            infinite,
            raised
        );
    }

    private static double Finite(IEnumerable<FigureValue> values) =>
        Statistics.Moments.Mean([.. values.Select(value => value.Number).Where(double.IsFinite)]);

    private static string[] Widest(List<FigureRow> rows, int[] columns) =>
        [
            .. rows.Select(row => (row.Work.ImageId, Span: Span(columns.Select(column => row.Values[column].Number))))
                .Where(row => row.Span > 0)
                .OrderByDescending(row => row.Span)
                .Take(WidestImages)
                .Select(row => row.ImageId),
        ];

    private static double Span(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length < 2 ? 0 : finite.Max() - finite.Min();
    }

    private sealed record Named(string Protocol, string Kind, FigureRule Rule);
}

/// <summary>The figures of one image, one for each rule.</summary>
/// <param name="Work">The image.</param>
/// <param name="Values">The values, in the order of the rules.</param>
internal sealed record FigureRow(ImageCase Work, IReadOnlyList<FigureValue> Values);
