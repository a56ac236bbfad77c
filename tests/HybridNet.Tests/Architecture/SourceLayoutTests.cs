namespace HybridNet.Tests.Architecture;

/// <summary>What a reader of the sources relies on: lines that fit a screen, files that have one idea.</summary>
public class SourceLayoutTests
{
    private const int Columns = 130,
        Lines = 300;

    [Fact]
    public void No_line_is_longer_than_the_formatter_allows() =>
        Assert.Empty(
            from file in Sources("src").Concat(Sources("tests"))
            from line in File.ReadLines(file).Index()
            where line.Item.Length > Columns
            select $"{Path.GetRelativePath(SourceTree.Root, file)}:{line.Index + 1}"
        );

    [Fact]
    public void No_file_of_the_product_is_longer_than_a_reader_surveys() =>
        Assert.Empty(
            from file in Sources("src")
            let lines = File.ReadLines(file).Count()
            where lines > Lines
            select $"{Path.GetRelativePath(SourceTree.Root, file)}: {lines} lines"
        );

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));
}
