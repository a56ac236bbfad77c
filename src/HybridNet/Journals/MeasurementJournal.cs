using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HybridNet.Metrics;
using HybridNet.Storage;

namespace HybridNet.Journals;

/// <summary>
/// A file that keeps every finished image, so that work which was killed goes on where it stopped. One line for each image,
/// written at one go behind a checksum: half a line at the end is what a kill leaves, and is cut off.
/// </summary>
/// <remarks>
/// The first line says with which options and by which version the work was done; under others the journal is refused and
/// left alone. In memory there is one number and a place for each line, and no measurement. One process at a time writes.
/// </remarks>
internal sealed class MeasurementJournal : IDisposable
{
    private const string Magic = "HybridNet journal 1 ";

    private static readonly JsonSerializerOptions s_options = new() { Converters = { new JsonStringEnumConverter() } };
    private const int SumLength = 16;
    private const int MostBytes = 1 << 20;

    private readonly FileStream _file;
    private readonly Dictionary<ulong, Place> _places = [];
    private long _end;

    private MeasurementJournal(FileStream file, string path) => (_file, Path) = (file, path);

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Images that it holds.</summary>
    public int Count => _places.Count;

    /// <summary>Lines that were there and are none: they are measured again.</summary>
    public int Damaged { get; private set; }

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="InputException">
    /// The file is no journal or belongs to other work, another process writes it, or it cannot be written.
    /// </exception>
    public static MeasurementJournal Open(string path, MeasurementOptions options, CancellationToken cancel)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw new InputException(
                InputError.UnwritableDestination,
                $"The journal {path} cannot be opened: {exception.Message}",
                path,
                "Another process may be at work with it: give each its own. Or choose a place that you may write to.",
                exception
            );
        }
        var journal = new MeasurementJournal(file, path);
        try
        {
            journal.Read(Magic + ModuleVersion.Text + " " + JsonSerializer.Serialize(options, s_options), cancel);
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What is known of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="fingerprint">What its files are now.</param>
    /// <param name="changed">The image is there, but its files were others.</param>
    /// <returns>Its row, or null when it is to be measured. Any thread may ask.</returns>
    public JournalRow? Find(ImageCase image, string fingerprint, out bool changed)
    {
        changed = false;
        Place place;
        lock (_places)
            if (!_places.TryGetValue(Key(image.Run, image.ImageId, image.Class), out place))
                return null;
        byte[] line = new byte[place.Length];
        for (int read = 0; read < line.Length; )
        {
            int more = RandomAccess.Read(_file.SafeFileHandle, line.AsSpan(read), place.At + read);
            if (more == 0)
                return null;
            read += more;
        }
        if (JournalRow.Of(line) is not { } row || row.Measurement.ImageId != image.ImageId || row.Measurement.Run != image.Run)
            return null;
        changed = row.Fingerprint != fingerprint;
        return changed ? null : row;
    }

    /// <summary>A row as it is written: ready to be appended, by whichever thread.</summary>
    /// <param name="row">The row.</param>
    public static byte[] Line(JournalRow row)
    {
        byte[] text = row.ToBytes();
        byte[] line = new byte[SumLength + 1 + text.Length + 1];
        text.CopyTo(line, SumLength + 1);
        Sum(text, line);
        line[SumLength] = (byte)' ';
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>Notes a finished image. When this returns, no kill of the process takes it away.</summary>
    /// <param name="image">The image.</param>
    /// <param name="line">Its line.</param>
    /// <exception cref="InputException">The journal cannot be written.</exception>
    public void Append(ImageCase image, byte[] line)
    {
        try
        {
            _file.Position = _end;
            _file.Write(line);
        }
        catch (IOException exception)
        {
            throw new InputException(
                InputError.UnwritableDestination,
                $"The journal {Path} cannot be written: {exception.Message}",
                Path,
                "Make room on its disk; what it holds is not lost.",
                exception
            );
        }
        lock (_places)
            _places[Key(image.Run, image.ImageId, image.Class)] = new(_end + SumLength + 1, line.Length - SumLength - 2);
        _end += line.Length;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Read(string head, CancellationToken cancel)
    {
        byte[] first = Encoding.UTF8.GetBytes(head + "\n");
        using var lines = new LineReader(_file, MostBytes);
        if (!lines.Next(out ReadOnlySpan<byte> line))
        {
            // Empty, or killed while its first line was written.
            if (
                _file.Length > 0
                && !Encoding.UTF8.GetBytes(Magic).AsSpan().StartsWith(lines.Rest[..Math.Min(lines.Rest.Length, Magic.Length)])
            )
                throw NoJournal();
            _file.SetLength(0);
            _file.Write(first);
            _end = first.Length;
            return;
        }
        if (!line.SequenceEqual(first.AsSpan()[..^1]))
            throw line.StartsWith(Encoding.UTF8.GetBytes(Magic)) ? OtherWork(head, Encoding.UTF8.GetString(line)) : NoJournal();
        _end = lines.At;
        Span<byte> sum = stackalloc byte[SumLength];
        while (lines.Next(out line))
        {
            if ((Count & 0xFF) == 0)
                cancel.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> text = line.Length > SumLength ? line[(SumLength + 1)..] : [];
            Sum(text, sum);
            if (line.Length > SumLength && line[..SumLength].SequenceEqual(sum) && KeyOf(text) is { } key)
                _places[key] = new(_end + SumLength + 1, text.Length);
            else
                Damaged++;
            _end = lines.At;
        }
        _file.SetLength(_end);
    }

    private static ulong? KeyOf(ReadOnlySpan<byte> text) =>
        JournalRow.Of(text) is { Measurement: { Run: not null, ImageId: not null } } row
            ? Key(row.Measurement.Run, row.Measurement.ImageId, row.Class)
            : null;

    /// <summary>
    /// 64 bits of a hash: two of a million ids meet once in 37 million sets, and the row itself says whose it is.
    /// </summary>
    private static ulong Key(string run, string imageId, string? ofClass) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{run}\0{imageId}\0{ofClass}")));

    private static void Sum(ReadOnlySpan<byte> text, Span<byte> sum)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        for (int i = 0; i < SumLength / 2; i++)
        {
            sum[2 * i] = Digit(hash[i] >> 4);
            sum[(2 * i) + 1] = Digit(hash[i] & 15);
        }
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    /// <summary>Where a row stands, in one number: there is one of these for each of a million images.</summary>
    private readonly struct Place(long at, int length)
    {
        private const int LengthBits = 21;

        private readonly long _packed = (at << LengthBits) | (long)length;

        public long At => _packed >> LengthBits;

        public int Length => (int)(_packed & ((1L << LengthBits) - 1));
    }

    private InputException NoJournal() =>
        new(
            InputError.MalformedFile,
            $"{Path} is no journal of Measure-HNMask.",
            Path,
            "Name a file that does not exist yet, or the journal of this work."
        );

    private InputException OtherWork(string wanted, string found) =>
        new(
            InputError.InvalidArgument,
            $"The journal {Path} belongs to other work: {Difference(found[Magic.Length..], wanted[Magic.Length..])}.",
            Path,
            "Give the options it was begun with, or another file: what it holds was left as it is."
        );

    /// <summary>What is another between two heads: a version, and options as JSON.</summary>
    private static string Difference(string then, string now)
    {
        string[] before = then.Split(' ', 2),
            after = now.Split(' ', 2);
        if (before[0] != after[0] || before.Length < 2 || !before[1].StartsWith('{'))
            return $"it was begun by version {before[0]}, this is {after[0]}";
        using JsonDocument old = JsonDocument.Parse(before[1]),
            current = JsonDocument.Parse(after[1]);
        return string.Join(
            ", ",
            from option in current.RootElement.EnumerateObject()
            let value = old.RootElement.TryGetProperty(option.Name, out JsonElement element) ? element.GetRawText() : "nothing"
            where value != option.Value.GetRawText()
            select $"{option.Name} was {value} and is {option.Value.GetRawText()}"
        );
    }
}
