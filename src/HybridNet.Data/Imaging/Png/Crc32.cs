using System.Runtime.CompilerServices;

namespace HybridNet.Data.Imaging.Png;

/// <summary>The checksum of PNG chunks (ISO 3309, polynomial 0xEDB88320), eight bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[][] s_tables = Tables();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> data, uint seed = 0)
    {
        uint crc = ~seed;
        uint[][] t = s_tables;
        while (data.Length >= 8)
        {
            uint low = crc ^ BitConverter.ToUInt32(data),
                high = BitConverter.ToUInt32(data[4..]);
            crc =
                t[7][low & 0xFF]
                ^ t[6][low >> 8 & 0xFF]
                ^ t[5][low >> 16 & 0xFF]
                ^ t[4][low >> 24]
                ^ t[3][high & 0xFF]
                ^ t[2][high >> 8 & 0xFF]
                ^ t[1][high >> 16 & 0xFF]
                ^ t[0][high >> 24];
            data = data[8..];
        }
        foreach (byte value in data)
            crc = t[0][(crc ^ value) & 0xFF] ^ crc >> 8;
        return ~crc;
    }

    private static uint[][] Tables()
    {
        var tables = new uint[8][];
        for (int k = 0; k < 8; k++)
            tables[k] = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
            tables[0][i] = crc;
        }
        for (int k = 1; k < 8; k++)
        for (int i = 0; i < 256; i++)
            tables[k][i] = tables[k - 1][i] >> 8 ^ tables[0][tables[k - 1][i] & 0xFF];
        return tables;
    }
}
