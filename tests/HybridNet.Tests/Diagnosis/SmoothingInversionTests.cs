using HybridNet.Diagnosis;

namespace HybridNet.Tests.Diagnosis;

public class SmoothingInversionTests
{
    [Theory]
    [InlineData(2.568713e-10, 3893)] // printed with seven digits: 1e-6 / 2.568713e-10 = 3893.0001
    [InlineData(9.99999000001e-07, 1)] // 1e-6 / (1 + 1e-6)
    [InlineData(1e-8, 100)] // 1e-6 / 1e-8 - 1e-6 = 99.999999
    public void Totals_come_back_whole(double dice, long total) => Assert.Equal(total, SmoothingInversion.Total(dice));

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
