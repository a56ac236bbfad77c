using System.Buffers.Binary;

namespace HybridNet.Data.Imaging.Bmp;

/// <summary>Whether the runs of a compressed BMP (RLE8, RLE4) stay inside of its picture.</summary>
/// <remarks>
/// A library paints whatever it finds: of damaged runs it makes a picture like any other. Walked here before it decodes. A run
/// that goes past the end of its row is cut there by every decoder; a place outside of the picture, rows below the last one and
/// data that ends within a code are damage.
/// </remarks>
internal static class BmpRuns
{
    private const int HeaderEnd = 34;

    /// <summary>False for runs that are damaged; true for a BMP of any other kind.</summary>
    /// <param name="file">The whole file.</param>
    public static bool AreWhole(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("BM"u8) || file.Length < HeaderEnd || Number(file, 14) < 40 || Number(file, 30) is not (1 or 2))
            return true;
        bool bytes = Number(file, 30) == 1;
        int width = (int)Number(file, 18),
            height = Math.Abs((int)Number(file, 22)),
            x = 0,
            y = 0;
        long at = Number(file, 10);
        while (at + 2 <= file.Length)
        {
            (int count, int value) = (file[(int)at], file[(int)at + 1]);
            at += 2;
            switch (count, value)
            {
                case (0, 0):
                    (x, y) = (0, y + 1);
                    break;
                case (0, 1):
                    return true;
                case (0, 2):
                    if (at + 2 > file.Length)
                        return false;
                    x += file[(int)at];
                    y += file[(int)at + 1];
                    at += 2;
                    if (x > width || y >= height)
                        return false;
                    break;
                default:
                    if (y >= height)
                        return false;
                    x += count > 0 ? count : value;
                    if (count > 0)
                        break;
                    int taken = bytes ? value : (value + 1) / 2;
                    at += taken + (taken & 1);
                    break;
            }
        }
        return false;
    }

    private static uint Number(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
}
