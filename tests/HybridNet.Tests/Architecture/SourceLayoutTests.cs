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

    /// <summary>The formatter puts a choice inside a choice on a line of its own, further in: a switch says it better.</summary>
    [Fact]
    public void No_choice_stands_inside_another() =>
        Assert.Empty(
            from file in Sources("src")
            let lines = File.ReadAllLines(file)
            from i in Enumerable.Range(0, Math.Max(0, lines.Length - 1))
            let outer = lines[i].TrimStart()
            where outer.StartsWith("? ", StringComparison.Ordinal) || outer.StartsWith(": ", StringComparison.Ordinal)
            let inner = lines[i + 1].TrimStart()
            where
                inner.StartsWith("? ", StringComparison.Ordinal)
                && lines[i + 1].Length - inner.Length > lines[i].Length - outer.Length
            select $"{Path.GetRelativePath(SourceTree.Root, file)}:{i + 1}"
        );

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));
}
