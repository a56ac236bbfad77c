using HybridNet.Data.Tables;

namespace HybridNet.Tests.Tables;

/// <summary>Cells that a spreadsheet would take for a formula.</summary>
public sealed class SheetTextTests
{
    [Theory]
    [InlineData("=cmd()", "'=cmd()")]
    [InlineData("+1", "'+1")]
    [InlineData("-0001", "'-0001")]
    [InlineData("@x", "'@x")]
    [InlineData("'=x", "''=x")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("0001_3", "0001_3")]
    [InlineData("", "")]
    public void A_formula_becomes_text_and_every_text_comes_back(string text, string cell)
    {
        Assert.Equal(cell, SheetText.Write(text));
        Assert.Equal(text, SheetText.Read(cell));
    }
}
