using System.Text.Json;
using HybridNet.Data;
using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>The sample run, and the figures that a reader of it must reproduce.</summary>
/// <remarks>expected.json comes with the run: each value is published, or was computed with pandas and scipy.</remarks>
internal static class SampleRun
{
    public static IAdapters Adapters { get; } = new AdapterSet();

    public static Run Run { get; } = Adapters.Runs.Read(SourceTree.SampleRun, new RunReadOptions(), CancellationToken.None);

    public static JsonElement Expected { get; } =
        JsonDocument.Parse(File.ReadAllText(SourceTree.Data("expected.json"))).RootElement;

    /// <summary>An entry by its path: test.mean.dice.</summary>
    public static JsonElement Entry(string path) => path.Split('/').Aggregate(Expected, (node, name) => node.GetProperty(name));

    public static double Value(string path) => Entry(path).GetProperty("value").GetDouble();

    public static double Tolerance(string path) => Entry(path).GetProperty("tolerance").GetDouble();

    /// <summary>Checks a figure against its entry, with the entry's own absolute tolerance.</summary>
    public static void Check(string path, double actual) =>
        Assert.True(
            Math.Abs(actual - Value(path)) <= Tolerance(path),
            $"{path}: {actual:R} instead of {Value(path):R}, tolerance {Tolerance(path):G}"
        );
}
