namespace HybridNet.Data.Imaging.Tiff;

/// <summary>Runs and literal pieces of bytes (TIFF 6.0, section 9).</summary>
internal static class PackBits
{
    /// <summary>Decodes until the output is full.</summary>
    /// <returns>False when the data is damaged or ends before the output is full.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> data, Span<byte> output)
    {
        int at = 0,
            position = 0;
        while (at < output.Length)
        {
            if (position >= data.Length)
                return false;
            int head = (sbyte)data[position++];
            if (head == -128)
                continue;
            int count = head < 0 ? 1 - head : head + 1,
                stored = head < 0 ? 1 : count;
            if (count > output.Length - at || stored > data.Length - position)
                return false;
            if (head < 0)
                output.Slice(at, count).Fill(data[position]);
            else
                data.Slice(position, count).CopyTo(output[at..]);
            position += stored;
            at += count;
        }
        return true;
    }
}
