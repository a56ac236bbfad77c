namespace HybridNet.Runs.Columns;

/// <summary>Rows from the lowest Dice to the highest; equal values keep the order of the table, NaN comes last.</summary>
internal static class RowOrder
{
    /// <summary>The places of the rows in this order.</summary>
    /// <param name="rows">The rows.</param>
    public static int[] ByDice(IReadOnlyList<RowView> rows)
    {
        int numbers = rows.Count(row => !double.IsNaN(row.Dice)),
            sorted = 0,
            behind = numbers;
        var keys = new double[numbers];
        var order = new int[rows.Count];
        for (int i = 0; i < order.Length; i++)
            if (rows[i].Dice is var dice && double.IsNaN(dice))
                order[behind++] = i;
            else
                (keys[sorted], order[sorted++]) = (dice, i);
        Array.Sort(keys, order, 0, numbers);
        // Only the values were sorted: within a run of equal ones the places are put in order.
        for (int start = 0; start < numbers; )
        {
            int end = start + 1;
            while (end < numbers && keys[end] == keys[start])
                end++;
            Array.Sort(order, start, end - start);
            start = end;
        }
        return order;
    }
}
