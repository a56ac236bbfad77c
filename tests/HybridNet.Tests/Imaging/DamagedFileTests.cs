using System.Text;
using BitMiracle.LibTiff.Classic;
using HybridNet.Data.Imaging;
using HybridNet.Masks;
using HybridNet.Ports;

namespace HybridNet.Tests.Imaging;

/// <summary>Files that lie about themselves: an error each, before memory is taken for what they claim.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private static readonly ImageReader s_reader = new();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Strips_that_are_missing_or_short_or_of_an_unreadable_type_are_errors()
    {
        var strip = new byte[64];
        Refused("missing.tif", MadeFiles.Tiff(8, 8, strip, (258, 3, [8]), (262, 3, [1]), (278, 4, [1])));
        Refused("short.tif", MadeFiles.Tiff(8, 8, strip, (258, 3, [8]), (262, 3, [1]), (279, 4, [1])));
        // Type 12 is a double, which is no number of bits.
        Refused("type.tif", MadeFiles.Tiff(8, 8, strip, (258, 12, [8]), (262, 3, [1])));
        // Type 13 is the place of a directory: another program passes it over, and reads one bit a sample.
        Refused("place.tif", MadeFiles.Tiff(8, 8, strip, (258, 13, [8]), (262, 3, [1])));
        Refused("tall.tif", MadeFiles.Tiff(8, 2139094804, strip, (258, 3, [8]), (262, 3, [1]), (278, 4, [1])));
    }

    [Theory]
    // YCbCr without JPEG, CMYK.
    [InlineData(6, 3, "YCbCr")]
    [InlineData(5, 4, "Cmyk")]
    public void Color_models_that_are_not_read_are_named(int photometric, int samples, string name)
    {
        byte[] file = MadeFiles.Tiff(
            1,
            1,
            new byte[samples],
            (258, 3, [.. Enumerable.Repeat(8, samples)]),
            (262, 3, [photometric]),
            (277, 3, [samples])
        );
        Assert.Contains(name, Refused("a.tif", file).Message);
    }

    [Fact]
    public void A_compression_that_is_not_read_is_named_and_not_called_damage()
    {
        InputException exception = Refused("a.tif", MadeFiles.Tiff(1, 1, [0], (258, 3, [8]), (259, 3, [34925]), (262, 3, [1])));
        Assert.Contains("Lzma", exception.Message);
        Assert.DoesNotContain("damaged", exception.Message);
    }

    [Fact]
    public void A_picture_larger_than_one_file_may_be_names_the_parameter()
    {
        byte[] file = [.. Encoding.ASCII.GetBytes("P5 4 4 255\n"), .. new byte[16]];
        string path = Write("a.pgm", file);
        InputException exception = Assert.Throws<InputException>(() =>
            s_reader.ReadMask(path, new MaskValues { MaximumPixels = 15 }, CancellationToken.None)
        );
        Assert.Contains("-MaximumPixels", exception.Advice);
        s_reader.ReadMask(path, new MaskValues { MaximumPixels = 16 }, CancellationToken.None).Dispose();
        // 65,535 x 65,535 in 35 bytes.
        Refused(
            "a.gif",
            [
                .. "GIF89a"u8,
                0xFF,
                0xFF,
                0xFF,
                0xFF,
                0x80,
                0,
                0,
                0,
                0,
                0,
                255,
                255,
                255,
                0x2C,
                0,
                0,
                0,
                0,
                1,
                0,
                1,
                0,
                0,
                2,
                2,
                0x44,
                1,
                0,
                0x3B,
            ]
        );
    }

    [Fact]
    public void A_frame_outside_of_its_canvas_is_an_error_and_a_part_is_on_background()
    {
        // A canvas of 2 x 1, a picture of 1 x 1 whose pixel has index 1: codes clear, 1, end in three bits each are 4C 01.
        byte[] Gif(byte left) =>
            [
                .. "GIF89a"u8,
                2,
                0,
                1,
                0,
                0x80,
                0,
                0,
                0,
                0,
                0,
                255,
                255,
                255,
                0x2C,
                left,
                0,
                0,
                0,
                1,
                0,
                1,
                0,
                0,
                2,
                2,
                0x4C,
                1,
                0,
                0x3B,
            ];
        using (MaskFile file = s_reader.ReadMask(Write("in.gif", Gif(1)), CancellationToken.None))
            Assert.Equal((false, true), (file.Mask[0, 0], file.Mask[1, 0]));
        Assert.Contains("outside of its canvas", Refused("out.gif", Gif(2)).Message);
    }

    [Fact]
    public void A_wrong_checksum_behind_the_pixels_of_a_PNG_is_an_error()
    {
        byte[] good = MadeFiles.Png(3, 1, 8, 0, [0, 0, 255, 0]);
        s_reader.ReadMask(Write("good.png", good), CancellationToken.None).Dispose();
        // The last four bytes of the data are the checksum; that of the chunk is made anew.
        int end = good.Length - 12 - 4,
            start = good.AsSpan().IndexOf("IDAT"u8);
        good[end - 1] ^= 1;
        uint crc = System.IO.Hashing.Crc32.HashToUInt32(good.AsSpan(start, end - start));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(good.AsSpan(end), crc);
        Refused("bad.png", good);
    }

    [Theory]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1), 'shape': (1, 2), }")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1, 1, 3, 1, 2), }")]
    public void Arrays_that_say_two_things_or_are_no_numbers_are_errors(string header) =>
        Refused(
            "a.npy",
            [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), 0, 0, 0, 0, 0, 0]
        );

    [Fact]
    public void What_Python_2_wrote_is_read()
    {
        const string Header = "{\"descr\": \"|u1\", 'fortran_order': False, 'shape': (1L, 2L)}";
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)Header.Length, 0, .. Encoding.ASCII.GetBytes(Header), 0, 1];
        using MaskFile mask = s_reader.ReadMask(Write("a.npy", file), CancellationToken.None);
        Assert.Equal(1, mask.Mask.Count());
    }

    [Fact]
    public void A_strip_of_JPEG_in_a_TIFF_is_read()
    {
        string path = Path.Combine(_folder.Path, "jpeg.tif");
        using (Tiff tiff = Tiff.Open(path, "w"))
        {
            tiff.SetField(TiffTag.IMAGEWIDTH, 32);
            tiff.SetField(TiffTag.IMAGELENGTH, 24);
            tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
            tiff.SetField(TiffTag.ROWSPERSTRIP, 8);
            tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
            tiff.SetField(TiffTag.COMPRESSION, Compression.JPEG);
            tiff.SetField(TiffTag.JPEGQUALITY, 100);
            byte[] row = [.. Enumerable.Range(0, 32).Select(x => (byte)(x < 8 ? 0 : 200))];
            for (int y = 0; y < 24; y++)
                tiff.WriteScanline([.. row], y);
        }
        using MaskFile mask = s_reader.ReadMask(path, CancellationToken.None);
        // Blocks of 8 x 8 of one sample lose nothing: 24 columns of 24 rows.
        Assert.Equal(24 * 24, mask.Mask.Count());
    }

    [Theory]
    [InlineData(0, true)]
    // One byte more at the end of a strip is what Photoshop wrote.
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_strip_of_LZW_may_end_with_one_byte_more(int more, bool read)
    {
        // Codes of 9 bits: clear, eight samples of which three are marked, what is more, end.
        int[] codes = [256, 0, 9, 0, 0, 7, 0, 7, 0, .. Enumerable.Repeat(5, more), 257];
        string bits = string.Concat(codes.Select(code => Convert.ToString(code, 2).PadLeft(9, '0')));
        byte[] strip =
        [
            .. bits.PadRight((bits.Length + 7) / 8 * 8, '0').Chunk(8).Select(one => Convert.ToByte(new string(one), 2)),
        ];
        byte[] file = MadeFiles.Tiff(8, 1, strip, (258, 3, [8]), (259, 3, [5]), (262, 3, [1]));
        if (!read)
            Refused("a.tif", file);
        else
            using (MaskFile mask = s_reader.ReadMask(Write("a.tif", file), CancellationToken.None))
                Assert.Equal(3, mask.Mask.Count());
    }

    [Theory]
    // Two rows of two: 2 x 7, end of row, 2 x 8, end.
    [InlineData("02 07 00 00 02 08 00 01", true)]
    // A run past the end of its row is cut there; rows may be left out.
    [InlineData("05 07 00 00 00 01", true)]
    // A jump of three columns, or of two rows.
    [InlineData("00 02 03 00 01 08 00 01", false)]
    [InlineData("00 02 00 02 01 08 00 01", false)]
    // A third row; four samples of which two are there; no end.
    [InlineData("02 07 00 00 02 08 00 00 01 07 00 01", false)]
    [InlineData("00 04 07 08", false)]
    [InlineData("02 07 00 00 02 08", false)]
    public void Runs_of_a_BMP_stay_in_its_picture(string runs, bool whole)
    {
        byte[] data = [.. runs.Split(' ').Select(text => Convert.ToByte(text, 16))];
        var file = new byte[54 + 1024 + data.Length];
        "BM"u8.CopyTo(file);
        foreach (
            (int at, int value) in new[]
            {
                (2, file.Length),
                (10, 1078),
                (14, 40),
                (18, 2),
                (22, 2),
                (26, 1 + (8 << 16)),
                (30, 1),
                (34, data.Length),
            }
        )
            BitConverter.TryWriteBytes(file.AsSpan(at), value);
        file.AsSpan(54, 1024).Fill(200);
        data.CopyTo(file, 1078);
        if (!whole)
            Assert.Contains("its runs leave the picture or are cut off", Refused("a.bmp", file).Message);
        else
            s_reader.ReadMask(Write("a.bmp", file), CancellationToken.None).Mask.Dispose();
    }

    [Fact]
    public void A_JPEG_without_its_end_is_cut_off()
    {
        using var bitmap = new SkiaSharp.SKBitmap(40, 24);
        bitmap.Erase(SkiaSharp.SKColors.White);
        using SkiaSharp.SKData data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg, 90);
        byte[] whole = data.ToArray();
        using (MaskFile mask = s_reader.ReadMask(Write("whole.jpg", whole), CancellationToken.None))
            Assert.Equal(40 * 24, mask.Mask.Count());
        // What stands behind the end is no part of the picture.
        s_reader.ReadMask(Write("more.jpg", [.. whole, 1, 2, 3]), CancellationToken.None).Mask.Dispose();
        Assert.Contains("no end marker", Refused("cut.jpg", whole[..^2]).Message);
    }

    private InputException Refused(string name, byte[] file)
    {
        string path = Write(name, file);
        InputException exception = Assert.Throws<InputException>(() => s_reader.ReadMask(path, CancellationToken.None));
        Assert.Equal(InputError.UnreadableImage, exception.Error);
        Assert.Contains(path, exception.Message);
        return exception;
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
