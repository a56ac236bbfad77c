using HybridNet.Diagnosis;

namespace HybridNet.Tests.Diagnosis;

public class SmoothingInversionTests
{
    [Theory]
    [InlineData(2.568713e-10, 3893)] // printed with seven digits: 1e-6 / 2.568713e-10 = 3893.0001
    [InlineData(9.99999000001e-07, 1)] // 1e-6 / (1 + 1e-6)
    [InlineData(1e-8, 100)] // 1e-6 / 1e-8 - 1e-6 = 99.999999
    public void Totals_come_back_whole(double dice, long total) => Assert.Equal(total, SmoothingInversion.Total(dice));

    /// <summary>The ten lowest rows that the published reports of three runs print, and the totals behind them.</summary>
    [Theory]
    [InlineData(
        "MA",
        "7.390983e-10 8.849558e-10 9.615384e-10 1.123596e-09 1.177856e-09 1.449275e-09 1.522070e-09 1.934236e-09 2.008032e-09 2.617801e-09",
        "1353 1130 1040 890 849 690 657 517 498 382"
    )]
    [InlineData(
        "EX",
        "2.568713e-10 3.732736e-10 5.437738e-10 6.035003e-10 7.530120e-10 7.880220e-10 1.007049e-09 1.326260e-09 1.592357e-09 1.773050e-09",
        "3893 2679 1839 1657 1328 1269 993 754 628 564"
    )]
    [InlineData(
        "HE",
        "2.216312e-10 2.579314e-10 8.130081e-10 1.019368e-09 1.123596e-09 1.156069e-09 1.223990e-09 1.234568e-09 1.278772e-09 1.321004e-09",
        "4512 3877 1230 981 890 865 817 810 782 757"
    )]
    public void Published_rows_invert_to_whole_numbers(string run, string dice, string totals)
    {
        double[] values =
        [
            .. dice.Split(' ').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(
            totals.Split(' ').Select(text => (long?)long.Parse(text)),
            values.Select(value => SmoothingInversion.Total(value))
        );
        Assert.True(SmoothingInversion.FindEpsilon(values) == 1e-6, run);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    [InlineData(3e-7)] // 3.33 pixels
    public void What_no_whole_number_explains_has_no_total(double dice) => Assert.Null(SmoothingInversion.Total(dice));

    [Theory]
    [InlineData(1e-7)]
    [InlineData(1e-6)]
    [InlineData(1e-5)]
    [InlineData(1.0)]
    public void The_smallest_epsilon_that_explains_all_is_found(double epsilon)
    {
        int[] totals = [1, 3, 17, 94, 370, 2679];
        Assert.Equal(epsilon, SmoothingInversion.FindEpsilon(totals.Select(total => epsilon / (total + epsilon))));
    }

    [Fact]
    public void A_log_that_is_not_smoothed_has_no_epsilon() => Assert.Null(SmoothingInversion.FindEpsilon([0, 0, 0]));
}
