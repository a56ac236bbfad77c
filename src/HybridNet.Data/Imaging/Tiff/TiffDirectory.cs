using System.Buffers.Binary;

namespace HybridNet.Data.Imaging.Tiff;

/// <summary>
/// The first directory of a TIFF or BigTIFF of either byte order (TIFF 6.0, section 2; BigTIFF by the Aware Systems proposal).
/// </summary>
/// <remarks>
/// Read here and not by a library because a library takes memory for what a header claims before anybody can look at it, and
/// goes on with what it cannot read. Every field that is used has a type that fits and lies in the file as a whole.
/// </remarks>
internal sealed class TiffDirectory
{
    private readonly Dictionary<TiffField, Entry> _entries = [];
    private readonly FileBytes _file;
    private readonly int _length;
    private readonly string _path;

    private TiffDirectory(FileBytes file, string path) => (_file, _length, _path) = (file, file.Length, path);

    /// <summary>The highest byte of a number comes first.</summary>
    public bool BigEndian { get; private init; }

    /// <summary>Offsets have 64 bits.</summary>
    public bool Big { get; private init; }

    /// <summary>Further directories with pictures of full size.</summary>
    public bool HasFurtherPages { get; private set; }

    public static bool IsTiff(ReadOnlySpan<byte> file) =>
        file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) || file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8);

    /// <exception cref="InputException">The directory is damaged.</exception>
    public static TiffDirectory Read(FileBytes file, string path)
    {
        bool bigEndian = file.Head[0] == 'M',
            big = file.Head[bigEndian ? 3 : 2] == '+';
        var directory = new TiffDirectory(file, path) { BigEndian = bigEndian, Big = big };
        if (file.Length < (big ? 16 : 8) || (big && (directory.Number(4, 2) != 8 || directory.Number(6, 2) != 0)))
            throw directory.Damaged("its header is cut off or unknown");
        ulong next = directory.Number(big ? 8 : 4, big ? 8 : 4);
        ulong following = directory.ReadEntries(next, directory._entries);
        directory.HasFurtherPages = directory.FindsPage(next, following);
        return directory;
    }

    /// <summary>The field is there.</summary>
    public bool Has(TiffField field) => _entries.ContainsKey(field);

    /// <summary>A field with one whole number, or the usual one where it is left out.</summary>
    /// <exception cref="InputException">The field has another type or no value.</exception>
    public long One(TiffField field, long usual) => Has(field) ? Numbers(field, 1)[0] : usual;

    /// <summary>A field with one value for each sample; all are equal.</summary>
    /// <exception cref="InputException">The field has another type, no value, or different ones.</exception>
    public long Same(TiffField field, long usual, int samples)
    {
        if (!Has(field))
            return usual;
        // Some writers give one value for all samples.
        long[] values = Numbers(field, 1);
        if (values.Length != 1 && values.Length < samples)
            throw Damaged($"its field {field} has {values.Length} values for {samples} samples");
        return values.AsSpan(0, Math.Min(values.Length, samples)).ContainsAnyExcept(values[0])
            ? throw ImageFault.Refused(_path, $"its samples differ in {field}", "Save it with samples of one kind.")
            : values[0];
    }

    /// <summary>A field of whole numbers.</summary>
    /// <param name="field">The field.</param>
    /// <param name="least">Fewest values.</param>
    /// <exception cref="InputException">The field is missing, has another type, or too few values.</exception>
    public long[] Numbers(TiffField field, int least)
    {
        if (!_entries.TryGetValue(field, out Entry entry))
            throw Damaged($"its field {field} is missing");
        // TIFF 6.0, section 2: a reader takes BYTE, SHORT or LONG for any whole number; BigTIFF adds LONG8. A place of a
        // directory (IFD) is none.
        int size = entry.Type switch
        {
            1 => 1,
            3 => 2,
            4 => 4,
            16 => 8,
            _ => throw Damaged($"its field {field} has type {entry.Type}, which is no whole number"),
        };
        if (entry.Count < (ulong)least)
            throw Damaged($"its field {field} has {entry.Count} values, {least} are needed");
        int at = Place(field, entry, size);
        var values = new long[(int)entry.Count];
        for (int i = 0; i < values.Length; i++)
        {
            ulong value = Number(at + i * size, size);
            values[i] = value > long.MaxValue ? throw Damaged($"its field {field} is beyond every file") : (long)value;
        }
        return values;
    }

    /// <summary>A field of bytes without a type; empty where it is left out.</summary>
    /// <exception cref="InputException">The field lies outside of the file.</exception>
    public byte[] Bytes(TiffField field) =>
        _entries.TryGetValue(field, out Entry entry) ? _file.Look(Place(field, entry, 1), (int)entry.Count).ToArray() : [];

    public InputException Damaged(string what) => ImageFault.Damaged(_path, what);

    /// <summary>Where the values of a field are; all of them lie in the file.</summary>
    private int Place(TiffField field, Entry entry, int size)
    {
        ulong bytes = entry.Count > (ulong)_length ? ulong.MaxValue : entry.Count * (ulong)size;
        ulong at = bytes <= (Big ? 8u : 4u) ? (ulong)entry.Place : Number(entry.Place, Big ? 8 : 4);
        return bytes > (ulong)_length || at > (ulong)_length - bytes
            ? throw Damaged($"its field {field} lies outside of the file")
            : (int)at;
    }

    private ulong ReadEntries(ulong offset, Dictionary<TiffField, Entry> entries)
    {
        int head = Big ? 8 : 2,
            size = Big ? 20 : 12,
            tail = Big ? 8 : 4;
        if (offset < 8 || offset > (ulong)(_length - head))
            throw Damaged("its directory lies outside of the file");
        ulong count = Number((int)offset, head);
        if (count == 0 || count > (ulong)(_length / size) || offset + (ulong)head + count * (ulong)size > (ulong)_length)
            throw Damaged("its directory is cut off");
        int at = (int)offset + head;
        for (ulong i = 0; i < count; i++, at += size)
        {
            var field = (TiffField)Number(at, 2);
            if (!Enum.IsDefined(field))
                continue;
            var entry = new Entry((int)Number(at + 2, 2), Number(at + 4, Big ? 8 : 4), at + (Big ? 12 : 8));
            if (!entries.TryAdd(field, entry))
                throw Damaged($"its field {field} is there twice");
        }
        // Some writers leave out where the next directory is when there is none.
        return at + tail <= _length ? Number(at, tail) : 0;
    }

    /// <summary>Looks for another picture of full size: reduced copies and transparency masks are none.</summary>
    private bool FindsPage(ulong first, ulong next)
    {
        var seen = new HashSet<ulong> { first };
        while (next != 0 && seen.Add(next))
        {
            var entries = new Dictionary<TiffField, Entry>();
            ulong following;
            try
            {
                following = ReadEntries(next, entries);
            }
            catch (InputException)
            {
                // A damaged directory behind the one that is read is no page that could be missed.
                return false;
            }
            if (!entries.TryGetValue(TiffField.NewSubfileType, out Entry kind) || (Number(kind.Place, 4) & 5) == 0)
                return true;
            next = following;
        }
        return false;
    }

    private ulong Number(int at, int size)
    {
        ReadOnlySpan<byte> bytes = _file.Look(at, size);
        return (size, BigEndian) switch
        {
            (1, _) => bytes[0],
            (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
    }

    private readonly record struct Entry(int Type, ulong Count, int Place);
}
