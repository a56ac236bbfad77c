using System.Globalization;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Patterns mean what they mean everywhere in PowerShell, and none can hang a session.</summary>
public sealed class WildcardTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ModuleRunspace _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private string Write(IEnumerable<string> ids)
    {
        string run = Path.Combine(_folder.Path, "patternEX");
        Directory.CreateDirectory(run);
        File.WriteAllLines(
            Path.Combine(run, "test_per_image_metrics.csv"),
            ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"{id},0.5,0.3333,0.5,0.5,0.5"))
                .Prepend("image_id,dice,iou,precision,recall,pearson")
        );
        return run;
    }

    [Theory]
    [InlineData("*")]
    [InlineData("A*")]
    [InlineData("?b?")]
    [InlineData("*[bx]*")]
    [InlineData("[a-c]*.?")]
    [InlineData("a`*c")]
    [InlineData("a.c")]
    [InlineData("*(1)*")]
    [InlineData("[]]*")]
    [InlineData("[-a]*")]
    [InlineData("[`[]*")]
    public void A_pattern_means_what_like_means(string pattern)
    {
        string[] names = ["abc", "ABC", "a*c", "a.c", "axc", "x(1)y", "]q", "-z", "[w", "a", "c.d"];
        string run = Write(names);
        object[] like =
        [
            .. _session
                .Run("param($names, $pattern) $names | Where-Object { $_ -like $pattern }", names, pattern)
                .Output.Select(item => item.BaseObject),
        ];
        Assert.Equal(
            like,
            _session.Run("Get-HNImageScore $args[0] -ImageId $args[1] -ErrorAction Ignore", run, pattern).All("ImageId")
        );
    }

    [Fact]
    public void A_pattern_of_many_stars_is_answered()
    {
        // PowerShell's own matcher would share out 1,000 letters among 20 stars in every way there is.
        string run = Write(Enumerable.Range(0, 50).Select(i => new string('x', 1000) + i.ToString(CultureInfo.InvariantCulture)));
        string pattern = string.Concat(Enumerable.Repeat("*x", 20)) + "*!";
        Assert.Empty(_session.Run("Get-HNImageScore $args[0] -ImageId $args[1]", run, pattern).Output);
    }

    [Fact]
    public void An_open_bracket_and_an_endless_expression_are_errors()
    {
        string run = Write(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "b"]);
        Streams open = _session.Run("try { Get-HNImageScore $args[0] -ImageId 'a[b' } catch { $_.FullyQualifiedErrorId }", run);
        Assert.StartsWith("InvalidArgument", (string)open.Single.BaseObject);
        Streams endless = _session.Run("Compare-HNRun $args[0] $args[0] -SubjectPattern '^(a+)+$'", run);
        Assert.Contains("takes more than a second for the name", Assert.Single(endless.Errors).Exception.Message);
    }
}
