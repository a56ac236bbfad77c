using System.Globalization;
using System.Text;

namespace HybridNet.Terminals;

/// <summary>Wraps a picture file for terminals that decode it themselves.</summary>
internal static class InlineImages
{
    /// <summary>Letters of base64 in one of Kitty's control strings.</summary>
    private const int Chunk = 4096;

    /// <summary>
    /// Kitty's graphics protocol: transmit and display (a=T) a PNG (f=100) in chunks, without an answer (q=2), over a number of
    /// columns.
    /// </summary>
    /// <param name="png">The PNG file.</param>
    /// <param name="columns">Letters that it is wide.</param>
    public static string Kitty(ReadOnlySpan<byte> png, int columns)
    {
        string data = Convert.ToBase64String(png);
        var text = new StringBuilder();
        for (int at = 0; at < data.Length; at += Chunk)
        {
            int more = at + Chunk < data.Length ? 1 : 0;
            text.Append("\u001b_G");
            if (at == 0)
                text.Append(CultureInfo.InvariantCulture, $"a=T,f=100,q=2,c={columns},");
            text.Append(CultureInfo.InvariantCulture, $"m={more};")
                .Append(data, at, Math.Min(Chunk, data.Length - at))
                .Append("\u001b\\");
        }
        return text.ToString();
    }

    /// <summary>iTerm2's inline image: any picture file, over a number of columns.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">Letters that it is wide.</param>
    public static string ITerm(ReadOnlySpan<byte> file, int columns) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"\u001b]1337;File=inline=1;size={file.Length};width={columns};preserveAspectRatio=1:{Convert.ToBase64String(file)}\a"
        );
}
