namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>What the Tab key offers where people press it.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public CompletionTests()
    {
        _folder.Write("runs/v1EX/test_per_image_metrics.csv", "image_id,dice\n0001_1,0.5\n0002_1,0.25\n");
        _folder.Write("runs/notes.txt", "");
        _session.Enter(_folder.Path);
        _session.Run("Save-HNRun runs/v1EX -Store s.db");
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Compare-HNRun runs/", "v1EX", "notes")]
    [InlineData("Compare-HNRun runs/v1EX runs/", "v1EX", "notes")]
    [InlineData("Import-HNRun runs/", "v1EX", "notes")]
    [InlineData("Measure-HNMask runs/", "v1EX", "notes")]
    [InlineData("Export-HNReport -Path runs/", "v1EX", "notes")]
    [InlineData("Show-HNPanel runs/", "v1EX", "notes")]
    [InlineData("Export-HNMask -Open 1 -Path runs/n", "notes.txt", "v1EX")]
    [InlineData("Import-HNRun runs/v1EX -Layout id", "IDRiD", "DRIVE")]
    [InlineData("Import-HNRun runs/v1EX -Layout runs/n", "notes.txt", "IDRiD")]
    [InlineData("Find-HNCause runs/v1EX -SubjectPattern ", "_'", "notes")]
    [InlineData("Get-HNRun -Store s.db -Name v", "v1EX", "notes")]
    [InlineData("Import-HNRun runs/v1EX | Measure-HNMask | Measure-HNScore -Property Hd", "Hd95", "Dice")]
    [InlineData("Import-HNRun runs/v1EX | Measure-HNMask | Sort-Object Dice | Show-HNChart Gt", "GtPixels", "Dice")]
    [InlineData("Get-HNImageScore runs/v1EX | Show-HNChart Dice -Label Im", "ImageId", "Dice")]
    [InlineData("Get-HNImageScore runs/v1EX | Measure-HNScore -Property ", "Recall", "Hd95")]
    [InlineData("Get-HNImageScore runs/v1EX -ImageId 0", "0002_1", "notes")]
    [InlineData("Optimize-HNPostProcess runs/v1EX -TuneSplit ", "val", "notes")]
    [InlineData("Measure-HNMask runs/v1EX -Shard ", "1/4", "notes")]
    public void Offers_what_fits_and_nothing_else(string typed, string offered, string absent)
    {
        string[] found =
        [
            .. _session
                .Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches", typed)
                .All("CompletionText")
                .Select(text => text!.ToString()!.Replace('\\', '/')),
        ];
        Assert.Contains(found, text => text.EndsWith(offered, StringComparison.Ordinal));
        Assert.DoesNotContain(found, text => text.Contains(absent, StringComparison.Ordinal));
    }
}
