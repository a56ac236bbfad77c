using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HybridNet.Nightly;

/// <summary>The name of a run as a part of a file name: two names never give one, and any system takes it.</summary>
/// <remarks>
/// Letters, digits, _, - and . stay; every other character becomes the %XX of its bytes, % itself too. A name that grows too
/// long for a file system is cut, and the SHA-256 of the whole name behind a + tells it from all others: + is in no name here.
/// </remarks>
internal static class RunFileName
{
    private const int Longest = 80;

    /// <summary>The part of a file name.</summary>
    /// <param name="run">Name of a run.</param>
    public static string Of(string run)
    {
        var text = new StringBuilder();
        foreach (Rune rune in run.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' or '.')
                text.Append(rune);
            else
                foreach (byte value in Encoding.UTF8.GetBytes(rune.ToString()))
                    text.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        string name = text.ToString();
        // Half a letter of two has no bytes of its own: its replacement must not make two names one.
        bool damaged =
            run.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 && !run.Equals(WholeRunes(run), StringComparison.Ordinal);
        if (!damaged && Encoding.UTF8.GetByteCount(name) <= Longest)
            return name;
        string hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(run.AsSpan())))[..32];
        return $"{Cut(name)}+{hash}";
    }

    private static string WholeRunes(string run) => string.Concat(run.EnumerateRunes().Select(rune => rune.ToString()));

    private static string Cut(string name)
    {
        var text = new StringBuilder();
        int bytes = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > Longest)
                break;
            text.Append(rune);
        }
        return text.ToString();
    }
}
