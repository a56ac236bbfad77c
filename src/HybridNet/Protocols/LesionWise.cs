using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.PostProcessing;

namespace HybridNet.Protocols;

/// <summary>
/// Figures for each reference lesion against all predicted lesions near it (BraTS 2023).
/// </summary>
/// <remarks>
/// Components of the reference whose dilations touch are one lesion. Every predicted component that touches a lesion's
/// dilation belongs to it, and may belong to several. Lesions up to a size are left out, found or not; predicted
/// components that belong to no lesion are false whatever their size.
/// </remarks>
internal sealed class LesionWise
{
    private readonly List<Found> _kept;

    private LesionWise(Lesions lesions, ProtocolPair pair, FigureRule rule)
    {
        (double row, double column) = pair.Spacing(rule.Spacing);
        _kept = [.. lesions.All.Where(lesion => lesion.Pixels * (row * column) > rule.IgnoreUpTo)];
        FalseLesions = lesions.FalseCount;
    }

    public int Hits => _kept.Count(lesion => lesion.Predicted.Count > 0);

    public int Misses => _kept.Count(lesion => lesion.Predicted.Count == 0);

    public int FalseLesions { get; }

    public static LesionWise Of(ProtocolPair pair, FigureRule rule) =>
        pair.Shared(
            (nameof(LesionWise), rule.Connectivity, rule.Dilations, rule.IgnoreUpTo, rule.Spacing),
            () =>
                new LesionWise(
                    pair.Shared(
                        (nameof(Lesions), rule.Connectivity, rule.Dilations),
                        () => new Lesions(pair, rule.Connectivity, rule.Dilations)
                    ),
                    pair,
                    rule
                )
        );

    /// <summary>
    /// Sum of the figure that the rule names over the lesions, plus the penalty for each false component, over their number;
    /// NaN when there is neither.
    /// </summary>
    public static double Mean(ProtocolPair pair, FigureRule rule)
    {
        LesionWise lesions = Of(pair, rule);
        int count = lesions._kept.Count + lesions.FalseLesions;
        if (count == 0)
            return double.NaN;
        FigureRule of = rule.ForEachLesion();
        LesionMap predicted = pair.Lesions(rule.Connectivity).Pred;
        double sum = 0;
        foreach (Found lesion in lesions._kept)
        {
            FigureValue value = Measures.Of(lesion.Pair(predicted, rule.Connectivity, pair), of);
            sum += double.IsFinite(value.Number) ? value.Number : rule.Penalty;
        }
        return (sum + lesions.FalseLesions * rule.Penalty) / count;
    }

    private static List<Found> Merged(Mask gt, LesionMatching components, int dilations)
    {
        var lesions = new List<Found>();
        if (components.Gt.Count == 0)
            return lesions;
        using Mask grown = Morphology.Dilate(gt, new StructuringElement(ElementShape.Square, dilations));
        LesionMap merged = LesionMap.Label(grown, Connectivity.Eight);
        for (int label = 1; label <= merged.Count; label++)
            lesions.Add(new Found());
        for (int y = 0; y < gt.Height; y++)
        {
            ReadOnlySpan<PixelRun> around = merged.Row(y);
            int at = 0;
            foreach (PixelRun run in components.Gt.Row(y))
            {
                while (around[at].End <= run.Start)
                    at++;
                lesions[around[at].Label - 1].Add(run);
            }
        }
        return lesions;
    }

    /// <summary>All reference lesions under one number of dilations, each with what was predicted of it.</summary>
    private sealed class Lesions
    {
        public Lesions(ProtocolPair pair, Connectivity connectivity, int dilations)
        {
            LesionMatching components = pair.Lesions(connectivity);
            All = Merged(pair.Gt, components, dilations);
            var near = new HashSet<int>();
            foreach (Found lesion in All)
            {
                lesion.FindPredicted(components.Pred, dilations);
                near.UnionWith(lesion.Predicted);
            }
            FalseCount = components.Pred.Count - near.Count;
        }

        public List<Found> All { get; }

        public int FalseCount { get; }
    }

    /// <summary>One reference lesion and the predicted components that belong to it.</summary>
    private sealed class Found
    {
        private readonly List<PixelRun> _runs = [];
        private readonly SortedSet<int> _labels = [];
        private LesionBox _box = new(int.MaxValue, int.MaxValue, -1, -1);

        public long Pixels { get; private set; }

        public HashSet<int> Predicted { get; } = [];

        public void Add(in PixelRun run)
        {
            _runs.Add(run);
            _labels.Add(run.Label);
            Pixels += run.Length;
            _box = new(
                Math.Min(_box.Left, run.Start),
                Math.Min(_box.Top, run.Y),
                Math.Max(_box.Right, run.End - 1),
                Math.Max(_box.Bottom, run.Y)
            );
        }

        public void FindPredicted(LesionMap pred, int reach)
        {
            foreach (PixelRun run in _runs)
                for (int y = Math.Max(0, run.Y - reach); y <= Math.Min(pred.Height - 1, run.Y + reach); y++)
                    foreach (PixelRun other in pred.Row(y))
                    {
                        if (other.Start >= run.End + reach)
                            break;
                        if (other.End > run.Start - reach)
                            Predicted.Add(other.Label);
                    }
        }

        /// <summary>
        /// The lesion and what was predicted of it, drawn by themselves; most lesions are the same under any number of
        /// dilations, and are drawn once.
        /// </summary>
        public ProtocolPair Pair(LesionMap pred, Connectivity connectivity, ProtocolPair whole) =>
            whole.Shared(
                $"{connectivity} {string.Join(' ', _labels)} / {string.Join(' ', Predicted.Order())}",
                () => Draw(pred, whole)
            );

        private ProtocolPair Draw(LesionMap pred, ProtocolPair whole)
        {
            LesionBox box = _box;
            foreach (int label in Predicted)
                box = box.With(pred.Components[label - 1]);
            Mask lesion = box.Empty(),
                predicted = box.Empty();
            foreach (PixelRun run in _runs)
                box.Fill(lesion, run);
            foreach (int label in Predicted)
            {
                Component component = pred.Components[label - 1];
                for (int y = component.Top; y <= component.Bottom; y++)
                    foreach (PixelRun run in pred.Row(y))
                        if (run.Label == label)
                            box.Fill(predicted, run);
            }
            return new(lesion, predicted, Confusion.Count(lesion, predicted), whole.Settings, whole.Cancel, owned: true);
        }
    }
}
