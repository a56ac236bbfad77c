using System.IO.Compression;

namespace HybridNet.Data.Imaging.General;

/// <summary>An array in an archive of numpy: file.npz when it holds one, file.npz#name otherwise.</summary>
internal static class NpzMember
{
    private const char Separator = '#';

    /// <summary>Splits file.npz#name; the name is null when none is given.</summary>
    public static (string File, string? Member) Split(string path)
    {
        int at = path.LastIndexOf(".npz" + Separator, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? (path, null) : (path[..(at + 4)], path[(at + 5)..]);
    }

    public static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK"u8);

    /// <exception cref="InputException">The archive is damaged, or has no or several arrays of that name.</exception>
    public static NpyRaster Open(FileBytes file, string path, string? member)
    {
        try
        {
            using var memory = new MemoryStream(file.Buffer, 0, file.Length, writable: false);
            using var archive = new ZipArchive(memory, ZipArchiveMode.Read);
            ZipArchiveEntry[] arrays =
            [
                .. archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)),
            ];
            ZipArchiveEntry[] fitting = member is null
                ? arrays
                : [.. arrays.Where(entry => entry.FullName == member || entry.FullName == member + ".npy")];
            if (fitting is not [var found])
                throw new InputException(
                    InputError.AmbiguousImage,
                    $"{path} holds the arrays {string.Join(", ", arrays.Select(entry => Path.GetFileNameWithoutExtension(entry.FullName)))}"
                        + (member is null ? "." : $", none of them named {member}."),
                    path,
                    $"Name one as {Path.GetFileName(path)}{Separator}name."
                );
            using Stream stream = found.Open();
            return NpyRaster.Open(stream, found.Length, path);
        }
        catch (InvalidDataException exception)
        {
            throw ImageFault.Damaged(path, "it is no intact archive", exception);
        }
    }
}
