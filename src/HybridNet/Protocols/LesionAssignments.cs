using HybridNet.Lesions;

namespace HybridNet.Protocols;

/// <summary>Gives predicted lesions to reference lesions under a rule.</summary>
internal static class LesionAssignments
{
    /// <summary>The matched pairs.</summary>
    public static IReadOnlyList<LesionPair> Of(ProtocolPair pair, FigureRule rule) =>
        pair.Shared(
            (nameof(LesionAssignments), rule.Assignment, rule.Connectivity, rule.MatchIou),
            () => Assign(pair.Lesions(rule.Connectivity), rule)
        );

    private static IReadOnlyList<LesionPair> Assign(LesionMatching lesions, FigureRule rule) =>
        rule.Assignment switch
        {
            LesionAssignment.Greedy => lesions.BestFirst(rule.MatchIou),
            LesionAssignment.Optimal => Optimal([.. lesions.Pairs.Where(pair => pair.Iou >= rule.MatchIou)], pair => pair.Iou),
            LesionAssignment.OneToOne => OneToOne(lesions, fromGt: true),
            LesionAssignment.OneToOneByPrediction => OneToOne(lesions, fromGt: false),
            _ => lesions.Pairs,
        };

    /// <summary>
    /// Largest sum of gains over one-to-one matches: shortest augmenting paths (R. Jonker and A. Volgenant, Computing 38,
    /// 1987), group by group of lesions that overlap each other.
    /// </summary>
    /// <param name="pairs">What may be matched.</param>
    /// <param name="gain">What a match is worth, above 0.</param>
    public static List<LesionPair> Optimal(LesionPair[] pairs, Func<LesionPair, double> gain)
    {
        int[] gt = [.. pairs.Select(pair => pair.Gt).Distinct().Order()],
            pred = [.. pairs.Select(pair => pair.Pred).Distinct().Order()];
        var matched = new List<LesionPair>();
        if (pairs.Length == 0)
            return matched;
        int size = Math.Max(gt.Length, pred.Length);
        var costs = new double[size, size];
        var known = pairs.ToDictionary(pair => (pair.Gt, pair.Pred));
        foreach (LesionPair pair in pairs)
            costs[Array.BinarySearch(gt, pair.Gt), Array.BinarySearch(pred, pair.Pred)] = -gain(pair);
        int[] columns = Assignment(costs, size);
        for (int row = 0; row < gt.Length; row++)
            if (columns[row] < pred.Length && known.TryGetValue((gt[row], pred[columns[row]]), out LesionPair pair))
                matched.Add(pair);
        return matched;
    }

    private static int[] Assignment(double[,] costs, int size)
    {
        double[] rowPotential = new double[size + 1],
            columnPotential = new double[size + 1];
        int[] rowOf = new int[size + 1],
            way = new int[size + 1];
        for (int row = 1; row <= size; row++)
        {
            rowOf[0] = row;
            int column = 0;
            var nearest = new double[size + 1];
            Array.Fill(nearest, double.PositiveInfinity);
            var used = new bool[size + 1];
            do
            {
                used[column] = true;
                int from = rowOf[column],
                    next = 0;
                double step = double.PositiveInfinity;
                for (int k = 1; k <= size; k++)
                {
                    if (used[k])
                        continue;
                    double reduced = costs[from - 1, k - 1] - rowPotential[from] - columnPotential[k];
                    if (reduced < nearest[k])
                        (nearest[k], way[k]) = (reduced, column);
                    if (nearest[k] < step)
                        (step, next) = (nearest[k], k);
                }
                for (int k = 0; k <= size; k++)
                    if (used[k])
                    {
                        rowPotential[rowOf[k]] += step;
                        columnPotential[k] -= step;
                    }
                    else
                        nearest[k] -= step;
                column = next;
            } while (rowOf[column] != 0);
            for (; column != 0; column = way[column])
                rowOf[column] = rowOf[way[column]];
        }
        var columns = new int[size];
        for (int k = 1; k <= size; k++)
            columns[rowOf[k] - 1] = k - 1;
        return columns;
    }

    /// <summary>
    /// Lesions of one side with a single partner take it, in order of label, unless it is taken; then, again and again,
    /// the lesion with the fewest partners left takes one of them.
    /// </summary>
    private static List<LesionPair> OneToOne(LesionMatching lesions, bool fromGt)
    {
        var partners = lesions
            .Pairs.GroupBy(pair => fromGt ? pair.Gt : pair.Pred)
            .OrderBy(group => group.Key)
            .Select(group => (Label: group.Key, Others: group.Select(pair => fromGt ? pair.Pred : pair.Gt).Order().ToList()));
        var used = new HashSet<int>();
        var chosen = new List<(int Label, int Other)>();
        var several = new List<(int Label, PythonSet Others)>();
        foreach ((int label, List<int> others) in partners)
            if (others.Count > 1)
                several.Add((label, new PythonSet(others)));
            else if (used.Add(others[0]))
                chosen.Add((label, others[0]));
        while (true)
        {
            several =
            [
                .. several
                    .Select(item => (item.Label, Others: item.Others.Without(used)))
                    .Where(item => item.Others.Count > 0)
                    .OrderBy(item => item.Others.Count),
            ];
            if (several.Count == 0)
                break;
            int taken = several[0].Others.Elements.First();
            chosen.Add((several[0].Label, taken));
            used.Add(taken);
            several.RemoveAt(0);
        }
        var known = lesions.Pairs.ToDictionary(pair => (pair.Gt, pair.Pred));
        return [.. chosen.Select(item => known[fromGt ? (item.Label, item.Other) : (item.Other, item.Label)])];
    }
}
