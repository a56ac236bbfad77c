using BitMiracle.LibTiff.Classic;

namespace HybridNet.Data.Imaging.Tiff;

/// <summary>JPEG strips, decoded by LibTiff.NET.</summary>
/// <remarks>
/// The library gets a TIFF made here, with the strips and the few fields that its decoders need: it takes memory for whatever
/// a directory claims, does not read every kind of file, and goes on after damage, which it only tells its error handler.
/// </remarks>
internal sealed class LibTiffStrips : IDisposable
{
    [ThreadStatic]
    private static int s_faults;

    private readonly MemoryStream _memory;
    private readonly BitMiracle.LibTiff.Classic.Tiff? _tiff;

    /// <summary>Makes the library write nothing to the console; called before any use of it.</summary>
    public static void Quiet() => BitMiracle.LibTiff.Classic.Tiff.SetErrorHandler(new Watch());

    static LibTiffStrips() => Quiet();

    /// <exception cref="InputException">The library does not take the strips.</exception>
    public LibTiffStrips(FileBytes file, TiffDirectory directory, string path, ReadOnlySpan<long> offsets, long[] counts)
    {
        var output = new MemoryStream();
        using (
            BitMiracle.LibTiff.Classic.Tiff tiff = BitMiracle.LibTiff.Classic.Tiff.ClientOpen(path, "w", output, new TiffStream())
        )
        {
            int height = (int)directory.One(TiffField.Height, 0),
                samples = (int)directory.One(TiffField.SamplesPerPixel, 1);
            tiff.SetField(TiffTag.IMAGEWIDTH, (int)directory.One(TiffField.Width, 0));
            tiff.SetField(TiffTag.IMAGELENGTH, height);
            tiff.SetField(TiffTag.BITSPERSAMPLE, (int)directory.Same(TiffField.BitsPerSample, 1, samples));
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, samples);
            tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
            tiff.SetField(TiffTag.PHOTOMETRIC, (Photometric)directory.One(TiffField.Photometric, 1));
            tiff.SetField(TiffTag.ROWSPERSTRIP, (int)Math.Min(directory.One(TiffField.RowsPerStrip, height), height));
            tiff.SetField(TiffTag.COMPRESSION, Compression.JPEG);
            if (directory.Bytes(TiffField.JpegTables) is { Length: > 0 } tables)
                tiff.SetField(TiffTag.JPEGTABLES, tables.Length, tables);
            if (directory.Has(TiffField.Subsampling) && directory.Numbers(TiffField.Subsampling, 2) is [var across, var down, ..])
                tiff.SetField(TiffTag.YCBCRSUBSAMPLING, (short)across, (short)down);
            for (int i = 0; i < offsets.Length; i++)
                tiff.WriteRawStrip(i, file.Buffer, (int)offsets[i], (int)counts[i]);
            tiff.WriteDirectory();
        }
        // The library closes what it wrote to.
        _memory = new MemoryStream(output.ToArray(), writable: false);
        _tiff = BitMiracle.LibTiff.Classic.Tiff.ClientOpen(path, "r", _memory, new TiffStream());
        if (_tiff is null)
            throw directory.Damaged("its directory is damaged");
        _tiff.SetField(TiffTag.JPEGCOLORMODE, JpegColorMode.RGB);
    }

    /// <summary>Decodes a strip; damage that the library tells of or throws for is damage.</summary>
    public bool TryRead(int index, byte[] buffer, int bytes)
    {
        s_faults = 0;
        try
        {
            return _tiff!.ReadEncodedStrip(index, buffer, 0, bytes) == bytes && s_faults == 0;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            // LibTiff reports damage by exceptions of many types: index, null reference, arithmetic.
            return false;
        }
    }

    public void Dispose()
    {
        _tiff?.Dispose();
        _memory.Dispose();
    }

    private sealed class Watch : TiffErrorHandler
    {
        public override void ErrorHandler(
            BitMiracle.LibTiff.Classic.Tiff tif,
            string method,
            string format,
            params object[] args
        ) => s_faults++;

        public override void WarningHandler(
            BitMiracle.LibTiff.Classic.Tiff tif,
            string method,
            string format,
            params object[] args
        ) => s_faults++;
    }
}
