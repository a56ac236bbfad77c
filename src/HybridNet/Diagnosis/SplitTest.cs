using HybridNet.Statistics;

namespace HybridNet;

/// <summary>Whether lesion-positive images are spread evenly over the splits of one class.</summary>
public sealed record SplitTest
{
    private const string Overall = "overall";
    private const double SmallExpected = 5;

    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Class, or null when the run has one.</summary>
    public string? Class { get; init; }

    /// <summary>Splits in the test.</summary>
    public int Splits { get; init; }

    /// <summary>Pearson's statistic, without continuity correction.</summary>
    public double ChiSquare { get; init; }

    /// <summary>Degrees of freedom.</summary>
    public int DegreesOfFreedom { get; init; }

    /// <summary>Probability of a statistic at least as large when the splits are even.</summary>
    public double P { get; init; }

    /// <summary>The same by Fisher's exact test; NaN for tables too large to go through.</summary>
    public double ExactP { get; init; }

    /// <summary>Effect size, 0 to 1.</summary>
    public double CramersV { get; init; }

    /// <summary>Smallest expected count; below 5 the chi-square probability is rough and the exact one counts.</summary>
    public double LeastExpected { get; init; }

    /// <summary>The probability that counts: the exact one where the expected counts are small and it is known.</summary>
    internal double BestP => LeastExpected < SmallExpected && !double.IsNaN(ExactP) ? ExactP : P;

    /// <summary>One test for each class with two splits or more; a row that sums up the others is left out.</summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<SplitTest> Of(Run run)
    {
        var tests = new List<SplitTest>();
        foreach (
            IGrouping<string?, SplitGroup> rows in run
                .Log.Splits.Where(row => !row.Name.Equals(Overall, StringComparison.OrdinalIgnoreCase))
                .GroupBy(row => row.Class)
        )
        {
            long[][] table = [.. rows.Select(row => new long[] { row.Positives, row.Images - row.Positives })];
            TableTest test = Statistics.ChiSquare.Test(table);
            if (test.Freedom > 0)
                tests.Add(
                    new()
                    {
                        Run = run.Name,
                        Class = rows.Key,
                        Splits = table.Length,
                        ChiSquare = test.Statistic,
                        DegreesOfFreedom = test.Freedom,
                        P = test.P,
                        ExactP = FisherExactTest.P([.. rows.Select(row => ((long)row.Positives, (long)row.Images))]),
                        CramersV = test.CramersV,
                        LeastExpected = test.LeastExpected,
                    }
                );
        }
        return tests;
    }
}
