using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Numpy;

/// <summary>
/// What an array of numpy says of itself (numpy.lib.format, versions 1 to 3). An axis of length 1 beside rows and columns
/// is dropped.
/// </summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Kind">b, i, u or f.</param>
/// <param name="Size">Bytes of one value.</param>
/// <param name="BigEndian">The first byte of a value is its highest.</param>
/// <param name="Fortran">Column after column.</param>
internal sealed partial record NpyHeader(int Width, int Height, char Kind, int Size, bool BigEndian, bool Fortran)
{
    private const int LongestText = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>What the rows hold once halves are floats and the bytes are in this machine's order.</summary>
    public PixelLayout Layout =>
        new()
        {
            Kind = Kind switch
            {
                'f' => SampleKind.Float,
                'i' => SampleKind.Signed,
                _ => SampleKind.Unsigned,
            },
            Bits = IsHalf ? 32 : 8 * Size,
            Top =
                Kind == 'b' ? 1
                : Size <= 2 ? (1 << (8 * Size)) - 1
                : int.MaxValue,
        };

    /// <summary>Values are floats of 16 bits.</summary>
    public bool IsHalf => (Kind, Size) == ('f', 2);

    /// <summary>Values lie in another byte order than this machine's.</summary>
    public bool IsSwapped => Size > 1 && BigEndian == BitConverter.IsLittleEndian;

    public static bool IsNpy(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    /// <summary>Reads up to the first value; the rest of the stream is known to hold all of them.</summary>
    /// <param name="stream">The file or the member of an archive.</param>
    /// <param name="length">Bytes of it in all.</param>
    /// <param name="path">Name for messages.</param>
    /// <param name="values">How large the array may be.</param>
    /// <exception cref="InputException">The header is damaged, or its type or shape is not an image's.</exception>
    /// <exception cref="EndOfStreamException">The stream ends in the header.</exception>
    public static NpyHeader Read(Stream stream, long length, string path, MaskValues values)
    {
        Span<byte> head = stackalloc byte[12];
        stream.ReadExactly(head[..10]);
        if (!IsNpy(head))
            throw ImageFault.Damaged(path, "it does not begin as an array of numpy");
        if (head[6] is < 1 or > 3)
            throw ImageFault.Damaged(path, $"it has version {head[6]} of numpy's format; 1 to 3 are known");
        long textLength = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        int before = 10;
        if (head[6] >= 2)
        {
            stream.ReadExactly(head[10..]);
            textLength = BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
            before = 12;
        }
        if (textLength > Math.Min(length, LongestText))
            throw ImageFault.Damaged(path, "its header is longer than a header can be");
        var text = new byte[textLength];
        stream.ReadExactly(text);
        return Parse(Encoding.Latin1.GetString(text), length - before - textLength, path, values);
    }

    private static NpyHeader Parse(string header, long left, string path, MaskValues values)
    {
        if (Pickled().IsMatch(header))
            throw ImageFault.Refused(
                path,
                "it holds Python objects, which are never read because reading them can run programs",
                "Save an array of numbers."
            );
        Match whole = Whole().Match(header);
        // Each of the three keys once, nothing else: a header that says two things says nothing.
        if (
            !whole.Success
            || whole.Groups["descr"].Captures is not [var descr]
            || whole.Groups["shape"].Captures is not [var shape]
            || whole.Groups["order"].Captures is not [var order]
        )
            throw ImageFault.Damaged(path, $"its header is not understood: {header.Trim()}");
        string type = descr.Value.TrimStart('<', '>', '|', '=');
        char kind = type[0];
        int size = int.Parse(type[1..], CultureInfo.InvariantCulture);
        if ((kind, size) is not (('b', 1) or ('u' or 'i', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8)))
            throw ImageFault.Refused(
                path,
                $"its type is {descr.Value}",
                "bool, whole numbers of 8 to 64 bits (i1 to u8) and floats (f2, f4, f8) are read: convert it with astype."
            );
        if (!TryShape(shape.Value, out long width, out long height))
            throw ImageFault.Refused(
                path,
                $"its shape is ({shape.Value}); rows and columns are needed",
                "Save each class or image as an array of its own."
            );
        ImageFault.CheckSize(path, width, height, values.MaximumPixels);
        bool fortran = order.Value == "True" && width > 1 && height > 1;
        if (fortran)
            ImageFault.CheckSize(path, width, height, values.MaximumPixels, size);
        if (left < width * height * size)
            throw ImageFault.Damaged(path, "it is cut off: it has fewer values than its shape says");
        return new NpyHeader((int)width, (int)height, kind, size, descr.Value[0] == '>', fortran);
    }

    /// <summary>Rows and columns; when there are more than two axes, those of length 1 go.</summary>
    private static bool TryShape(string text, out long width, out long height)
    {
        (width, height) = (0, 0);
        var sides = new List<long>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Python 2 wrote long numbers with an L.
            if (!long.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out long side))
                return false;
            sides.Add(side);
        }
        if (sides.Count > 2)
            sides.RemoveAll(side => side == 1);
        if (sides is not [var rows, var columns] || rows > int.MaxValue || columns > int.MaxValue)
            return false;
        (height, width) = (rows, columns);
        return true;
    }

    [GeneratedRegex(
        """
            ^\s*\{\s*(?:(?:
                (['"])descr\1\s*:\s*(['"])(?<descr>[<>|=]?[a-zA-Z]\d{1,3})\2
                |(['"])shape\3\s*:\s*\((?<shape>[\d\sL,]*)\)
                |(['"])fortran_order\4\s*:\s*(?<order>True|False)
            )\s*(?:,\s*|(?=\})))+\}\s*$
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Whole();

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]\|O""")]
    private static partial Regex Pickled();
}
