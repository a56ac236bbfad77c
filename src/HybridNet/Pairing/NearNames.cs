using System.Text.RegularExpressions;

namespace HybridNet.Pairing;

/// <summary>What lies near a name that found no partner, and the pattern that would have paired it.</summary>
internal static class NearNames
{
    /// <summary>So many names are compared with one that has no partner.</summary>
    internal const int MostCompared = 2000;

    /// <summary>The file whose name is nearest, or null.</summary>
    /// <param name="image">The image's name.</param>
    /// <param name="files">Names of the other side.</param>
    public static PairName? Nearest(PairName image, IEnumerable<PairName> files) =>
        files
            .Take(MostCompared)
            .Select(file => (File: file, Distance: Distance(image.IdLetters, file.IdLetters)))
            .OrderBy(entry => entry.Distance)
            .Select(entry => entry.File)
            .FirstOrDefault();

    /// <summary>
    /// A pattern for the files' side that takes the image's id out of a file's name, or null when it is not in there.
    /// </summary>
    /// <param name="image">The image's name.</param>
    /// <param name="file">The file's name.</param>
    public static string? Pattern(PairName image, PairName file)
    {
        int at = file.Id.IndexOf(image.Id, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || file.Id.Length == image.Id.Length)
            return null;
        string before = Regex.Escape(file.Id[..at]),
            after = Regex.Escape(file.Id[(at + image.Id.Length)..]);
        return $"^{before}(?<id>.+){after}$";
    }

    /// <summary>Edits between two names, little for a name that contains the other.</summary>
    private static double Distance(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return double.MaxValue;
        bool inside = a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal);
        return inside ? Math.Abs(a.Length - b.Length) / 1000.0 : Edits(a, b);
    }

    /// <summary>V. Levenshtein's distance, one row at a time.</summary>
    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
