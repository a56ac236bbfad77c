using System.Buffers.Binary;
using BitMiracle.LibTiff.Classic;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.General;

/// <summary>
/// The first picture of a TIFF: strips or tiles, uncompressed, LZW, Deflate or PackBits; 1, 8 or 16 bits, or 32-bit
/// floats. Where 0 means white, samples are turned round, as the format asks.
/// </summary>
internal sealed class TiffRaster : Raster
{
    private readonly byte[] _samples;
    private readonly int _bits,
        _channels,
        _rowBytes;
    private readonly Photometric _photometric;
    private readonly BitMiracle.LibTiff.Classic.SampleFormat _format;
    private readonly ulong[]? _palette;

    static TiffRaster() => Tiff.SetErrorHandler(new Quiet());

    private TiffRaster(string path, Tiff tiff, int width, int height)
        : base(path, width, height, IsLossy(tiff))
    {
        _bits = Number(tiff, TiffTag.BITSPERSAMPLE, 1);
        _channels = Number(tiff, TiffTag.SAMPLESPERPIXEL, 1);
        _photometric = (Photometric)Number(tiff, TiffTag.PHOTOMETRIC, (int)Photometric.MINISBLACK);
        _format = (SampleFormat)Number(tiff, TiffTag.SAMPLEFORMAT, (int)SampleFormat.UINT);
        if (Number(tiff, TiffTag.PLANARCONFIG, (int)PlanarConfig.CONTIG) != (int)PlanarConfig.CONTIG && _channels > 1)
            throw ImageFault.Damaged(path, "its colour planes are stored apart, which is not read");
        if (
            !(_bits is 1 or 8 or 16 || _bits == 32 && _format == BitMiracle.LibTiff.Classic.SampleFormat.IEEEFP)
            || _channels is < 1 or > 4
        )
            throw ImageFault.Damaged(
                path,
                $"it has {_channels} samples of {_bits} bits; 1, 8 and 16 bits and 32-bit floats are read"
            );
        if (_photometric == Photometric.PALETTE)
            _palette = Entries(tiff);
        _rowBytes = (width * _channels * _bits + 7) / 8;
        _samples = new byte[(long)_rowBytes * height];
        if (tiff.IsTiled())
            ReadTiles(tiff);
        else
            ReadRows(tiff);
    }

    public override ProbabilityFormat? ProbabilityFormat =>
        (_channels, _bits, _photometric) switch
        {
            (1, 8, Photometric.MINISBLACK or Photometric.MINISWHITE) => Probabilities.ProbabilityFormat.UInt8,
            (1, 16, Photometric.MINISBLACK or Photometric.MINISWHITE) => Probabilities.ProbabilityFormat.UInt16,
            (1, 32, _) => Probabilities.ProbabilityFormat.Float32,
            _ => null,
        };

    public override bool HasPalette => _palette is not null;

