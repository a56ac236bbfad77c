using HybridNet.Statistics;

namespace HybridNet.Rankings;

/// <summary>A run, or the trainings of one method.</summary>
/// <param name="Name">Name of the run, or the key that the trainings share.</param>
/// <param name="Members">Positions of its runs.</param>
internal sealed record RankedMethod(string Name, int[] Members)
{
    /// <summary>The methods, in the order of their first run.</summary>
    /// <exception cref="InputException">A run's name has no method, or all have the same.</exception>
    public static RankedMethod[] Of(RankingTable table, RankingOptions options)
    {
        if (options.Replicate is not { } pattern)
            return [.. table.Runs.Select((run, i) => new RankedMethod(run.Name, [i]))];
        RankedMethod[] methods =
        [
            .. table
                .Runs.Select((run, i) => (Key: KeyOf(run, pattern), Index: i))
                .GroupBy(item => item.Key, StringComparer.Ordinal)
                .Select(group => new RankedMethod(group.Key, [.. group.Select(item => item.Index)])),
        ];
        return methods.Length > 1
            ? methods
            : throw new InputException(
                InputError.InvalidArgument,
                $"The replicate pattern '{pattern}' makes one method, {methods[0].Name}, of all {table.Runs.Length} runs.",
                pattern.ToString(),
                "Write a pattern whose first group is the method in a run's name, such as '^(.+)_seed\\d+$'."
            );
    }

    /// <summary>The sum of a resample: of the one training, or the mean over trainings that are drawn with replacement.</summary>
    public double Drawn(double[] sums, ref Xoshiro256 random)
    {
        if (Members.Length == 1)
            return sums[Members[0]];
        double sum = 0;
        for (int i = 0; i < Members.Length; i++)
            sum += sums[Members[random.NextInt(Members.Length)]];
        return sum / Members.Length;
    }

    private static string KeyOf(Run run, System.Text.RegularExpressions.Regex pattern) =>
        IdPattern.Key(pattern, run.Name)
        ?? throw new InputException(
            InputError.InvalidArgument,
            $"The replicate pattern '{pattern}' does not match run {run.Name}.",
            run.Name,
            "Write a pattern whose first group is the method in every run's name, such as '^(.+?)(_seed\\d+)?$'."
        );
}
