using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace HybridNet.PowerShell.Tests.Parameters;

/// <summary>
/// Two runs so small that every figure can be worked out by hand: five images of 8 x 6 pixels.
/// </summary>
/// <remarks>
/// <code>
/// image    reference (#)         prediction of tinyEX (#)       Dice of tinyEX   case
/// 0001_1   (0,0) and (1,1)       (0,0)                          2/3
/// 0002_2   row 2, columns 1-3    row 5, columns 1-3             0                C
/// 0003_1   empty                 (0,6) and (0,7)                0                A
/// 0004_2   rows 3-4, cols 5-6    empty                          0                B
/// 0005_1   empty                 empty                          undefined        trivial
/// </code>
/// The maps of tinyEX: 0001_1 0.9 at (0,0), 0.6 at (1,1); 0002_2 0.9 on the predicted bar; 0003_1 0.9 at (0,6), 0.8 at
/// (0,7); 0004_2 0.4 on the reference. The run's threshold is 0.7, at which they are the predicted masks.
/// otherEX predicts every reference exactly, with maps of 0 and 1. Both have training images 0011_1 (2 pixels) and 0012_2
/// (12 pixels). regions/ leaves out column 7; missing/ lacks the references of 0003_1 and 0005_1.
/// </remarks>
internal static partial class TinyRuns
{
    private const int Width = 8;
    private const int Height = 6;

    private sealed record Image(string Id, (int Row, int Column)[] Reference, (int Row, int Column, float P)[] Map);

    private static readonly Image[] s_images =
    [
        new("0001_1", [(0, 0), (1, 1)], [(0, 0, 0.9f), (1, 1, 0.6f)]),
        new("0002_2", [(2, 1), (2, 2), (2, 3)], [(5, 1, 0.9f), (5, 2, 0.9f), (5, 3, 0.9f)]),
        new("0003_1", [], [(0, 6, 0.9f), (0, 7, 0.8f)]),
        new("0004_2", [(3, 5), (3, 6), (4, 5), (4, 6)], [(3, 5, 0.4f), (3, 6, 0.4f), (4, 5, 0.4f), (4, 6, 0.4f)]),
        new("0005_1", [], []),
    ];

    /// <summary>Writes everything below a folder.</summary>
    public static void Write(string folder)
    {
        Write(Path.Combine(folder, "tinyEX"), image => image.Map);
        Write(Path.Combine(folder, "otherEX"), image => [.. image.Reference.Select(pixel => (pixel.Row, pixel.Column, 1f))]);
        foreach (Image image in s_images)
        {
            Mask(Path.Combine(folder, "regions", image.Id + ".png"), (_, column) => column < 7);
            if (image.Reference.Length > 0)
                Mask(Path.Combine(folder, "missing", image.Id + ".png"), image.Reference);
        }
        WriteLoose(Path.Combine(folder, "v"));
        WriteTables(Path.Combine(folder, "t"));
    }

