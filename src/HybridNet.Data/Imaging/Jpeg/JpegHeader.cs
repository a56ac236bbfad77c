using System.Buffers.Binary;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>
/// What stands before the coded data of a JPEG whose single scan holds all of it: baseline or extended, Huffman codes, 8 bits,
/// grey or brightness and two color differences. Nearly every JPEG is that; the others are left to a library.
/// </summary>
internal sealed class JpegHeader
{
    private const int MostTables = 4;

    private readonly int[]?[] _steps = new int[]?[MostTables];
    private readonly byte[]?[,] _tables = new byte[]?[2, MostTables];
    private readonly HuffmanCodes?[,] _codes = new HuffmanCodes?[2, MostTables];
    private bool _isJfif;
    private int _adobe = -1;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public JpegComponent[] Components { get; private set; } = [];

    /// <summary>Units of the scan in a row.</summary>
    public int UnitsAcross => (Width - 1) / (Components[0].Across * JpegBlock.Side) + 1;

    /// <summary>Rows of units.</summary>
    public int UnitRows => (Height - 1) / (Components[0].Down * JpegBlock.Side) + 1;

    /// <summary>Units of the scan between two restarts; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>It has a directory of Exif, which may say how the picture is to be turned.</summary>
    public bool HasExif { get; private set; }

    /// <summary>Where the coded data begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the marker behind it stands.</summary>
    public int End { get; private set; }

    /// <summary>A block has two codes, and a code has a bit.</summary>
    public long BitsAtLeast => 2L * UnitsAcross * UnitRows * Components.Sum(component => component.Across * component.Down);

    /// <summary>Null for a file of another kind, or one that is damaged before its coded data.</summary>
    /// <param name="file">The whole file.</param>
    public static JpegHeader? Parse(ReadOnlySpan<byte> file)
    {
        var header = new JpegHeader();
        int at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            byte marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker is 0 or 1 or (>= 0xD0 and <= 0xD9) || length < 2 || at + 2 + length > file.Length)
                return null;
            ReadOnlySpan<byte> segment = file.Slice(at + 4, length - 2);
            at += 2 + length;
            if (marker == 0xDA)
                return header.Begins(segment) && header.EndsAfter(file, at) ? header : null;
            if (!header.Take(marker, segment))
                return null;
        }
        return null;
    }

    private bool Take(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1:
                return TakeFrame(segment);
            case 0xC4:
                return TakeCodes(segment);
            case 0xDB:
                return TakeSteps(segment);
            case 0xDD:
                RestartInterval = segment.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(segment) : -1;
                return RestartInterval >= 0;
            case 0xE0:
                _isJfif |= segment.Length >= 14 && segment.StartsWith("JFIF\0"u8);
                return true;
            case 0xE1:
                HasExif |= segment.StartsWith("Exif\0\0"u8);
                return true;
            case 0xEE:
                if (segment.Length >= 12 && segment.StartsWith("Adobe"u8))
                    _adobe = segment[11];
                return true;
            // Another kind of frame, arithmetic codes, a height that comes later, a hierarchy.
            case (>= 0xC2 and <= 0xCF) or (>= 0xDC and <= 0xDF):
                return false;
            default:
                return true;
        }
    }

    private bool TakeFrame(ReadOnlySpan<byte> segment)
    {
        if (Components.Length > 0 || segment.Length < 6 || segment[0] != 8 || segment[5] is not (1 or 3))
            return false;
        int count = segment[5];
        if (segment.Length != 6 + 3 * count)
            return false;
        Height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        Width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        Components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> own = segment.Slice(6 + 3 * i, 3);
            if (own[2] >= MostTables)
                return false;
            Components[i] = new JpegComponent
            {
                Name = own[0],
                // The units of a scan of one component are its blocks, whatever it says.
                Across = count == 1 ? 1 : own[1] >> 4,
                Down = count == 1 ? 1 : own[1] & 15,
                StepsNumber = own[2],
            };
        }
        return Width > 0 && Height > 0 && (count == 1 || IsSampledAsUsual());
    }

    /// <summary>Colors as fine as brightness, half as fine in each row, or half as fine in both directions.</summary>
    private bool IsSampledAsUsual() =>
        (Components[0].Across, Components[0].Down) is (1, 1) or (2, 1) or (2, 2)
        && Components[1] is { Across: 1, Down: 1 }
        && Components[2] is { Across: 1, Down: 1 }
        // libjpeg fills up pictures that are narrower than this in another way.
        && (Components[0].Across == 1 || Width > 4);

    private bool TakeCodes(ReadOnlySpan<byte> segment)
    {
        while (segment.Length >= 17)
        {
            int kind = segment[0] >> 4,
                number = segment[0] & 15,
                symbols = 0;
            foreach (byte count in segment[1..17])
                symbols += count;
            if (kind > 1 || number >= MostTables || symbols > 256 || segment.Length < 17 + symbols)
                return false;
            // Kept as they are until it is known which are used.
            _tables[kind, number] = segment.Slice(1, 16 + symbols).ToArray();
            segment = segment[(17 + symbols)..];
        }
        return segment.Length == 0;
    }

    private bool TakeSteps(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            int wide = segment[0] >> 4,
                number = segment[0] & 15;
            if (wide > 1 || number >= MostTables || segment.Length < 1 + (64 << wide))
                return false;
            var steps = new int[64];
            for (int i = 0; i < 64; i++)
                steps[i] = wide == 0 ? segment[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + 2 * i)..]);
            _steps[number] = steps;
            segment = segment[(1 + (64 << wide))..];
        }
        return true;
    }

    /// <summary>The scan has every component, in the order of the frame, and every table is there.</summary>
    private bool Begins(ReadOnlySpan<byte> segment)
    {
        int count = Components.Length;
        if (count == 0 || segment.Length != 4 + 2 * count || segment[0] != count)
            return false;
        for (int i = 0; i < count; i++)
        {
            JpegComponent component = Components[i];
            byte tables = segment[2 + 2 * i];
            if (segment[1 + 2 * i] != component.Name || tables >> 4 >= MostTables || (tables & 15) >= MostTables)
                return false;
            component.First = Codes(0, tables >> 4);
            component.Others = Codes(1, tables & 15);
            if (component.First is null || component.Others is null || _steps[component.StepsNumber] is not { } steps)
                return false;
            component.Quantize(steps);
        }
        // All coefficients, with all of their bits.
        return segment[(1 + 2 * count)..] is [0, 63, 0] && (count == 1 || IsYCbCr());
    }

    private HuffmanCodes? Codes(int kind, int number) =>
        _codes[kind, number] ??= _tables[kind, number] is { } table
            ? HuffmanCodes.Make(table.AsSpan(0, 16), table.AsSpan(16))
            : null;

    /// <summary>As libjpeg decides it.</summary>
    private bool IsYCbCr() =>
        _isJfif || (_adobe >= 0 ? _adobe != 0 : (Components[0].Name, Components[1].Name, Components[2].Name) != ('R', 'G', 'B'));

    /// <summary>Whatever marker stands behind the data ends it; the end of the picture follows.</summary>
    private bool EndsAfter(ReadOnlySpan<byte> file, int at)
    {
        (Start, End) = (at, JpegMarkers.AfterScan(file, at));
        return JpegMarkers.HasEnd(file, End);
    }
}
