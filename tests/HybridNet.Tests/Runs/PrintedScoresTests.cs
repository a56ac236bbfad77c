using HybridNet.Diagnosis.Logged;

namespace HybridNet.Tests.Runs;

/// <summary>The last printed digit of a number.</summary>
public class PrintedScoresTests
{
    [Theory]
    [InlineData("0.5321", -4)]
    [InlineData("0.00", -2)]
    [InlineData("1", 0)]
    [InlineData("-12.50", -2)]
    [InlineData("2.568713e-10", -16)]
    [InlineData("1E-06", -6)]
    public void The_place_is_that_of_the_last_digit(string text, int exponent)
    {
        PrintedPlace place = PrintedPlace.Of(text);
        Assert.Equal(exponent, place.Exponent);
        Assert.Equal(0.5 * Math.Pow(10, exponent), place.HalfUnit);
    }

    [Theory]
    [InlineData("nan")]
    [InlineData("")]
    [InlineData("inf")]
    public void What_is_no_number_has_no_place(string text) => Assert.False(PrintedPlace.Of(text).IsKnown);

    [Fact]
    public void A_row_of_a_log_knows_how_its_scores_were_printed()
    {
        using var folder = new TempFolder();
        folder.Write("v1/test_per_image_metrics.csv", "image_id,dice,iou,pearson\na,0.5321,0.36,nan\n");
        Run run = SampleRun.Adapters.Runs.Read(Path.Combine(folder.Path, "v1"), new(), CancellationToken.None);
        PrintedScores printed = run.Log.Scores[0].Printed;
        Assert.Equal((-4, -2), (printed.Dice.Exponent, printed.Iou.Exponent));
        Assert.False(printed.Pearson.IsKnown || printed.Recall.IsKnown);
    }

    [Fact]
    public void The_place_of_the_first_digit_is_that_of_the_logarithm()
    {
        var random = new Random(5);
        for (int i = 0; i < 200_000; i++)
        {
            double value = Math.Pow(10, -6 * random.NextDouble() + 2) * (i % 2 == 0 ? 1 : -1);
            Assert.Equal((int)Math.Floor(Math.Log10(Math.Abs(value))), PrintedColumn.Magnitude(value));
        }
        foreach (double edge in new[] { 1, 0.1, 0.01, 0.999999, 0.100001, 0.099999, 0.010001 })
        foreach (double value in new[] { edge, Math.BitIncrement(edge), Math.BitDecrement(edge) })
            Assert.Equal((int)Math.Floor(Math.Log10(value)), PrintedColumn.Magnitude(value));
    }
}
