using System.Buffers.Binary;
using System.IO.Hashing;

namespace HybridNet.Data.Imaging.Png;

/// <summary>
/// The parts of a PNG file that matter to its samples: header, palette, and the compressed pixel data as one piece.
/// </summary>
/// <remarks>Lengths are checked against the file, and checksums of every chunk that is used.</remarks>
internal readonly ref struct PngFile
{
    private const uint HeaderType = 0x49484452,
        PaletteType = 0x504C5445,
        DataType = 0x49444154,
        TransparencyType = 0x74524E53,
        EndType = 0x49454E44;
    private const int ChunkFrame = 12;

    private PngFile(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency, int dataOffset, int dataLength)
    {
        Header = header;
        Palette = palette;
        Transparency = transparency;
        (DataOffset, DataLength) = (dataOffset, dataLength);
    }

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public PngHeader Header { get; }

    /// <summary>Red, green and blue of each entry; empty when there is none.</summary>
    public ReadOnlySpan<byte> Palette { get; }

    /// <summary>Alpha of the palette's entries, or the transparent color; empty when there is none.</summary>
    public ReadOnlySpan<byte> Transparency { get; }

    /// <summary>Where the compressed data begins in the file's buffer.</summary>
    public int DataOffset { get; }

    public int DataLength { get; }

    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Header only.</summary>
    public static PngHeader ReadHeader(ReadOnlySpan<byte> file, string path)
    {
        int position = Signature.Length;
        if (
            !TryNext(file, path, ref position, out uint type, out ReadOnlySpan<byte> data)
            || type != HeaderType
            || data.Length != 13
        )
            throw ImageFault.Damaged(path, "its first chunk is not a header");
        return PngHeader.Parse(data, path);
    }

    /// <summary>Takes a file apart. The data of several IDAT chunks is moved together inside the buffer.</summary>
    /// <exception cref="InputException">The file is truncated or damaged.</exception>
    public static PngFile Parse(Span<byte> file, string path)
    {
        PngHeader header = ReadHeader(file, path);
        int position = Signature.Length + ChunkFrame + 13,
            start = 0,
            length = 0;
        ReadOnlySpan<byte> palette = default,
            transparency = default;
        bool dataEnded = false;
        while (true)
        {
            if (!TryNext(file, path, ref position, out uint type, out ReadOnlySpan<byte> data))
                throw ImageFault.Damaged(path, "it is cut off: it has no end chunk");
            if (type == EndType)
                break;
            if (type == PaletteType)
            {
                if (data.Length is 0 or > 768 || data.Length % 3 != 0)
                    throw ImageFault.Damaged(path, $"its palette has {data.Length} bytes");
                if (length > 0 || !palette.IsEmpty)
                    throw ImageFault.Damaged(path, "it has two palettes, or one behind its pixels");
                palette = data;
            }
            if (type == TransparencyType)
            {
                if (length > 0 || !transparency.IsEmpty)
                    throw ImageFault.Damaged(path, "its transparency is there twice or behind its pixels");
                transparency = data;
            }
            // A chunk whose name begins with a capital must be understood (specification, section 5.4).
            if (type is not (PaletteType or DataType) && (type >> 24 & 0x20) == 0)
                throw ImageFault.Damaged(path, "it has a second header or a chunk that must be understood and is not known");
            if (type != DataType)
            {
                dataEnded = length > 0;
                continue;
            }
            // Pieces are moved together inside the buffer: nothing that is used later may lie between them.
            if (dataEnded)
                throw ImageFault.Damaged(path, "other chunks lie between those with its pixels");
            int offset = position - 4 - data.Length;
            if (length == 0)
                start = offset;
            else
                data.CopyTo(file[(start + length)..]);
            length += data.Length;
        }
        if (length == 0)
            throw ImageFault.Damaged(path, "it has no pixel data");
        if (header.Color == PngColor.Palette && palette.IsEmpty)
            throw ImageFault.Damaged(path, "it has no palette");
        return new(header, palette, transparency, start, length);
    }

    /// <summary>The next chunk; false at the end of the file. The position moves behind its checksum.</summary>
    private static bool TryNext(
        ReadOnlySpan<byte> file,
        string path,
        scoped ref int position,
        out uint type,
        out ReadOnlySpan<byte> data
    )
    {
        type = 0;
        data = default;
        if (file.Length - position < ChunkFrame)
        {
            if (position > Signature.Length)
                return false;
            throw ImageFault.Damaged(path, "it ends before its header");
        }
        uint length = BinaryPrimitives.ReadUInt32BigEndian(file[position..]);
        type = BinaryPrimitives.ReadUInt32BigEndian(file[(position + 4)..]);
        if (length > (uint)(file.Length - position - ChunkFrame))
            throw ImageFault.Damaged(path, "it is cut off: its last chunk is longer than the file");
        foreach (byte letter in file.Slice(position + 4, 4))
            if (!char.IsAsciiLetter((char)letter))
                throw ImageFault.Damaged(path, $"the chunk at byte {position} has no name of four letters");
        data = file.Slice(position + 8, (int)length);
        bool used = type is HeaderType or PaletteType or DataType or TransparencyType;
        if (
            used
            && Crc32.HashToUInt32(file.Slice(position + 4, (int)length + 4))
                != BinaryPrimitives.ReadUInt32BigEndian(file[(position + 8 + (int)length)..])
        )
            throw ImageFault.Damaged(path, $"the checksum of a chunk at byte {position} is wrong");
        position += ChunkFrame + (int)length;
        return true;
    }
}
