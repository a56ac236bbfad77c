using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Import-HNMark through the staged module.</summary>
public sealed class MarkPipelineTests : IDisposable
{
    private const string Header = "run,image_id,mark,note\n";

    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public MarkPipelineTests() => _session.Enter(_folder.Path);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_mark_comes_back_as_it_was_given_in_the_page()
    {
        // The page sets ' before = + - @ and a tab; every other ' is the user's own.
        Write(
            "marks.csv",
            Header
                + "aEX,1,Good,\naEX,'-2,LabelDoubtful,'=1+1\n'@aEX,3,ReferenceWrong,\"soft, \"\"not\"\" "
                + "hard\"\naEX,4,ModelWrong,'quoted'\naEX,5,Good,\"two\nlines\"\n"
        );
        Streams result = _session.Run("Import-HNMark marks.csv");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal(["aEX", "aEX", "@aEX", "aEX", "aEX"], result.All("Run"));
        Assert.Equal(["1", "-2", "3", "4", "5"], result.All("ImageId"));
        Assert.Equal(
            ["Good", "LabelDoubtful", "ReferenceWrong", "ModelWrong", "Good"],
            result.All("Mark").Select(mark => mark!.ToString())
        );
        Assert.Equal(["", "=1+1", "soft, \"not\" hard", "'quoted'", "two\nlines"], result.All("Note"));
    }

    [Theory]
    [InlineData("run,image_id,mark\na,1,Good\n", "MissingColumn", "marks.csv, line 1: there is no column 'note'")]
    [InlineData("image_id,mark,note\n1,Good,\n", "MissingColumn", "marks.csv, line 1: there is no column 'run'")]
    [InlineData(Header + "a,1,Good,\na,2,0,\n", "MalformedFile", "marks.csv, line 3, column 'mark': '0' is no mark")]
    [InlineData(Header + "a,1,,x\n", "MalformedFile", "marks.csv, line 2, column 'mark': '' is no mark")]
    [InlineData(Header + "a,,Good,x\n", "MalformedFile", "marks.csv, line 2, column 'image_id': the field is empty")]
    [InlineData(Header + "a,1,Good,\na,1,ModelWrong,\n", "DuplicateImageId", "marks.csv, line 3, column 'image_id'")]
    [InlineData("", "MalformedFile", "marks.csv is empty")]
    public void A_file_that_is_not_what_the_page_saves_is_an_error_with_its_place(string text, string id, string words)
    {
        Write("marks.csv", text);
        Streams result = _session.Run("Import-HNMark marks.csv");
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(id, Streams.Id(error));
        Assert.Contains(words, error.ToString());
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void No_mark_and_no_file_are_never_silent()
    {
        Write("marks.csv", Header);
        Assert.Contains("has no mark", Assert.Single(_session.Run("Import-HNMark marks.csv").Warnings));
        Assert.Equal("PathNotFound", Streams.Id(Assert.Single(_session.Run("Import-HNMark other*.csv").Errors)));
        Assert.Equal("PathNotFound", Streams.Id(Assert.Single(_session.Run("Import-HNMark -LiteralPath o.csv").Errors)));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);
}
