using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Run folders with more in them than one run: what is read, and what is not, is said.</summary>
public sealed class StrangeFolderTests : IDisposable
{
    private const string Table = "image_id,dice\na,0.5\nb,0.25\n";

    private readonly TempFolder _folder = new();

    private Run Read(RunReadOptions? options = null) =>
        Assert.Single(
            SampleRun.Adapters.Runs.ReadAll(Path.Combine(_folder.Path, "run"), options ?? new(), CancellationToken.None)
        );

    private void Write(params string[] files)
    {
        foreach (string file in files)
            _folder.Write("run/" + file, file.EndsWith(".csv", StringComparison.Ordinal) ? Table : "");
    }

    private static string Warning(Run run) => Assert.Single(run.Notes, note => note.IsWarning).Text;

    /// <summary>Of predictions of two lesions the one that the disk listed first was the run's.</summary>
    [Theory]
    [InlineData("predictions_test")]
    [InlineData("probabilities_test")]
    public void Predictions_of_several_lesions_do_not_say_which_one_the_run_is_of(string folder)
    {
        Write("test_per_image_metrics.csv", $"{folder}/a_EX.png", $"{folder}/a_MA.png");
        Run run = Read();
        Assert.Null(run.Lesion);
        Assert.Contains("of several lesions (EX, MA)", Warning(run));
        Run told = Read(new RunReadOptions { Lesion = "MA" });
        Assert.Equal("MA", told.Lesion);
        Assert.DoesNotContain(told.Notes, note => note.IsWarning);
    }

    [Fact]
    public void Maps_alone_say_the_lesion_too()
    {
        Write("test_per_image_metrics.csv", "probabilities_test/a_EX.npy", "probabilities_test/b_EX.npy");
        Assert.Equal("EX", Read().Lesion);
    }

    public void Dispose() => _folder.Dispose();
}
