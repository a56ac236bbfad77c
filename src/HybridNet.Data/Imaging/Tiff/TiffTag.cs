namespace HybridNet.Data.Imaging.Tiff;

/// <summary>The fields of a TIFF directory that matter to its samples (TIFF 6.0, section 8).</summary>
internal enum TiffField : ushort
{
    NewSubfileType = 254,
    Width = 256,
    Height = 257,
    BitsPerSample = 258,
    Compression = 259,
    Photometric = 262,
    FillOrder = 266,
    StripOffsets = 273,
    Orientation = 274,
    SamplesPerPixel = 277,
    RowsPerStrip = 278,
    StripByteCounts = 279,
    PlanarConfiguration = 284,
    Group3Options = 292,
    Group4Options = 293,
    Predictor = 317,
    ColorMap = 320,
    TileWidth = 322,
    TileHeight = 323,
    TileOffsets = 324,
    TileByteCounts = 325,
    ExtraSamples = 338,
    SampleFormat = 339,
    JpegTables = 347,
    Subsampling = 530,
}

/// <summary>Ways to compress strips and tiles.</summary>
internal enum TiffCompression
{
    None = 1,
    Huffman = 2,
    Group3 = 3,
    Group4 = 4,
    Lzw = 5,
    OldJpeg = 6,
    Jpeg = 7,
    Deflate = 8,
    OldDeflate = 32946,
    PackBits = 32773,
    Lzma = 34925,
    Zstd = 50000,
    WebP = 50001,
}

/// <summary>What samples mean.</summary>
internal enum TiffPhotometric
{
    WhiteIsZero = 0,
    BlackIsZero = 1,
    Rgb = 2,
    Palette = 3,
    TransparencyMask = 4,
    Cmyk = 5,
    YCbCr = 6,
}
