using System.Buffers.Binary;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.Png;

/// <summary>Reads a grey PNG as a probability map, 8 or 16 bits.</summary>
internal static class PngProbabilities
{
    /// <exception cref="InputException">The file is damaged, cut off, or not grey with 8 or 16 bits.</exception>
    public static ProbabilityMap Read(FileBytes file, string path, CancellationToken cancel)
    {
        PngFile png = PngFile.Parse(file.Span, path);
        PngHeader header = png.Header;
        if (header.Color is not (PngColor.Grey or PngColor.GreyAlpha) || header.BitDepth < 8)
            throw ImageFault.Damaged(
                path,
                $"a probability map is grey with 8 or 16 bits, this is {header.Color} with {header.BitDepth}"
            );
        var map = new ProbabilityMap(
            header.Width,
            header.Height,
            header.BitDepth == 8 ? ProbabilityFormat.UInt8 : ProbabilityFormat.UInt16
        );
        try
        {
            PngRows.Read(file.Buffer, png, path, Store, cancel);
            return map;
        }
        catch
        {
            map.Dispose();
            throw;
        }

        void Store(ReadOnlySpan<byte> samples, PngRowPlace place)
        {
            int step = header.Channels,
                start = place.Y * header.Width;
            if (header.BitDepth == 8)
            {
                Span<byte> row = map.Samples<byte>().Slice(start, header.Width);
                if (step == 1 && place.Step == 1)
                    samples.CopyTo(row);
                else
                    for (int i = 0, x = place.X; i < place.Width; i++, x += place.Step)
                        row[x] = samples[i * step];
                return;
            }
            Span<ushort> wide = map.Samples<ushort>().Slice(start, header.Width);
            for (int i = 0, x = place.X; i < place.Width; i++, x += place.Step)
                wide[x] = BinaryPrimitives.ReadUInt16BigEndian(samples[(2 * i * step)..]);
        }
    }
}
