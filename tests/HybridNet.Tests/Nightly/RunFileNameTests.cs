using HybridNet.Nightly;

namespace HybridNet.Tests.Nightly;

/// <summary>No two names of runs give one name of a file.</summary>
public sealed class RunFileNameTests
{
    [Theory]
    [InlineData("v8EX", "v8EX")]
    [InlineData("v8_EX-1.2", "v8_EX-1.2")]
    [InlineData("v8 EX", "v8%20EX")]
    [InlineData("v8%20EX", "v8%2520EX")]
    [InlineData("a/b\\c:d*e?f", "a%2Fb%5Cc%3Ad%2Ae%3Ff")]
    [InlineData("../up", "..%2Fup")]
    [InlineData("übung", "übung")]
    [InlineData("tab\tline\n", "tab%09line%0A")]
    [InlineData("a+against+b", "a%2Bagainst%2Bb")]
    public void What_is_no_letter_is_its_bytes(string run, string expected) => Assert.Equal(expected, RunFileName.Of(run));

    [Fact]
    public void Names_of_any_letters_and_lengths_stay_apart_and_fit_a_file_system()
    {
        string[] names =
        [
            .. Enumerable.Range(0, 400).Select(i => new string('x', i)),
            .. Enumerable.Range(0, 400).Select(i => new string(' ', i) + "x"),
            .. Enumerable.Range(0, char.MaxValue).Select(code => $"a{(char)code}b"),
            new string('x', 5000) + "1",
            new string('x', 5000) + "2",
        ];
        string[] files = [.. names.Select(RunFileName.Of)];
        Assert.Equal(names.Distinct(StringComparer.Ordinal).Count(), files.Distinct(StringComparer.Ordinal).Count());
        Assert.All(files, file => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(file), 0, 113));
        Assert.All(files, file => Assert.Equal(-1, file.AsSpan().IndexOfAny("/\\:*?\"<>| \n\t")));
    }

    [Theory]
    [InlineData(0, 3, 3)]
    [InlineData(3, 1, 1)]
    [InlineData(1, 2, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(0, 0, 0)]
    public void Two_is_the_worst_exit_code_then_one_then_three(int one, int other, int worse)
    {
        Assert.Equal(worse, NightlyResult.Worse(one, other));
        Assert.Equal(worse, NightlyResult.Worse(other, one));
    }
}