    public static bool IsTiff(ReadOnlySpan<byte> file) =>
        file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) || file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8);

    /// <exception cref="InputException">The file is damaged or of a kind that is not read.</exception>
    public static TiffRaster Open(FileBytes file, string path)
    {
        using var memory = new MemoryStream(file.Buffer, 0, file.Length, writable: false);
        try
        {
            using Tiff tiff =
                Tiff.ClientOpen(path, "r", memory, new TiffStream())
                ?? throw ImageFault.Damaged(path, "it is no intact TIFF file");
            int width = Number(tiff, TiffTag.IMAGEWIDTH, 0),
                height = Number(tiff, TiffTag.IMAGELENGTH, 0);
            CheckSize(path, width, height);
            // Pixels cost at least a thousandth of a byte in the file under any of the compressions; far less is a trap.
            if ((long)width * height > 4096L * Math.Max(file.Length, 4096))
                throw ImageFault.Damaged(
                    path,
                    $"its header gives {width} x {height} pixels, far more than {file.Length} bytes can hold"
                );
            return new TiffRaster(path, tiff, width, height);
        }
        catch (Exception exception) when (exception is not InputException and not OutOfMemoryException)
        {
            // LibTiff reports damage by exceptions of many types: index, null reference, arithmetic.
            throw ImageFault.Damaged(path, "it is damaged or cut off", exception);
        }
    }

    public override void ReadColors(int y, Span<ulong> row)
    {
        int colours = _channels is 2 or 4 ? _channels - 1 : _channels;
        ulong white = _photometric == Photometric.MINISWHITE ? (1UL << _bits) - 1 : 0;
        for (int x = 0; x < row.Length; x++)
        {
            ulong value = 0;
            for (int k = 0; k < colours; k++)
                value = value << _bits | (Sample(y, x * _channels + k) ^ white);
            row[x] = _palette is null ? value : _palette[value];
            if (_format == BitMiracle.LibTiff.Classic.SampleFormat.IEEEFP && value << 1 == 0)
                row[x] = 0;
        }
    }

    public override void ReadProbabilities(int y, ProbabilityMap map)
    {
        ulong white = _photometric == Photometric.MINISWHITE ? (1UL << _bits) - 1 : 0;
        int start = y * Width;
        for (int x = 0; x < Width; x++)
        {
            ulong value = Sample(y, x) ^ white;
            if (_bits == 8)
                map.Samples<byte>()[start + x] = (byte)value;
            else if (_bits == 16)
                map.Samples<ushort>()[start + x] = (ushort)value;
            else
                map.Samples<float>()[start + x] = BitConverter.UInt32BitsToSingle((uint)value);
        }
    }

    /// <summary>A raw sample; LibTiff has turned words into this machine's byte order.</summary>
    private ulong Sample(int y, int i)
    {
        int start = y * _rowBytes;
        return _bits switch
        {
            1 => (ulong)(_samples[start + (i >> 3)] >> (7 - (i & 7)) & 1),
            8 => _samples[start + i],
            16 => BitConverter.ToUInt16(_samples, start + 2 * i),
            _ => BitConverter.ToUInt32(_samples, start + 4 * i),
        };
    }

    private void ReadRows(Tiff tiff)
    {
        if (tiff.ScanlineSize() > _rowBytes)
            throw ImageFault.Damaged(Path, "its rows are longer than its width says");
        for (int y = 0; y < Height; y++)
            if (!tiff.ReadScanline(_samples, y * _rowBytes, y, 0))
                throw ImageFault.Damaged(Path, $"row {y} is damaged or cut off");
    }

    private void ReadTiles(Tiff tiff)
    {
        int tileWidth = Number(tiff, TiffTag.TILEWIDTH, 0),
            tileHeight = Number(tiff, TiffTag.TILELENGTH, 0),
            tileRow = tiff.TileRowSize();
        if (tileWidth < 1 || tileHeight < 1 || tiff.TileSize() > 1 << 28)
            throw ImageFault.Damaged(Path, "its tiles have an impossible size");
        var tile = new byte[tiff.TileSize()];
        for (int top = 0; top < Height; top += tileHeight)
        for (int left = 0; left < Width; left += tileWidth)
        {
            if (tiff.ReadTile(tile, 0, left, top, 0, 0) < 0)
                throw ImageFault.Damaged(Path, $"the tile at column {left}, row {top} is damaged or cut off");
            int offset = left * _channels * _bits / 8,
                count = Math.Min(tileRow, _rowBytes - offset);
            for (int y = 0; y < Math.Min(tileHeight, Height - top); y++)
                tile.AsSpan(y * tileRow, count).CopyTo(_samples.AsSpan((top + y) * _rowBytes + offset));
        }
    }

    private static ulong[] Entries(Tiff tiff)
    {
        FieldValue[] map = tiff.GetField(TiffTag.COLORMAP);
        ushort[] red = map[0].ToUShortArray(),
            green = map[1].ToUShortArray(),
            blue = map[2].ToUShortArray();
        return [.. red.Select((value, i) => PaletteBackground.Color(value, green[i], blue[i]))];
    }

    private static bool IsLossy(Tiff tiff) =>
        Number(tiff, TiffTag.COMPRESSION, 1) is (int)Compression.JPEG or (int)Compression.OJPEG;

    private static int Number(Tiff tiff, TiffTag tag, int usual) =>
        tiff.GetFieldDefaulted(tag) is [var value, ..] ? value.ToInt() : usual;

    /// <summary>LibTiff writes to standard error unless told not to; the exception says enough.</summary>
    private sealed class Quiet : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args) => Count++;

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args) => Count++;

        private int Count { get; set; }
    }
}