    private static void Write(string run, Func<Image, (int Row, int Column, float P)[]> mapOf)
    {
        string output = Path.Combine(run, "output");
        string references = Path.Combine(run, "masks", "HardExudate_Masks");
        var table = new StringBuilder("image_id,dice,iou,precision,recall,pearson\n");
        foreach (Image image in s_images)
        {
            (int Row, int Column, float P)[] map = mapOf(image);
            (int, int)[] predicted = [.. map.Where(pixel => pixel.P >= 0.7f).Select(pixel => (pixel.Row, pixel.Column))];
            Mask(Path.Combine(references, image.Id + ".png"), image.Reference);
            Mask(Path.Combine(output, "predictions_test", image.Id + "_EX.png"), predicted);
            Npy(Path.Combine(output, "probabilities_test", image.Id + "_EX.npy"), map);
            Png(Path.Combine(run, "images", image.Id + ".png"), (row, column) => (byte)(20 * row + 10 * column));
            double both = predicted.Intersect(image.Reference).Count(),
                p = predicted.Length,
                t = image.Reference.Length;
            // The lab's smoothing: it is what tells these rows apart in a log.
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"{image.Id},{(2 * both + 1e-6) / (p + t + 1e-6):R},{(both + 1e-6) / (p + t - both + 1e-6):R},"
                    + $"{both / (p + 1e-7):R},{both / (t + 1e-7):R},{(p > 0 && t > 0 ? 0.5 : 0)}"
            );
        }
        Mask(Path.Combine(references, "0011_1.png"), [(1, 1), (1, 2)]);
        Mask(Path.Combine(references, "0012_2.png"), (row, column) => row is 1 or 2 or 3 && column is > 0 and < 5);
        Text(output, "test_per_image_metrics.csv", table.ToString());
        Text(output, "test_summary.json", """{ "threshold": 0.7, "post_min_area": 0 }""");
        Text(
            output,
            "metrics_expanded.csv",
            """
            epoch,train_loss,val_loss,train_dice,val_dice,train_iou,val_iou,train_pearson,val_pearson
            1,0.9,0.8,0.2,0.20,0.1,0.11,0.1,0.1
            2,0.7,0.5,0.3,0.30,0.2,0.18,0.2,0.2
            3,0.6,0.6,0.4,0.40,0.3,0.25,0.3,0.3
            4,0.5,0.7,0.5,0.45,0.4,0.29,0.4,0.4
            5,0.4,0.8,0.6,0.35,0.5,0.21,0.5,0.3
            6,0.3,0.9,0.7,0.30,0.6,0.18,0.6,0.2

            """
        );
        Text(
            output,
            "metrics_logs/image_split.csv",
            "image_id,split\n" + string.Concat(s_images.Select(image => $"{image.Id},test\n")) + "0011_1,train\n0012_2,train\n"
        );
        Text(output, "metrics_logs/split_summary.csv", "name,n,counts,rates\ntrain,2,2,1\ntest,5,3,0.6\n");
    }

    private static void Text(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
    }

    private static void Mask(string path, (int Row, int Column)[] pixels) =>
        Mask(path, (row, column) => pixels.Contains((row, column)));

    private static void Mask(string path, Func<int, int, bool> isSet) =>
        Png(path, (row, column) => isSet(row, column) ? (byte)255 : (byte)0);

    /// <summary>An 8-bit grey PNG: signature, IHDR, one IDAT of unfiltered rows, IEND.</summary>
    private static void Png(string path, Func<int, int, byte> sample)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
            for (int row = 0; row < Height; row++)
            {
                packed.WriteByte(0);
                for (int column = 0; column < Width; column++)
                    packed.WriteByte(sample(row, column));
            }
        using FileStream file = File.Create(path);
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(file, "IHDR", [0, 0, 0, Width, 0, 0, 0, Height, 8, 0, 0, 0, 0]);
        Chunk(file, "IDAT", rows.ToArray());
        Chunk(file, "IEND", []);
    }

    private static void Chunk(Stream file, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(body));
        file.Write(number);
    }

    /// <summary>The checksum of PNG (its specification, annex D), a bit at a time.</summary>
    private static uint Crc32(byte[] data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }
        return ~crc;
    }

    /// <summary>A map of floats as numpy.save writes it.</summary>
    private static void Npy(string path, (int Row, int Column, float P)[] map)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Height}, {Width}), }}";
        header = header.PadRight(128 - 10 - 1) + "\n";
        using var file = new BinaryWriter(File.Create(path));
        file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]);
        file.Write((ushort)header.Length);
        file.Write(Encoding.ASCII.GetBytes(header));
        for (int row = 0; row < Height; row++)
        for (int column = 0; column < Width; column++)
            file.Write(map.Where(pixel => pixel.Row == row && pixel.Column == column).Sum(pixel => pixel.P));
    }
}
