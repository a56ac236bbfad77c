using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace HybridNet.Data.Runs;

/// <summary>
/// Opens a text file as spreadsheets, shells and training code leave it: UTF-8 with or without BOM, UTF-16 and UTF-32 with
/// one, UTF-16 without one, Latin-1, and each of them gzipped.
/// </summary>
internal static class TextFile
{
    private const int Head = 1 << 16;

    /// <summary>Opens a file to be read from its beginning; the caller disposes the reader.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">Name of the encoding that was found.</param>
    /// <exception cref="InputException">It cannot be opened, or what looks like gzip is none.</exception>
    public static StreamReader Open(string path, out string encoding)
    {
        Stream? stream = null;
        try
        {
            stream = Unpacked(path);
            byte[] head = ReadHead(stream);
            Encoding found = EncodingOf(head);
            encoding = found is UTF8Encoding ? "UTF-8" : found.WebName;
            return new StreamReader(new Rewound(head, stream), found, detectEncodingFromByteOrderMarks: true);
        }
        catch (Exception exception)
        {
            stream?.Dispose();
            if (exception is InvalidDataException)
                throw new InputException(
                    InputError.MalformedFile,
                    $"{path} is no whole gzip file: {exception.Message}",
                    path,
                    "Pack it again.",
                    exception
                );
            if (FileFault.Is(exception))
                throw FileFault.Unreadable(path, exception);
            throw;
        }
    }

    /// <summary>The first letters of a file, for a look at what it is; empty for a file that is no text.</summary>
    public static string Peek(string path)
    {
        try
        {
            using StreamReader reader = Open(path, out _);
            // Lent, not made: an array of this size lies on the heap of large objects, and a folder has a look at many files.
            char[] letters = ArrayPool<char>.Shared.Rent(Head);
            try
            {
                Span<char> read = letters.AsSpan(0, reader.ReadBlock(letters.AsSpan(0, Head)));
                return read.Contains('\0') ? "" : read.ToString();
            }
            finally
            {
                ArrayPool<char>.Shared.Return(letters);
            }
        }
        catch (Exception exception) when (exception is DecoderFallbackException or InvalidDataException)
        {
            return "";
        }
    }

    /// <summary>The whole text of a file.</summary>
    /// <exception cref="InputException">It cannot be read or is no text.</exception>
    public static string ReadAll(string path)
    {
        try
        {
            using StreamReader reader = Open(path, out _);
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unreadable(path, exception);
        }
        catch (Exception exception) when (exception is DecoderFallbackException or InvalidDataException)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path} is no text: {exception.Message}",
                path,
                "Save it as UTF-8.",
                exception
            );
        }
    }

    private static Stream Unpacked(string path)
    {
        FileStream file = File.OpenRead(path);
        try
        {
            int first = file.ReadByte(),
                second = file.ReadByte();
            file.Position = 0;
            return first == 0x1F && second == 0x8B ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static byte[] ReadHead(Stream stream)
    {
        var head = new byte[stream is FileStream { CanSeek: true, Length: > 0 and < Head and var length } ? length : Head];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return read == head.Length ? head : head[..read];
    }

    /// <summary>A BOM decides; without one, zeros in every second byte mean UTF-16, and bytes that are no UTF-8
    /// Latin-1.</summary>
    private static Encoding EncodingOf(byte[] head)
    {
        if (head is [0xFF, 0xFE, 0, 0, ..])
            return new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true);
        if (head is [0xFF, 0xFE, ..])
            return new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
        if (head is [0xFE, 0xFF, ..])
            return new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);
        int even = 0,
            odd = 0;
        for (int i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        if (head.Length > 3 && odd > head.Length / 4 && even == 0)
            return new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
        if (head.Length > 3 && even > head.Length / 4 && odd == 0)
            return new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
        return IsUtf8(head) ? new UTF8Encoding(false, throwOnInvalidBytes: true) : Encoding.Latin1;
    }

    /// <summary>The head may end inside a letter, so its last three bytes are not held against it.</summary>
    private static bool IsUtf8(byte[] head)
    {
        ReadOnlySpan<byte> rest = head;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out _, out int used) != System.Buffers.OperationStatus.Done)
                return head.Length == Head && rest.Length <= 3;
            rest = rest[used..];
        }
        return true;
    }

    /// <summary>A stream whose beginning was read already.</summary>
    private sealed class Rewound(byte[] head, Stream rest) : ForwardStream(rest)
    {
        private int _read;

        public override int Read(Span<byte> buffer)
        {
            int left = head.Length - _read;
            if (left == 0)
                return Inner.Read(buffer);
            int count = Math.Min(left, buffer.Length);
            head.AsSpan(_read, count).CopyTo(buffer);
            _read += count;
            return count;
        }
    }
}
