using System.Buffers.Binary;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Bmp;

/// <summary>The rows of an uncompressed BMP (BITMAPCOREHEADER to BITMAPV5HEADER), straight from the file.</summary>
/// <remarks>Read here because a library makes four bytes of every pixel; whatever is not uncompressed is left to one.</remarks>
internal sealed class BmpSource : RowSource
{
    private const int CoreHeader = 12,
        InfoHeader = 40,
        MaskedHeader = 56;

    private readonly FileBytes _file;
    private readonly int _start,
        _stride;
    private readonly bool _topDown,
        _nibbles;

    private BmpSource(string path, FileBytes file, int width, int height, PixelLayout layout, int start, int bits, bool topDown)
        : base(path, width, height, layout)
    {
        (_file, _start, _topDown, _nibbles) = (file, start, topDown, bits == 4);
        _stride = (width * bits + 31) / 32 * 4;
    }

    public static bool IsBmp(ReadOnlySpan<byte> file) => file.StartsWith("BM"u8);

    /// <summary>Null for a kind that is compressed or has fields of odd widths.</summary>
    /// <exception cref="InputException">The file is damaged or too large.</exception>
    public static BmpSource? Open(FileBytes file, string path, MaskValues values)
    {
        if (file.Length < 14 + CoreHeader)
            throw ImageFault.Damaged(path, "its header is cut off");
        ReadOnlySpan<byte> bytes = file.Head;
        long start = BinaryPrimitives.ReadUInt32LittleEndian(bytes[10..]),
            header = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]);
        if (header is not CoreHeader and < InfoHeader || header > file.Length - 14)
            throw ImageFault.Damaged(path, $"its header has {header} bytes");
        bool core = header == CoreHeader;
        long width = core
                ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..])
                : BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]),
            height = core
                ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[20..])
                : BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]);
        int planes = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(core ? 22 : 26)..]),
            bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(core ? 24 : 28)..]);
        uint compression = core ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[30..]);
        bool topDown = height < 0;
        height = Math.Abs(height);
        ImageFault.CheckSize(path, width, height, values.MaximumPixels, compression == 0 ? 0 : 4);
        if (planes != 1)
            throw ImageFault.Damaged(path, $"it has {planes} planes");
        if (compression != 0 || bits is not (1 or 4 or 8 or 24 or 32))
            return null;
        Palette? palette = null;
        if (bits <= 8)
        {
            long used = core ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[46..]);
            int count = used is 0 or > 256 ? 1 << bits : (int)Math.Min(used, 1 << bits),
                entry = core ? 3 : 4;
            // A palette that is said to be longer than the place before the pixels is as long as that place.
            count = (int)Math.Min(count, (Math.Min(start, file.Length) - 14 - header) / entry);
            if (count < 1)
                throw ImageFault.Damaged(path, "it has no palette");
            ReadOnlySpan<byte> colors = file.Look(14 + (int)header, count * entry);
            var table = new ulong[count];
            for (int i = 0; i < count; i++)
                table[i] = PaletteBackground.Color(colors[entry * i + 2], colors[entry * i + 1], colors[entry * i]);
            palette = new Palette(table);
        }
        var layout = new PixelLayout
        {
            Bits = bits == 1 ? 1 : 8,
            Samples = Math.Max(1, bits / 8),
            Colors = bits <= 8 ? 1 : 3,
            // The fourth byte is alpha where the header has a mask for it, and says nothing otherwise.
            Alpha =
                bits == 32 && header >= MaskedHeader && BinaryPrimitives.ReadUInt32LittleEndian(bytes[66..]) == 0xFF000000
                    ? 3
                    : -1,
            Palette = palette,
        };
        var source = new BmpSource(
            path,
            file,
            (int)width,
            (int)height,
            layout,
            (int)Math.Min(start, int.MaxValue),
            bits,
            topDown
        );
        return start < 14 + header || start + (long)source._stride * height > file.Length
            ? throw ImageFault.Damaged(path, "it is cut off")
            : source;
    }

    public override void Read(RowSink sink, CancellationToken cancel)
    {
        int length = Layout.BytesOf(Width);
        byte[] unpacked = _nibbles ? new byte[length] : [];
        int each = Math.Max(1, FileBytes.Block / _stride);
        for (int top = 0; top < Height; top += each)
        {
            cancel.ThrowIfCancellationRequested();
            int count = Math.Min(each, Height - top);
            ReadOnlySpan<byte> block = _file.Copy(_start + top * _stride, count * _stride);
            for (int row = top; row < top + count; row++)
            {
                ReadOnlySpan<byte> stored = block.Slice((row - top) * _stride, _stride);
                if (_nibbles)
                {
                    SampleBits.Unpack(stored, 4, unpacked);
                    stored = unpacked;
                }
                sink(stored[..length], _topDown ? row : Height - 1 - row, 1, false);
            }
        }
    }
}
