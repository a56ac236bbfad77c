using HybridNet.Data.Imaging.General;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>The rows of a JPEG of the usual kind.</summary>
/// <remarks>
/// Read here because libraries fill up what is damaged and call it a picture, and because most blocks of a mask are flat: they
/// need no transform.
/// </remarks>
internal sealed class JpegSource : RowSource
{
    private readonly FileBytes _file;
    private readonly JpegHeader _header;

    private JpegSource(string path, FileBytes file, JpegHeader header, PixelLayout layout)
        : base(path, header.Width, header.Height, layout) => (_file, _header) = (file, header);

    public static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <summary>Null for a kind that a library has to read, or headers that are damaged.</summary>
    /// <exception cref="InputException">The picture is too large.</exception>
    public static JpegSource? Open(FileBytes file, string path, MaskValues values)
    {
        if (JpegHeader.Parse(file.Span) is not { } header)
            return null;
        bool grey = header.Components.Length == 1;
        ImageFault.CheckSize(path, header.Width, header.Height, values.MaximumPixels, grey ? 1 : 4);
        if (header.BitsAtLeast > 8L * (header.End - header.Start))
            throw ImageFault.Damaged(path, $"its coded data is too short for {header.Width} x {header.Height} pixels");
        PixelLayout layout = grey
            ? new PixelLayout()
            : new PixelLayout
            {
                Samples = 4,
                Colors = 3,
                Alpha = 3,
            };
        return new JpegSource(path, file, header, layout)
        {
            Lossy = true,
            Oriented = header.HasExif && SkiaSource.IsOriented(file, path),
        };
    }

    public override void Read(RowSink sink, CancellationToken cancel)
    {
        var scan = new JpegScan(_header, _file, Path);
        if (_header.Components is [var grey])
            ReadGrey(scan, grey, sink, cancel);
        else
            ReadColors(scan, sink, cancel);
        scan.RequireEnd();
    }

    protected override void Dispose(bool disposing)
    {
        foreach (JpegComponent component in _header.Components)
            component.Dispose();
    }

    private void ReadGrey(JpegScan scan, JpegComponent grey, RowSink sink, CancellationToken cancel)
    {
        grey.Take(_header.UnitsAcross, 1);
        for (int row = 0; row < _header.UnitRows; row++)
        {
            cancel.ThrowIfCancellationRequested();
            scan.ReadRow(row, 0);
            int top = row * JpegBlock.Side;
            for (int y = top; y < Math.Min(top + JpegBlock.Side, Height); y++)
                sink(grey.Plane.AsSpan((y - top) * grey.Stride, Width), y, 1, false);
        }
    }

    /// <summary>The blending of colors looks at the rows of the next units.</summary>
    private void ReadColors(JpegScan scan, RowSink sink, CancellationToken cancel)
    {
        foreach (JpegComponent component in _header.Components)
            component.Take(_header.UnitsAcross, _header.UnitRows);
        for (int row = 0; row < _header.UnitRows; row++)
        {
            cancel.ThrowIfCancellationRequested();
            scan.ReadRow(row, row);
        }
        var colors = new JpegColors(_header);
        var pixels = new byte[colors.RowBytes];
        for (int y = 0; y < Height; y++)
        {
            cancel.ThrowIfCancellationRequested();
            colors.Row(y, pixels);
            sink(pixels.AsSpan(0, 4 * Width), y, 1, false);
        }
    }
}
