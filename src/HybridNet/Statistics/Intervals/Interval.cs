namespace HybridNet.Statistics;

/// <summary>A confidence interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>Neither end is known.</summary>
    public static Interval None => new(double.NaN, double.NaN);
}
