namespace HybridNet.PowerShell;

/// <summary>
/// What a destination says by its name: a folder (a separator at the end, a folder that exists, or no ending) or one
/// file, whose ending decides the format.
/// </summary>
/// <typeparam name="TFormat">The formats of the command.</typeparam>
/// <param name="Path">The file-system path, without a separator at the end.</param>
/// <param name="IsFolder">Files of their own names go into it.</param>
/// <param name="Format">The format that the ending names; null for a folder.</param>
internal sealed record Destination<TFormat>(string Path, bool IsFolder, TFormat? Format)
    where TFormat : struct
{
    /// <summary>Reads a destination.</summary>
    /// <param name="typed">What the user wrote.</param>
    /// <param name="path">The file-system path behind it.</param>
    /// <param name="endings">Formats by ending, with the point, in small letters.</param>
    /// <param name="chosen">The format that the user named, or null.</param>
    /// <exception cref="InputException">The ending is none of these, or contradicts the format that was named.</exception>
    public static Destination<TFormat> Of(
        string typed,
        string path,
        IReadOnlyDictionary<string, TFormat> endings,
        TFormat? chosen
    )
    {
        string bare = System.IO.Path.TrimEndingDirectorySeparator(path);
        string ending = System.IO.Path.GetExtension(bare).ToLowerInvariant();
        bool separator = typed.EndsWith('/') || typed.EndsWith('\\');
        if (separator || Directory.Exists(bare) || ending.Length == 0)
            return File.Exists(bare) ? throw NoFolder(bare) : new(bare, true, null);
        string known = string.Join(", ", endings.Keys);
        if (!endings.TryGetValue(ending, out TFormat format))
            throw new InputException(
                InputError.InvalidArgument,
                $"'{typed}': no file of this command ends in {ending}.",
                typed,
                $"Give a name that ends in {known}, or a folder with / at the end."
            );
        if (chosen is { } named && !named.Equals(format))
            throw new InputException(
                InputError.InvalidArgument,
                $"'{typed}' ends in {ending}, but -Format says {named}.",
                typed,
                "Leave -Format out, or give the file the ending of the format."
            );
        return new(bare, false, format);
    }

    private static InputException NoFolder(string path) =>
        new(
            InputError.DestinationExists,
            $"{path} is a file; a folder is needed here.",
            path,
            "Name another folder, or a file with its ending."
        );
}
