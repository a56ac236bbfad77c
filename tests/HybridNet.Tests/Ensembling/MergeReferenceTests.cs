using System.Text.Json;
using HybridNet.Ensembling;
using HybridNet.Probabilities;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Ensembling;

/// <summary>
/// Merged maps, correlations, disagreement and transforms against numpy. The reference values are in
/// Data/Ensembling/merge.json, made by merge.py beside it.
/// </summary>
public class MergeReferenceTests
{
    private static readonly JsonElement s_reference = JsonDocument
        .Parse(File.ReadAllText(SourceTree.Data("Ensembling", "merge.json")))
        .RootElement;

    private static double[] Numbers(JsonElement item, string name) =>
        [.. item.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static ProbabilityMap Map(double[] samples, int width, int height, ProbabilityFormat format)
    {
        var map = new ProbabilityMap(width, height, format);
        for (int i = 0; i < samples.Length; i++)
        {
            if (format == ProbabilityFormat.UInt8)
                map.Samples<byte>()[i] = (byte)samples[i];
            else if (format == ProbabilityFormat.UInt16)
                map.Samples<ushort>()[i] = (ushort)samples[i];
            else
                map.Samples<float>()[i] = (float)samples[i];
        }
        return map;
    }

    private static double Sample(ProbabilityMap map, int i) =>
        map.Format == ProbabilityFormat.UInt8 ? map.Samples<byte>()[i]
        : map.Format == ProbabilityFormat.UInt16 ? map.Samples<ushort>()[i]
        : map.Samples<float>()[i];

    /// <summary>Writes the members of a case; reading them back proves the writers as well.</summary>
    private static string[] Write(TempFolder folder, JsonElement item)
    {
        int width = item.GetProperty("width").GetInt32(),
            height = item.GetProperty("height").GetInt32();
        return
        [
            .. item.GetProperty("members")
                .EnumerateArray()
                .Zip(item.GetProperty("forms").EnumerateArray())
                .Select(
                    (pair, i) =>
                    {
                        ProbabilityFormat format = Enum.Parse<ProbabilityFormat>(pair.Second.GetString()!);
                        using ProbabilityMap map = Map(
                            [.. pair.First.EnumerateArray().Select(value => value.GetDouble())],
                            width,
                            height,
                            format
                        );
                        string path = Path.Combine(
                            folder.Path,
                            $"{Guid.NewGuid():N}{(format == ProbabilityFormat.Float32 ? ".npy" : ".png")}"
                        );
                        SampleRun.Adapters.Images.WriteScores(path, map, overwrite: false);
                        return path;
                    }
                ),
        ];
    }

    private static MergeOptions Options(JsonElement item, MergeMethod method) =>
        new()
        {
            Method = method,
            Weights = Numbers(item, "weights"),
            Transforms = [.. item.GetProperty("forms").EnumerateArray().Select(_ => GeometricTransform.None)],
            VoteThreshold = item.GetProperty("vote").GetDouble(),
        };

    [Theory]
    [InlineData(MergeMethod.Mean)]
    [InlineData(MergeMethod.LogitMean)]
    [InlineData(MergeMethod.GeometricMean)]
    [InlineData(MergeMethod.Median)]
    [InlineData(MergeMethod.Maximum)]
    [InlineData(MergeMethod.Vote)]
    public void Merged_samples_are_those_of_numpy(MergeMethod method)
    {
        using var folder = new TempFolder();
        foreach (JsonElement item in s_reference.GetProperty("cases").EnumerateArray())
        {
            MergeOptions options = Options(item, method);
            using MemberMaps members = MemberMaps.Open(
                SampleRun.Adapters.Images,
                Write(folder, item),
                options.Transforms,
                CancellationToken.None
            );
            using ProbabilityMap merged = MapMerger.Merge(members, [.. Enumerable.Range(0, members.Count)], options);
            Assert.Equal(item.GetProperty("out").GetString(), merged.Format.ToString());
            double[] expected = Numbers(item.GetProperty("results"), method.ToString());
            for (int i = 0; i < expected.Length; i++)
                Assert.True(
                    merged.Format == ProbabilityFormat.Float32
                        ? Math.Abs(expected[i] - Sample(merged, i)) < 1e-6
                        : expected[i] == Sample(merged, i),
                    $"{method} {merged.Format} at {i}: {Sample(merged, i)} instead of {expected[i]}"
                );
        }
    }

    [Fact]
    public void Correlations_and_disagreement_are_those_of_numpy()
    {
        using var folder = new TempFolder();
        foreach (JsonElement item in s_reference.GetProperty("cases").EnumerateArray())
        {
            using MemberMaps members = MemberMaps.Open(
                SampleRun.Adapters.Images,
                Write(folder, item),
                Options(item, MergeMethod.Mean).Transforms,
                CancellationToken.None
            );
            double[] actual = MemberAgreement.WithTheOthers(members),
                expected = Numbers(item, "correlations");
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-9);
            using ProbabilityMap disagreement = MemberAgreement.Disagreement(members, ProbabilityFormat.Float32, out double mean);
            double[] deviations = Numbers(item, "disagreement");
            for (int i = 0; i < deviations.Length; i++)
                Assert.Equal(deviations[i], Sample(disagreement, i), 1e-6);
            Assert.Equal(deviations.Average(), mean, 1e-9);
        }
    }

    [Theory]
    [InlineData(GeometricTransform.None)]
    [InlineData(GeometricTransform.FlipH)]
    [InlineData(GeometricTransform.FlipV)]
    [InlineData(GeometricTransform.Rotate90)]
    [InlineData(GeometricTransform.Rotate180)]
    [InlineData(GeometricTransform.Rotate270)]
    [InlineData(GeometricTransform.Transpose)]
    [InlineData(GeometricTransform.AntiTranspose)]
    public void What_numpy_turned_is_turned_back(GeometricTransform transform)
    {
        JsonElement turned = s_reference.GetProperty("turned").GetProperty(transform.ToString());
        foreach (
            ProbabilityFormat format in new[] { ProbabilityFormat.UInt8, ProbabilityFormat.UInt16, ProbabilityFormat.Float32 }
        )
        {
            ProbabilityMap map = Map(
                Numbers(turned, "samples"),
                turned.GetProperty("width").GetInt32(),
                turned.GetProperty("height").GetInt32(),
                format
            );
            using ProbabilityMap back = MapTransform.Undo(map, transform);
            Assert.Equal(
                (s_reference.GetProperty("width").GetInt32(), s_reference.GetProperty("height").GetInt32()),
                (back.Width, back.Height)
            );
            Assert.Equal(Numbers(s_reference, "samples"), Enumerable.Range(0, 15).Select(i => Sample(back, i)));
        }
    }
}
