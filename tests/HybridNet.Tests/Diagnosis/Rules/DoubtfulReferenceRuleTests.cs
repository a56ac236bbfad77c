using HybridNet.Diagnosis;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>HN020: faults planted in the reference are seen, those of the model are not blamed on it.</summary>
public sealed class DoubtfulReferenceRuleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SampleCauses.LabelMissing, "Missing")]
    [InlineData(SampleCauses.LabelShifted, "Shifted")]
    public void Faults_of_the_reference_are_said_with_the_images_to_look_at(SampleCauses cause, string kind)
    {
        Finding finding = RunFolder.Look(Made(cause), "HN020").Found;
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.True((int)finding.Evidence[kind] >= 5, finding.Message);
        Assert.NotEmpty(finding.ImageId);
        Assert.Contains("Find-HNLabelFault", finding.Recommendation);
    }

    [Theory]
    [InlineData(SampleCauses.None)]
    [InlineData(SampleCauses.MissFaint)]
    [InlineData(SampleCauses.MissSmall)]
    [InlineData(SampleCauses.FalseDisc)]
    [InlineData(SampleCauses.FalseVessel)]
    [InlineData(SampleCauses.SubThreshold)]
    public void Faults_of_the_model_are_not_blamed_on_the_reference(SampleCauses cause) =>
        RunFolder.Look(Made(cause), "HN020").AssertPassed();

    [Fact]
    public void Without_maps_or_photographs_it_does_not_look()
    {
        Run run = Made(SampleCauses.LabelMissing);
        RunFolder.Look(run with { Files = run.Files with { Probabilities = null } }, "HN020").AssertSilent();
        RunFolder.Look(run with { Files = run.Files with { Images = null } }, "HN020").AssertSilent();
    }

    private Run Made(SampleCauses cause)
    {
        string path = Path.Combine(_folder.Path, "runEX");
        SampleRun.Adapters.Runs.WriteSample(
            path,
            new SampleRunOptions(40, 192, 5, SampleFaults.None) { Causes = cause },
            _ => { },
            CancellationToken.None
        );
        return SampleRun.Adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None);
    }
}
