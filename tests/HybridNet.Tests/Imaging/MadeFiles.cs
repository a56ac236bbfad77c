using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace HybridNet.Tests.Imaging;

/// <summary>Image files put together byte by byte from their formats' definitions, good and bad ones.</summary>
internal static class MadeFiles
{
    /// <summary>An array as numpy.save writes it.</summary>
    public static byte[] Npy(string type, string shape, byte[] values)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values];
    }

    /// <summary>A little-endian TIFF of one strip; fields are (tag, type, values), those of the strip are added.</summary>
    public static byte[] Tiff(int width, int height, byte[] strip, params (int Tag, int Type, int[] Values)[] fields)
    {
        List<(int Tag, int Type, int[] Values)> all =
        [
            (256, 4, [width]),
            (257, 4, [height]),
            (273, 4, [8]),
            (278, 4, [height]),
            (279, 4, [strip.Length]),
        ];
        all.RemoveAll(field => fields.Any(own => own.Tag == field.Tag));
        all.AddRange(fields);
        all.Sort((a, b) => a.Tag.CompareTo(b.Tag));
        int directory = (8 + strip.Length + 1) / 2 * 2,
            extra = directory + 2 + 12 * all.Count + 4;
        var file = new MemoryStream();
        var writer = new BinaryWriter(file);
        writer.Write("II*\0"u8);
        writer.Write(directory);
        writer.Write(strip);
        file.Position = directory;
        writer.Write((short)all.Count);
        var tail = new MemoryStream();
        foreach ((int tag, int type, int[] values) in all)
        {
            writer.Write((short)tag);
            writer.Write((short)type);
            writer.Write(values.Length);
            byte[] bytes =
            [
                .. values.SelectMany(value => type == 3 ? BitConverter.GetBytes((short)value) : BitConverter.GetBytes(value)),
            ];
            if (bytes.Length <= 4)
                writer.Write([.. bytes, .. new byte[4 - bytes.Length]]);
            else
            {
                writer.Write(extra + (int)tail.Length);
                tail.Write(bytes);
            }
        }
        writer.Write(0);
        writer.Write(tail.ToArray());
        return file.ToArray();
    }

    /// <summary>A PNG of rows that already have their filter bytes.</summary>
    public static byte[] Png(int width, int height, int depth, int color, byte[] rows, params (string Type, byte[] Data)[] chunks)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)depth, (byte)color);
        return
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1A,
            0x0A,
            .. Chunk("IHDR", header),
            .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data)),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data],
            number = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(number.AsSpan(4), Crc32.HashToUInt32(body));
        return [.. number[..4], .. body, .. number[4..]];
    }
}
