namespace HybridNet.Tests.Architecture;

/// <summary>The bugs that tests/Mutations plants can still be planted.</summary>
public sealed class MutationListTests
{
    private sealed record Planted(string Title, string File, string Old, string New, string[] Tests);

    [Fact]
    public void Each_bug_can_be_planted_in_one_place()
    {
        Planted[] bugs =
        [
            .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests", "Mutations"), "*.mut").SelectMany(Read),
        ];
        Assert.True(bugs.Length >= 60, $"{bugs.Length} bugs are listed.");
        Assert.Equal(bugs.Length, bugs.Select(bug => bug.Title).Distinct().Count());
        string[] stale =
        [
            .. bugs.Where(bug => Occurrences(bug) != 1 || bug.New == bug.Old || bug.Tests.Length == 0)
                .Select(bug => $"{bug.Title}: {Occurrences(bug)} times in {bug.File}"),
        ];
        Assert.True(stale.Length == 0, string.Join('\n', stale));
    }

    private static int Occurrences(Planted bug)
    {
        string path = Path.Combine(SourceTree.Root, bug.File);
        return File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n").Split(bug.Old).Length - 1 : 0;
    }

    private static IEnumerable<Planted> Read(string list)
    {
        ILookup<string, string> fields;
        foreach (string entry in ("\n" + File.ReadAllText(list).ReplaceLineEndings("\n")).Split("\n# ").Skip(1))
        {
            string[] lines = entry.Split('\n');
            fields = lines
                .Skip(1)
                .Where(line => line.Contains(": ", StringComparison.Ordinal))
                .ToLookup(
                    line => line[..line.IndexOf(": ", StringComparison.Ordinal)],
                    line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]
                );
            yield return new(
                lines[0],
                fields["file"].Single(),
                fields["old"].Single().Replace("\\n", "\n", StringComparison.Ordinal),
                fields["new"].Single().Replace("\\n", "\n", StringComparison.Ordinal),
                [.. fields["engine"], .. fields["module"]]
            );
        }
    }
}
