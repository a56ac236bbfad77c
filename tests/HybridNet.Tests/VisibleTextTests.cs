namespace HybridNet.Tests;

/// <summary>Names out of files, as they are shown.</summary>
public sealed class VisibleTextTests
{
    [Theory]
    // Escape is 1B: its picture is 2400 + 1B. A C1 control sequence introducer, and a right-to-left override.
    [InlineData("a\u001b[31mb", "a\u241b[31mb")]
    [InlineData("a\u009b31mb\u202ec", "a\ufffd31mb\ufffdc")]
    [InlineData("a\0\a\u007f", "a\u2400\u2407\u2421")]
    [InlineData("line\r\nline\tend\rback", "line\r\nline\tend\u240dback")]
    public void What_would_steer_a_terminal_is_a_sign(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void A_name_is_one_line_and_a_plain_one_is_the_same_object()
    {
        // An attribute cannot hold half a letter.
        Assert.Equal("half \ufffd, whole \ud83d\ude00", VisibleText.Of("half \ud83d, whole \ud83d\ude00"));
        Assert.Equal("a\u240ab\u2409c", VisibleText.OfName("a\nb\tc"));
        string plain = "v8 EX \u00e4\u4e2d";
        Assert.Same(plain, VisibleText.OfName(plain));
    }

    [Fact]
    public void A_fault_names_its_file_without_its_escape_sequences() =>
        Assert.Equal("no \u241b[2J", new InputException(InputError.PathNotFound, "no \u001b[2J", "\u001b[2J").Message);
}
