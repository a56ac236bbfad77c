using System.Text;

namespace HybridNet.Pairing;

/// <summary>A name that is to be paired: a file's, or an image id of a table.</summary>
/// <param name="Text">What is compared first: the stem, or what the caller's pattern took from it.</param>
/// <param name="Path">The file, or null for an id.</param>
internal sealed record PairName(string Text, string? Path)
{
    /// <summary>The text without its class.</summary>
    public string Id { get; init; } = Text;

    /// <summary>The class that the name or its folder carries, or null.</summary>
    public string? Class { get; init; }

    /// <summary>The text in one case and one Unicode form.</summary>
    public string Letters => Fold(Text);

    /// <summary>The id in one case and one Unicode form.</summary>
    public string IdLetters => Fold(Id);

    /// <summary>One form for names that differ in case or in composed and decomposed letters only.</summary>
    public static string Fold(string text) =>
        text.IsNormalized(NormalizationForm.FormC)
            ? text.ToUpperInvariant()
            : text.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>The file's name, with its folder where that is a part of it; or the text of an id.</summary>
    public override string ToString()
    {
        if (Path is null)
            return Text;
        return Text.Contains('/') ? Text + System.IO.Path.GetExtension(Path) : System.IO.Path.GetFileName(Path);
    }
}
