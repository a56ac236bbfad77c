using HybridNet.Tests.Imaging;

namespace HybridNet.Benchmarks;

/// <summary>A long round of changed files: what is wrong with them, and the slowest and the largest of them.</summary>
internal static class FuzzTimes
{
    public static void Print(int inputs, int seed, string folder)
    {
        Directory.CreateDirectory(folder);
        FuzzRound round = FuzzRound.Run(Path.Combine(AppContext.BaseDirectory, "images"), inputs, seed, folder);
        Console.WriteLine("inputs,accepted,faults,slowest_ms,largest_bytes");
        Console.WriteLine(
            FormattableString.Invariant($"{inputs},{round.Accepted},{round.Faults.Count},{round.Slowest},{round.Largest}")
        );
        foreach (string fault in round.Faults)
            Console.WriteLine(fault);
    }
}
