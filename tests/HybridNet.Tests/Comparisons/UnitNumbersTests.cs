using System.Text.RegularExpressions;
using HybridNet.Comparisons;

namespace HybridNet.Tests.Comparisons;

/// <summary>Units that are numbered without strings are those that the pattern finds, one by one.</summary>
public class UnitNumbersTests
{
    [Theory]
    [InlineData("0065_1", "0065")]
    [InlineData("10_left", "10")]
    [InlineData("201902_00001_1", "201902_00001")]
    [InlineData("20190231_7_L", "20190231_7")]
    [InlineData("201913_00001_1", "201913")]
    [InlineData("201902_00001", null)]
    [InlineData("01_dr", null)]
    [InlineData("01_drx", "01")]
    [InlineData("201902_01_h", null)]
    [InlineData("IDRiD_01", null)]
    [InlineData("", null)]
    [InlineData("7", null)]
    public void The_usual_subject_is_the_one_in_the_id(string id, string? subject)
    {
        Assert.True(IdPattern.TrySubject(id, out int letters));
        Assert.Equal(subject ?? "", id[..letters]);
    }

    [Fact]
    public void It_is_what_the_pattern_finds_in_a_hundred_thousand_ids()
    {
        Regex pattern = IdPattern.Compile(IdPattern.Subject);
        var random = new Random(19);
        string[] parts =
        [
            "19",
            "20",
            "0",
            "1",
            "2",
            "3",
            "02",
            "11",
            "13",
            "31",
            "_",
            "_",
            "dr",
            "g",
            "h",
            "x",
            " ",
            "-",
            "\n",
            "٣",
        ];
        int read = 0;
        for (int i = 0; i < 100_000; i++)
        {
            string id = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => parts[random.Next(parts.Length)]));
            if (!IdPattern.TrySubject(id, out int letters))
            {
                Assert.True(id.Contains('\n') || id.Contains('٣'));
                continue;
            }
            read++;
            Assert.True(id[..letters] == (IdPattern.Key(pattern, id) ?? ""), $"'{id}': {letters} letters");
        }
        Assert.InRange(read, 30_000, 100_000);
    }

    [Theory]
    [InlineData(IdPattern.Subject)]
    [InlineData(@"^(\d+)_")]
    [InlineData(null)]
    public void Sums_are_those_of_the_names(string? pattern)
    {
        // Subjects of two images, ids without a subject, one that is like another's subject, one in other letters, a long one.
        string[] ids =
        [
            "0065_1",
            "IDRiD_07",
            "0065_2",
            "0066_1",
            "0065",
            "Ж_1",
            "0066_9",
            new string('7', 300) + "_1",
            "0067_dr",
        ];
        double[] values = [0.5, 0.25, -0.125, 1, 2, 4, 8, 16, 32];
        var options = new ComparisonOptions { Subject = pattern is null ? null : IdPattern.Compile(pattern) };
        var units = new PairedUnits(options);
        RunPair pair = RunPair.Of(
            Pairs.Run("v6", [.. ids.Take(7).Select(id => (id, 0.5))]),
            Pairs.Run("v7", [.. ids.Select(id => (id, 0.5))]),
            ["Dice"]
        );
        var numbers = new UnitNumbers(units, pair, CancellationToken.None);
        int[] places = [.. Enumerable.Range(0, 7)];
        (double[] sums, int[] counts) = numbers.Group(places, values, pair.OnlyCandidate);
        (double[] expected, int[] each) = units.Group(ids, values);
        Assert.Equal(expected, sums);
        Assert.Equal(each, counts);
        Assert.Equal(
            (
                ids.Take(7).Select(units.Of).Distinct().Count(),
                options.Subject is { } regex && ids.Take(7).Any(id => IdPattern.Key(regex, id) is not null)
            ),
            numbers.Count(places)
        );
    }

    [Fact]
    public void A_pattern_of_the_caller_must_fit_every_id()
    {
        var options = new ComparisonOptions { Subject = IdPattern.Compile(IdPattern.Subject), SubjectRequired = true };
        RunPair pair = RunPair.Of(
            Pairs.Run("v6", ("0065_1", 0.5), ("x", 0.5)),
            Pairs.Run("v7", ("0065_1", 0.5), ("x", 0.25)),
            ["Dice"]
        );
        var numbers = new UnitNumbers(new PairedUnits(options), pair, CancellationToken.None);
        Assert.Equal(0, numbers.Of(0));
        Assert.Throws<InputException>(() => numbers.Of(1));
    }
}
