using HybridNet.Diagnosis;

namespace HybridNet.Tests.Diagnosis;

public class OutlierFilterTests
{
    private static readonly double[] s_values = [0.12, 0.5, 0.31, 0.0, 0.98, 0.44, 0.27, 0.63, 0.05, 0.71, 0.33, 0.9];

    [Fact]
    public void Iqr_fences_are_those_of_numpy()
    {
        // numpy.quantile: q1 - 1.5 (q3 - q1), q3 + 1.5 (q3 - q1); Data/statistics.py
        OutlierFilter filter = OutlierFilter.From(OutlierMethod.Iqr, s_values, null);
        Assert.Equal(-0.39374999999999993, filter.Lower, 1e-15);
        Assert.Equal(1.27625, filter.Upper, 1e-15);
    }

    [Fact]
    public void Mad_bounds_are_those_of_scipy()
    {
        // median -/+ 3 scipy.stats.median_abs_deviation(scale="normal"); Data/statistics.py
        OutlierFilter filter = OutlierFilter.From(OutlierMethod.Mad, s_values, null);
        Assert.Equal(-0.7491906971567854, filter.Lower, 1e-12);
        Assert.Equal(1.5191906971567855, filter.Upper, 1e-12);
    }

    [Theory]
    [InlineData(0.05, MetricState.Defined, OutlierReason.BelowMinimum)]
    [InlineData(0.0500001, MetricState.Defined, OutlierReason.Kept)]
    [InlineData(0.99, MetricState.Defined, OutlierReason.AboveMaximum)]
    [InlineData(1.0, MetricState.BothEmpty, OutlierReason.Trivial)]
    [InlineData(1e-9, MetricState.GtEmpty, OutlierReason.ZeroOverlap)]
    [InlineData(1e-9, MetricState.ZeroOverlap, OutlierReason.ZeroOverlap)]
    [InlineData(double.NaN, MetricState.Defined, OutlierReason.Undefined)]
    public void Bounds_are_exclusive_and_reasons_name_what_was_removed(double dice, MetricState state, OutlierReason reason) =>
        Assert.Equal(reason, new OutlierFilter(OutlierMethod.Bounds, 0.05, 0.99).Judge(dice, state));
}
