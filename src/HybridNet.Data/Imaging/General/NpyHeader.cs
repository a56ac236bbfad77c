using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.General;

/// <summary>
/// What an array of numpy says of itself (numpy.lib.format, versions 1 to 3). An axis of length 1 beside rows and columns
/// is dropped.
/// </summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Kind">b, u or f.</param>
/// <param name="Size">Bytes of one value.</param>
/// <param name="BigEndian">The first byte of a value is its highest.</param>
/// <param name="Fortran">Column after column.</param>
internal sealed partial record NpyHeader(int Width, int Height, char Kind, int Size, bool BigEndian, bool Fortran)
{
    private const int LongestText = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes of all values.</summary>
    public int Bytes => Width * Height * Size;

    /// <summary>How a probability map of these values is kept.</summary>
    public ProbabilityFormat ProbabilityFormat =>
        (Kind, Size) switch
        {
            ('b', 1) or ('u', 1) => ProbabilityFormat.UInt8,
            ('u', 2) => ProbabilityFormat.UInt16,
            ('f', 8) => ProbabilityFormat.Float64,
            _ => ProbabilityFormat.Float32,
        };

    /// <summary>The values lie in the file as those of a probability map do in this machine's memory.</summary>
    public bool IsPlain =>
        !Fortran && (Kind, Size) is not ('b', _) and not ('f', 2) && (Size == 1 || BigEndian != BitConverter.IsLittleEndian);

    public static bool IsNpy(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    /// <summary>Reads up to the first value; the rest of the stream is known to hold all of them.</summary>
    /// <param name="stream">The file or the member of an archive.</param>
    /// <param name="length">Bytes of it in all.</param>
    /// <param name="path">Name for messages.</param>
    /// <exception cref="InputException">The header is damaged, or its type or shape is not an image's.</exception>
    /// <exception cref="EndOfStreamException">The stream ends in the header.</exception>
    public static NpyHeader Read(Stream stream, long length, string path)
    {
        Span<byte> head = stackalloc byte[12];
        stream.ReadExactly(head[..10]);
        if (!IsNpy(head))
            throw ImageFault.Damaged(path, "it does not begin as an array of numpy");
        int textLength = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]),
            before = 10;
        if (head[6] >= 2)
        {
            stream.ReadExactly(head[10..]);
            textLength = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(head[8..]), int.MaxValue);
            before = 12;
        }
        if (textLength > Math.Min(length, LongestText))
            throw ImageFault.Damaged(path, "its header is longer than a header can be");
        var text = new byte[textLength];
        stream.ReadExactly(text);
        return Parse(Encoding.Latin1.GetString(text), length - before - textLength, path);
    }

    private static NpyHeader Parse(string header, long left, string path)
    {
        Match descr = Descr().Match(header),
            shape = Shape().Match(header),
            order = Order().Match(header);
        if (!descr.Success || !shape.Success || !order.Success)
            throw ImageFault.Damaged(path, $"its header is not understood: {header.Trim()}");
        char kind = descr.Groups[2].Value[0];
        int size = int.Parse(descr.Groups[3].Value, CultureInfo.InvariantCulture);
        if ((kind, size) is not (('b', 1) or ('u', 1 or 2) or ('f', 2 or 4 or 8)))
            throw ImageFault.Damaged(
                path,
                $"its type is {descr.Groups[1].Value}{kind}{size}; bool, u1, u2, f2, f4 and f8 are read"
            );
        if (!TryShape(shape.Groups[1].Value, out long width, out long height))
            throw ImageFault.Damaged(path, $"its shape is ({shape.Groups[1].Value}); rows and columns are needed");
        Raster.CheckSize(path, width, height);
        long bytes = width * height * size;
        if (left < bytes)
            throw ImageFault.Damaged(path, "it is cut off: it has fewer values than its shape says");
        if (bytes > Array.MaxLength)
            throw ImageFault.Damaged(path, $"its {bytes} bytes are more than an image can have here");
        return new NpyHeader((int)width, (int)height, kind, size, descr.Groups[1].Value == ">", order.Groups[1].Value == "True");
    }

    /// <summary>Rows and columns; when there are more than two axes, those of length 1 go.</summary>
    private static bool TryShape(string text, out long width, out long height)
    {
        (width, height) = (0, 0);
        var sides = new List<long>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, CultureInfo.InvariantCulture, out long side))
                return false;
            sides.Add(side);
        }
        if (sides.Count > 2)
            sides.RemoveAll(side => side == 1);
        if (sides is not [var rows, var columns])
            return false;
        (height, width) = (rows, columns);
        return true;
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([<>|=]?)([a-zA-Z])(\d{1,3})'")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Shape();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex Order();
}
