using HybridNet.Runs.Columns;

namespace HybridNet.Tests.Runs;

/// <summary>Rows in order of their Dice, and groups of ids of plain letters.</summary>
public class RowOrderTests
{
    [Fact]
    public void Equal_values_keep_the_order_of_the_table_and_NaN_comes_last()
    {
        double[] dice = [0.5, double.NaN, 0.25, 0.5, double.PositiveInfinity, 0, double.NaN, 0.25, 0.5];
        IReadOnlyList<RowView> rows = RowView.All([
            .. dice.Select(
                (value, i) =>
                    new ImageScore
                    {
                        Run = "v7EX",
                        ImageId = $"{i}",
                        Dice = value,
                    }
            ),
        ]);
        Assert.Equal([5, 2, 7, 0, 3, 8, 4, 1, 6], RowOrder.ByDice(rows));
    }

    [Fact]
    public void The_usual_group_is_what_the_pattern_finds()
    {
        System.Text.RegularExpressions.Regex pattern = IdPattern.Compile(IdPattern.Suffix);
        string[] ids = ["0065_1", "0065_12", "0065", "_9", "x_a", "", "7", "0065_1 ", "0065__3", "0065_1\n", "0065_٣"];
        foreach (string id in ids)
            Assert.Equal(
                id.Contains('\n') || id.Contains('٣') ? (false, null) : (true, IdPattern.Key(pattern, id)),
                (IdPattern.TrySuffix(id, out string? group), group)
            );
    }
}
