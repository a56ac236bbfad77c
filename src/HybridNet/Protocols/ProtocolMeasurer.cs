using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Protocols;

/// <summary>Measures images under protocols.</summary>
internal static class ProtocolMeasurer
{
    private const string Tolerance = "{Tolerance}";

    /// <summary>The figures of one pair of masks.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction of the same size.</param>
    /// <param name="settings">Spacing and tolerances.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<KeyValuePair<string, FigureValue>> Measure(
        Protocol protocol,
        Mask gt,
        Mask pred,
        ProtocolSettings settings,
        CancellationToken cancel
    )
    {
        using var pair = new ProtocolPair(gt, pred, Confusion.Count(gt, pred), settings, cancel);
        return Measure(protocol, pair);
    }

    /// <summary>One result for each image and protocol, images in order, an image's protocols in theirs.</summary>
    /// <param name="protocols">The protocols.</param>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="settings">Spacing and tolerances.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<IReadOnlyList<ProtocolResult>>> Measure(
        IReadOnlyList<Protocol> protocols,
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        ProtocolSettings settings,
        int workers,
        CancellationToken cancel
    ) =>
        MaskMeasurements.Each<IReadOnlyList<ProtocolResult>>(
            images,
            reader,
            false,
            workers,
            (work, masks, stop) =>
            {
                using ProtocolPair pair = PairOf(masks, settings, stop);
                return
                [
                    .. protocols.Select(protocol => new ProtocolResult
                    {
                        Run = work.Run,
                        ImageId = work.ImageId,
                        Protocol = protocol.Name,
                        OwnClass = work.Class,
                        Values = Measure(protocol, pair),
                        Origin = work.Origin,
                    }),
                ];
            },
            cancel
        );

    /// <summary>The figures of one protocol of a pair that others may have looked at before.</summary>
    internal static IReadOnlyList<KeyValuePair<string, FigureValue>> Measure(Protocol protocol, ProtocolPair pair)
    {
        var values = new List<KeyValuePair<string, FigureValue>>(protocol.Figures.Count);
        foreach (FigureRule rule in protocol.Figures)
            if (rule.Name.Contains(Tolerance, StringComparison.Ordinal))
                foreach (FigureRule named in pair.Settings.Tolerances.Select(tolerance => Named(rule, tolerance)))
                    values.Add(new(named.Name, Measures.Of(pair, named)));
            else
                values.Add(new(rule.Name, Measures.Of(pair, WithTolerance(rule, pair.Settings))));
        return values;
    }

    /// <summary>The rule with the number that its tolerance stands for; the first of the caller's where the name holds
    /// one.</summary>
    internal static FigureRule WithTolerance(FigureRule rule, ProtocolSettings settings)
    {
        if (rule.Name.Contains(Tolerance, StringComparison.Ordinal))
            return Named(rule, settings.Tolerances[0]);
        if (rule.ToleranceUse != ToleranceUse.SmallestSpacing)
            return rule;
        return rule with
        {
            Tolerance = rule.Spacing == SpacingUse.Pixels ? 1 : Math.Min(settings.RowSpacing, settings.ColumnSpacing),
        };
    }

    /// <summary>An image's masks, inside its region.</summary>
    internal static ProtocolPair PairOf(ImageMasks masks, ProtocolSettings settings, CancellationToken cancel) =>
        new(masks.GtInside, masks.PredInside, masks.Counts, settings, cancel);

    private static FigureRule Named(FigureRule rule, double tolerance) =>
        rule with
        {
            Name = rule.Name.Replace(
                Tolerance,
                tolerance.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            ),
            Tolerance = tolerance,
        };
}
