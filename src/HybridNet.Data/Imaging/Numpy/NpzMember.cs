using System.IO.Compression;
using System.IO.Hashing;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Numpy;

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
    public static NpySource Open(FileBytes file, string path, string? member, MaskValues values)
    {
        try
        {
            var memory = new MemoryStream(file.Buffer, 0, file.Length, writable: false);
            var archive = new ZipArchive(memory, ZipArchiveMode.Read);
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
                    $"{path} holds the arrays "
                        + $"{string.Join(", ", arrays.Select(entry => Path.GetFileNameWithoutExtension(entry.FullName)))}"
                        + (member is null ? "." : $", none of them named {member}."),
                    path,
                    $"Name one as {Path.GetFileName(path)}{Separator}name."
                );
            return NpySource.Open(path, values, () => new CheckedStream(found.Open(), found.Crc32), found.Length);
        }
        catch (InvalidDataException exception)
        {
            throw ImageFault.Damaged(path, "it is no intact archive", exception);
        }
    }

    /// <summary>A member of an archive whose checksum is compared when its end is reached.</summary>
    private sealed class CheckedStream(Stream member, uint expected) : ForwardStream(member)
    {
        private readonly Crc32 _checksum = new();

        public override int Read(Span<byte> buffer)
        {
            int count = Inner.Read(buffer);
            _checksum.Append(buffer[..count]);
            if (count == 0 && buffer.Length > 0 && _checksum.GetCurrentHashAsUInt32() != expected)
                throw new InvalidDataException("The checksum of the member is wrong.");
            return count;
        }
    }
}
