using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;

namespace HybridNet.Protocols;

/// <summary>
/// One reference and one prediction, and whatever several figures or several protocols need of them, worked out once.
/// </summary>
internal sealed class ProtocolPair : IDisposable
{
    private static readonly double[] s_outlineOfPixels = CornerLengths.Outline(1, 1),
        s_sliceOfPixels = CornerLengths.Slice(1, 1);

    private readonly Func<(Mask Gt, Mask Pred)>? _draw;
    private readonly bool _owned;
    private Mask? _gt,
        _pred;
    private readonly Dictionary<
        (PointSet Set, PointSet Targets, SpacingUse Spacing, EmptyTarget Empty),
        PointDistances
    > _distances = [];
    private readonly Dictionary<(PointSet Set, bool Gt), OutlinePoints> _points = [];
    private readonly Dictionary<Connectivity, LesionMatching> _lesions = [];
    private readonly Dictionary<object, object> _results = [];
    private readonly Dictionary<FigureRule, FigureValue> _figures = [];

    /// <summary>Two masks; the pair disposes them when it owns them.</summary>
    public ProtocolPair(
        Mask gt,
        Mask pred,
        Confusion counts,
        ProtocolSettings settings,
        CancellationToken cancel,
        bool owned = false
    ) => (_gt, _pred, Counts, Settings, Cancel, _owned) = (gt, pred, counts, settings, cancel, owned);

    /// <summary>A pair of lesions whose counts are known: they are drawn only when a figure needs their shape.</summary>
    public ProtocolPair(Func<(Mask Gt, Mask Pred)> draw, Confusion counts, ProtocolSettings settings, CancellationToken cancel) =>
        (_draw, Counts, Settings, Cancel, _owned) = (draw, counts, settings, cancel, true);

    public Mask Gt => Drawn().Gt;

    public Mask Pred => Drawn().Pred;

    public Confusion Counts { get; }

    public ProtocolSettings Settings { get; }

    public CancellationToken Cancel { get; }

    public bool GtEmpty => Counts.GtPixels == 0;

    public bool PredEmpty => Counts.PredPixels == 0;

    public (double Row, double Column) Spacing(SpacingUse use) =>
        use switch
        {
            SpacingUse.Pixels => (1, 1),
            SpacingUse.GivenSingle => ((float)Settings.RowSpacing, (float)Settings.ColumnSpacing),
            _ => (Settings.RowSpacing, Settings.ColumnSpacing),
        };

    public PointDistances Distances(FigureRule rule)
    {
        SpacingUse spacing = Settings is { RowSpacing: 1, ColumnSpacing: 1 } ? SpacingUse.Pixels : rule.Spacing;
        PointSet targets = rule.Targets ?? rule.Points;
        bool hasTargets = Points(targets, ofGt: true).Points.Count > 0 && Points(targets, ofGt: false).Points.Count > 0;
        EmptyTarget empty = hasTargets ? EmptyTarget.Infinite : rule.EmptyTarget;
        if (_distances.TryGetValue((rule.Points, targets, spacing, empty), out PointDistances? known))
            return known;
        (double row, double column) = Spacing(spacing);
        return _distances[(rule.Points, targets, spacing, empty)] = PointDistances.Of(
            (Points(rule.Points, ofGt: true), Points(targets, ofGt: true)),
            (Points(rule.Points, ofGt: false), Points(targets, ofGt: false)),
            row,
            column,
            LengthOf(rule.Points, row, column),
            empty,
            spacing == SpacingUse.SingleCoordinates,
            Cancel
        );
    }

    public LesionMatching Lesions(Connectivity connectivity)
    {
        if (!_lesions.TryGetValue(connectivity, out LesionMatching? known))
            _lesions[connectivity] = known = LesionMatching.Of(Gt, Pred, connectivity);
        return known;
    }

    /// <summary>A figure that another protocol may have asked for already, by another name or with other values for empty
    /// masks.</summary>
    public FigureValue Figure(FigureRule rule, Func<ProtocolPair, FigureRule, FigureValue> measure)
    {
        FigureRule key = rule.Conventions;
        if (!_figures.TryGetValue(key, out FigureValue known))
            _figures[key] = known = measure(this, rule);
        return known;
    }

    /// <summary>What several figures share: worked out for the first of them.</summary>
    /// <param name="key">What it depends on.</param>
    /// <param name="make">Works it out.</param>
    public T Shared<T>(object key, Func<T> make)
        where T : class
    {
        if (!_results.TryGetValue(key, out object? known))
            _results[key] = known = make();
        return (T)known;
    }

    public void Dispose()
    {
        foreach (IDisposable shared in _results.Values.OfType<IDisposable>())
            shared.Dispose();
        if (!_owned)
            return;
        _gt?.Dispose();
        _pred?.Dispose();
    }

    private (Mask Gt, Mask Pred) Drawn()
    {
        if (_gt is null || _pred is null)
            (_gt, _pred) = _draw!();
        return (_gt, _pred);
    }

    public OutlinePoints Points(PointSet set, bool ofGt)
    {
        if (!_points.TryGetValue((set, ofGt), out OutlinePoints? known))
            _points[(set, ofGt)] = known = OutlinePoints.Of(ofGt ? Gt : Pred, set);
        return known;
    }

    private static double[]? LengthOf(PointSet set, double row, double column)
    {
        if (set is not (PointSet.Corners or PointSet.SliceCorners))
            return null;
        if ((row, column) == (1, 1))
            return set == PointSet.Corners ? s_outlineOfPixels : s_sliceOfPixels;
        return set == PointSet.Corners ? CornerLengths.Outline(row, column) : CornerLengths.Slice(row, column);
    }
}
