using System.Buffers.Binary;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>The markers of a JPEG (ITU T.81, annex B): what a library does not tell.</summary>
internal static class JpegMarkers
{
    private const byte StartOfScan = 0xDA,
        End = 0xD9;

    /// <summary>Color components, from the frame header (B.2.2); 0 when there is none.</summary>
    /// <param name="file">The whole file.</param>
    public static int Components(ReadOnlySpan<byte> file)
    {
        for (int at = 2; at + 9 < file.Length && file[at] == 0xFF; )
        {
            byte marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return file[at + 9];
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }
        return 0;
    }

    /// <summary>
    /// The end marker stands behind the last scan. Without it data is lost, and a library fills up what is missing: of a
    /// progressive file with coarse values, which look like a picture.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="at">Where a marker stands; the first one is behind that of the beginning.</param>
    public static bool HasEnd(ReadOnlySpan<byte> file, int at = 2)
    {
        while (at + 1 < file.Length)
        {
            // Between segments there is nothing but markers; readers pass over what else is there.
            if (file[at] != 0xFF || file[at + 1] is 0xFF or 0 or (>= 0xD0 and <= 0xD8))
            {
                at++;
                continue;
            }
            byte marker = file[at + 1];
            if (marker == End)
                return true;
            if (at + 4 > file.Length)
                return false;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker == StartOfScan)
                at = AfterScan(file, at);
        }
        return false;
    }

    /// <summary>Where the coded data of a scan ends: at a marker that is neither a stuffed 0 nor a restart.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="at">Where it begins.</param>
    public static int AfterScan(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            int next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
                return file.Length;
            at += next;
            if (file[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                return at;
            at += file[at + 1] == 0xFF ? 1 : 2;
        }
        return at;
    }
}
