using System.Buffers;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Netpbm;

/// <summary>PBM, PGM and PPM, in bytes or as text (netpbm.sourceforge.net/doc). Of PBM 1 is black.</summary>
internal sealed class NetpbmSource : RowSource
{
    private readonly FileBytes _file;
    private readonly int _start;
    private readonly char _kind;
    private readonly int _top;

    private NetpbmSource(string path, FileBytes file, int width, int height, PixelLayout layout, char kind, int top, int start)
        : base(path, width, height, layout) => (_file, _kind, _top, _start) = (file, kind, top, start);

    /// <summary>P1 to P6 and white space.</summary>
    public static bool IsNetpbm(ReadOnlySpan<byte> file) =>
        file is [(byte)'P', >= (byte)'1' and <= (byte)'6', var next, ..] && (IsSpace(next) || next == '#');

    /// <exception cref="InputException">The file is damaged or too large.</exception>
    public static NetpbmSource Open(FileBytes file, string path, MaskValues values)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        char kind = (char)bytes[1];
        int at = 2,
            width = Number(bytes, ref at, path),
            height = Number(bytes, ref at, path),
            top = kind is '1' or '4' ? 1 : Number(bytes, ref at, path);
        ImageFault.CheckSize(path, width, height, values.MaximumPixels);
        if (top is < 1 or > 65535)
            throw ImageFault.Damaged(path, $"its largest sample is {top}; 1 to 65535 are possible");
        if (kind >= '4')
            at++;
        int colors = kind is '3' or '6' ? 3 : 1;
        var layout = new PixelLayout
        {
            Bits =
                kind == '4' ? 1
                : top > 255 ? 16
                : 8,
            Samples = colors,
            Colors = colors,
            Top = top,
            WhiteIsZero = kind is '1' or '4',
        };
        long least = (long)height * layout.BytesOf(width);
        // A sample of text takes two bytes at least; of a bitmap the space between is optional.
        if (kind < '4')
            least = (long)width * height * colors * (kind == '1' ? 1 : 2) - 1;
        return least > bytes.Length - at
            ? throw ImageFault.Damaged(path, "it is cut off")
            : new NetpbmSource(path, file, width, height, layout, kind, top, at);
    }

    public override void Read(RowSink sink, CancellationToken cancel)
    {
        int length = Layout.BytesOf(Width),
            at = _start;
        byte[] row = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            for (int y = 0; y < Height; y++)
            {
                if ((y & 63) == 0)
                    cancel.ThrowIfCancellationRequested();
                if (_kind < '4')
                    ReadText(row, ref at);
                else
                {
                    ReadOnlySpan<byte> stored = _file.Span.Slice(at, length);
                    at += length;
                    if (Layout.Bits == 16 && BitConverter.IsLittleEndian)
                        SampleBits.Swap(stored, row.AsSpan(0, length), 16);
                    else
                        stored.CopyTo(row);
                    Check(row.AsSpan(0, length), y);
                }
                sink(row.AsSpan(0, length), y, 1, false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(row);
        }
    }

    private void ReadText(byte[] row, ref int at)
    {
        ReadOnlySpan<byte> text = _file.Span;
        for (int i = 0; i < Width * Layout.Samples; i++)
        {
            int sample;
            if (_kind == '1')
            {
                SkipSpace(text, ref at);
                sample = at < text.Length ? text[at++] - '0' : -1;
            }
            else
                sample = Number(text, ref at, Path);
            if (sample < 0 || sample > _top)
                throw ImageFault.Damaged(Path, "a sample is missing or above the largest one");
            if (Layout.Bits == 16)
                BitConverter.TryWriteBytes(row.AsSpan(2 * i), (ushort)sample);
            else
                row[i] = (byte)sample;
        }
    }

    private void Check(ReadOnlySpan<byte> row, int y)
    {
        bool above = Layout.Bits switch
        {
            16 => System
                .Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(row)
                .ContainsAnyExceptInRange((ushort)0, (ushort)_top),
            8 => row.ContainsAnyExceptInRange((byte)0, (byte)_top),
            _ => false,
        };
        if (above)
            throw ImageFault.Damaged(Path, $"a sample of row {y} is above the largest one, {_top}");
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or >= 9 and <= 13;

    private static void SkipSpace(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && (IsSpace(text[at]) || text[at] == '#'))
            if (text[at++] == '#')
                while (at < text.Length && text[at] is not ((byte)'\n' or (byte)'\r'))
                    at++;
    }

    private static int Number(ReadOnlySpan<byte> text, ref int at, string path)
    {
        SkipSpace(text, ref at);
        int number = 0,
            digits = 0;
        for (; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9' && digits < 7; at++, digits++)
            number = number * 10 + text[at] - '0';
        return digits is 0 or 7 ? throw ImageFault.Damaged(path, "a number of it is missing or too long") : number;
    }
}
