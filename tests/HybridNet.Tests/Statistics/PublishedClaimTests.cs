using HybridNet.Statistics;

namespace HybridNet.Tests.Statistics;

/// <summary>Claims against the t distribution's own figures and in simulation.</summary>
public class PublishedClaimTests
{
    [Fact]
    public void A_claim_is_a_tail_of_t()
    {
        // Four images and three degrees of freedom: P(T > 1) = 1/2 - (atan(1/sqrt 3) + sqrt(3)/4) / pi = 0.195501 (W. S. Gosset).
        double exact = 0.5 - (Math.Atan(1 / Math.Sqrt(3)) + Math.Sqrt(3) / 4) / Math.PI;
        // Deviations of 0.1 and correlation 0.5 give 0.1 again; a gain of 0.05 is t = 0.05 sqrt(4) / 0.1 = 1.
        Assert.Equal(exact, PublishedClaim.ProbabilityFalse(0.05, 0.1, 0.1, 0.5, 4), 1e-12);
        Assert.Equal(1 - exact, PublishedClaim.ProbabilityFalse(-0.05, 0.1, 0.1, 0.5, 4), 1e-12);
        Assert.Equal(0.5, PublishedClaim.ProbabilityFalse(0, 0.1, 0.1, 0.5, 4));
        Assert.Equal(0.05, PublishedClaim.GainFor(exact, 0.1, 4), 1e-9);
    }

    [Fact]
    public void What_a_gain_takes_is_found()
    {
        int images = PublishedClaim.ImagesFor(0.05, 0.1, 0.01)!.Value;
        Assert.True(PublishedClaim.GainFor(0.05, 0.1, images) <= 0.01 && PublishedClaim.GainFor(0.05, 0.1, images - 1) > 0.01);
        // 1.645^2 x 0.1^2 / 0.01^2 = 270.6, a little more with t.
        Assert.InRange(images, 271, 274);
        Assert.Null(PublishedClaim.ImagesFor(0.05, 0.1, 0));
    }

    [Fact]
    public void Claims_of_equal_methods_have_a_uniform_probability()
    {
        // 4,000 pairs of equal methods: the better mean is claimed, so at most 5 % risk is stated in 10 % (either may win).
        int stated = 0;
        for (int claim = 0; claim < 4000; claim++)
        {
            var random = new Xoshiro256((ulong)claim, 3);
            double[] one = new double[60],
                other = new double[60];
            for (int i = 0; i < 60; i++)
            {
                double shared = random.NextDouble();
                one[i] = (shared + random.NextDouble()) / 2;
                other[i] = (shared + random.NextDouble()) / 2;
            }
            double first = Moments.StandardDeviation(one),
                second = Moments.StandardDeviation(other),
                gain = Math.Abs(Moments.Mean(one) - Moments.Mean(other)),
                product = 0;
            for (int i = 0; i < 60; i++)
                product += (one[i] - Moments.Mean(one)) * (other[i] - Moments.Mean(other));
            if (PublishedClaim.ProbabilityFalse(gain, first, second, product / 59 / first / second, 60) <= 0.05)
                stated++;
        }
        // Standard error 0.5 %.
        Assert.InRange(stated / 4000.0, 0.085, 0.115);
    }
}
