using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Suspects;

/// <summary>Faults that were planted in a reference stand at the top of the list.</summary>
public sealed class SuspectRankingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SampleCauses.LabelMissing, LabelFault.Missing)]
    [InlineData(SampleCauses.LabelInvented, LabelFault.Invented)]
    [InlineData(SampleCauses.LabelShifted, LabelFault.Shifted)]
    public void Planted_faults_come_first(SampleCauses cause, LabelFault fault)
    {
        string path = Path.Combine(_folder.Path, cause + "EX");
        SampleRun.Adapters.Runs.WriteSample(
            path,
            new SampleRunOptions(40, 256, 5) { Causes = cause },
            _ => { },
            CancellationToken.None
        );
        Run run = SampleRun.Adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None);
        Lesion[] lesions =
        [
            .. AttributedLesions
                .Read(
                    ImageCases.Of(run, MissingGroundTruth.Error).Select(entry => entry.Work!),
                    SampleRun.Adapters.Images,
                    new MeasurementOptions(),
                    SizeStrata.Default,
                    new AttributeNeeds(Photos: true, Probabilities: true),
                    2,
                    CancellationToken.None
                )
                .SelectMany(outcome => outcome.Result!.Lesions),
        ];
        LabelSuspect[] suspects = [.. LabelSuspect.Of(lesions).Where(suspect => suspect.Fault == fault)];
        bool[] right = [.. suspects.Select(suspect => IsPlanted(path, suspect, cause))];
        double precision = AveragePrecision(right);
        Assert.True(
            right.Count(hit => hit) >= 10 && precision >= 0.8,
            $"{precision:0.000} over {right.Count(hit => hit)} faults"
        );
    }

    private static double AveragePrecision(bool[] ranked)
    {
        double sum = 0;
        int hits = 0;
        for (int i = 0; i < ranked.Length; i++)
            if (ranked[i])
                sum += (double)++hits / (i + 1);
        return sum / Math.Max(1, hits);
    }

    private static bool IsPlanted(string path, LabelSuspect suspect, SampleCauses cause)
    {
        using var file = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "planted.json")));
        return file
            .RootElement.GetProperty("places")
            .EnumerateArray()
            .Any(place =>
                place.GetProperty("image").GetString() == suspect.ImageId
                && place.GetProperty("cause").GetString() == cause.ToString()
                && place.GetProperty("x").GetDouble() >= suspect.Box.X - 2
                && place.GetProperty("x").GetDouble() <= suspect.Box.X + suspect.Box.Width + 2
                && place.GetProperty("y").GetDouble() >= suspect.Box.Y - 2
                && place.GetProperty("y").GetDouble() <= suspect.Box.Y + suspect.Box.Height + 2
            );
    }
}
