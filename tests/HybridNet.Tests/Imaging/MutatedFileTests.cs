namespace HybridNet.Tests.Imaging;

/// <summary>A short round of <see cref="FuzzRound"/>; the benchmarks' <c>fuzz</c> makes long ones, and looks at the
/// clock.</summary>
public sealed class MutatedFileTests : IDisposable
{
    private const int Inputs = 3_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused()
    {
        FuzzRound round = FuzzRound.Run(SourceTree.Data("Imaging"), Inputs, seed: 1, _folder.Path);
        Assert.True(round.Faults.Count == 0, string.Join('\n', round.Faults.Take(20)));
        // The changes must not be so wild that nothing gets past the headers.
        Assert.InRange(round.Accepted, Inputs / 50, Inputs);
    }
}
