using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HybridNet.Scores;

namespace HybridNet.Data.Imaging.General;

/// <summary>
/// An array as numpy saves it (numpy.lib.format, versions 1 to 3): bool, u1, u2, f2, f4, f8 in either byte order, C or
/// Fortran order. An axis of length 1 beside rows and columns is dropped.
/// </summary>
internal sealed partial class NpyRaster : Raster
{
    private readonly byte[] _data;
    private readonly char _kind;
    private readonly int _size;
    private readonly bool _bigEndian, _fortran;

    private NpyRaster(string path, int width, int height, byte[] data, char kind, int size, bool bigEndian, bool fortran) : base(path, width, height) =>
        (_data, _kind, _size, _bigEndian, _fortran) = (data, kind, size, bigEndian, fortran);

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public override ScoreFormat? ScoreFormat => (_kind, _size) switch
    {
        ('b', 1) or ('u', 1) => Scores.ScoreFormat.UInt8,
        ('u', 2) => Scores.ScoreFormat.UInt16,
        ('f', 8) => Scores.ScoreFormat.Float64,
        _ => Scores.ScoreFormat.Float32,
    };

    public static bool IsNpy(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    /// <summary>Reads an array; nothing is taken for the data before the header is known to fit it.</summary>
    /// <param name="stream">The file or the member of an archive.</param>
    /// <param name="length">Bytes of it in all.</param>
    /// <param name="path">Name for messages.</param>
    /// <exception cref="InputException">The file is damaged, or its type or shape is not an image's.</exception>
    public static NpyRaster Open(Stream stream, long length, string path)
    {
        try
        {
            Span<byte> head = stackalloc byte[12];
            stream.ReadExactly(head[..10]);
            if (!IsNpy(head)) throw ImageFault.Damaged(path, "it does not begin as an array of numpy");
            int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]), before = 10;
            if (head[6] >= 2)
            {
                stream.ReadExactly(head[10..]);
                headerLength = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(head[8..]), int.MaxValue);
                before = 12;
            }
            if (headerLength > Math.Min(length, 1 << 16)) throw ImageFault.Damaged(path, "its header is longer than a header can be");
            var text = new byte[headerLength];
            stream.ReadExactly(text);
            return Read(stream, length - before - headerLength, Encoding.Latin1.GetString(text), path);
        }
        catch (Exception fault) when (fault is EndOfStreamException or InvalidDataException)
        {
            throw ImageFault.Damaged(path, "it is cut off or damaged", fault);
        }
    }

    public override void ReadColours(int y, Span<ulong> row)
    {
        for (int x = 0; x < row.Length; x++)
        {
            ulong bits = Bits(x, y);
            // Minus zero is zero: its sign bit is no foreground.
            row[x] = _kind == 'f' && bits << (64 - 8 * _size + 1) == 0 ? 0 : bits;
        }
    }

    public override void ReadScores(int y, ScoreMap map)
    {
        int start = y * Width;
        for (int x = 0; x < Width; x++)
        {
            ulong bits = Bits(x, y);
            switch (_kind, _size)
            {
                case ('b', _):
                    map.Samples<byte>()[start + x] = bits != 0 ? (byte)255 : (byte)0;
                    break;
                case ('u', 1):
                    map.Samples<byte>()[start + x] = (byte)bits;
                    break;
                case ('u', 2):
                    map.Samples<ushort>()[start + x] = (ushort)bits;
                    break;
                case ('f', 2):
                    map.Samples<float>()[start + x] = (float)BitConverter.UInt16BitsToHalf((ushort)bits);
                    break;
                case ('f', 4):
                    map.Samples<float>()[start + x] = BitConverter.UInt32BitsToSingle((uint)bits);
                    break;
                default:
                    map.Samples<double>()[start + x] = BitConverter.UInt64BitsToDouble(bits);
                    break;
            }
        }
    }

    private static NpyRaster Read(Stream stream, long left, string header, string path)
    {
        Match descr = Descr().Match(header), shape = Shape().Match(header), order = Order().Match(header);
        if (!descr.Success || !shape.Success || !order.Success) throw ImageFault.Damaged(path, $"its header is not understood: {header.Trim()}");
        char kind = descr.Groups[2].Value[0];
        int size = int.Parse(descr.Groups[3].Value, CultureInfo.InvariantCulture);
        if ((kind, size) is not (('b', 1) or ('u', 1 or 2) or ('f', 2 or 4 or 8)))
            throw ImageFault.Damaged(path, $"its type is {descr.Groups[1].Value}{kind}{size}; bool, u1, u2, f2, f4 and f8 are read");
        if (!TryShape(shape.Groups[1].Value, out long width, out long height))
            throw ImageFault.Damaged(path, $"its shape is ({shape.Groups[1].Value}); rows and columns are needed");
        CheckSize(path, width, height);
        if (left < width * height * size) throw ImageFault.Damaged(path, "it is cut off: it has fewer values than its shape says");
        var data = new byte[width * height * size];
        stream.ReadExactly(data);
        return new NpyRaster(path, (int)width, (int)height, data, kind, size, descr.Groups[1].Value == ">", order.Groups[1].Value == "True");
    }

    /// <summary>Rows and columns; when there are more than two axes, those of length 1 go.</summary>
    private static bool TryShape(string text, out long width, out long height)
    {
        (width, height) = (0, 0);
        var sides = new List<long>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, CultureInfo.InvariantCulture, out long side)) return false;
            sides.Add(side);
        }
        if (sides.Count > 2) sides.RemoveAll(side => side == 1);
        if (sides is not [var rows, var columns]) return false;
        (height, width) = (rows, columns);
        return true;
    }

    private ulong Bits(int x, int y)
    {
        ReadOnlySpan<byte> value = _data.AsSpan((_fortran ? x * Height + y : y * Width + x) * _size, _size);
        return _size switch
        {
            1 => value[0],
            2 => _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value) : BinaryPrimitives.ReadUInt16LittleEndian(value),
            4 => _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt32LittleEndian(value),
            _ => _bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(value) : BinaryPrimitives.ReadUInt64LittleEndian(value),
        };
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([<>|=]?)([a-zA-Z])(\d+)'")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Shape();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex Order();
}
