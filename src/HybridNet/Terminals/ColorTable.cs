using HybridNet.Panels;

namespace HybridNet.Terminals;

/// <summary>
/// Few colours for a picture. Up to the limit they are the picture's own; else those of median cut (P. Heckbert: Color image
/// quantization for frame buffer display, SIGGRAPH 1982) over colours of five bits a channel.
/// </summary>
internal sealed class ColorTable
{
    private const int Bits = 5,
        Shift = 8 - Bits,
        Size = 1 << (3 * Bits);

    private readonly Dictionary<Rgb, byte>? _exact;
    private readonly byte[] _nearest = [];

    private ColorTable(IReadOnlyList<Rgb> colours, Dictionary<Rgb, byte>? exact) => (Colors, _exact) = (colours, exact);

    private ColorTable(IReadOnlyList<Rgb> colours, byte[] nearest) => (Colors, _nearest) = (colours, nearest);

    /// <summary>The colours, at most 256.</summary>
    public IReadOnlyList<Rgb> Colors { get; }

    /// <summary>Position of the colour that stands for another.</summary>
    public byte this[Rgb colour] => _exact?[colour] ?? _nearest[Key(colour)];

    public static ColorTable Of(PixelPicture picture, int limit)
    {
        var own = new Dictionary<Rgb, byte>();
        for (int y = 0; y < picture.Height && own.Count <= limit; y++)
        for (int x = 0; x < picture.Width && own.Count <= limit; x++)
            if (!own.ContainsKey(picture[x, y]))
                own[picture[x, y]] = (byte)own.Count;
        return own.Count <= limit ? new([.. own.Keys], own) : Cut(picture, limit);
    }

    private static ColorTable Cut(PixelPicture picture, int limit)
    {
        var counts = new int[Size];
        for (int y = 0; y < picture.Height; y++)
        for (int x = 0; x < picture.Width; x++)
            counts[Key(picture[x, y])]++;
        int[] keys = [.. Enumerable.Range(0, Size).Where(key => counts[key] > 0)];
        var boxes = new List<Box> { Box.Of(keys, counts) };
        while (boxes.Count < limit)
        {
            int next = 0;
            for (int i = 1; i < boxes.Count; i++)
                if (boxes[i].Weight > boxes[next].Weight)
                    next = i;
            Box box = boxes[next];
            if (box.Keys.Count < 2 || box.Weight == 0)
                break;
            box.Keys.AsSpan().Sort((a, b) => Part(a, box.Channel).CompareTo(Part(b, box.Channel)));
            int at = 1;
            for (long passed = counts[box.Keys[0]]; at < box.Keys.Count - 1 && passed < box.Count / 2; at++)
                passed += counts[box.Keys[at]];
            boxes[next] = Box.Of(box.Keys[..at], counts);
            boxes.Add(Box.Of(box.Keys[at..], counts));
        }
        var nearest = new byte[Size];
        for (int i = 0; i < boxes.Count; i++)
            foreach (int key in boxes[i].Keys)
                nearest[key] = (byte)i;
        return new([.. boxes.Select(box => Mean(box, counts))], nearest);
    }

    private static Rgb Mean(Box box, int[] counts)
    {
        byte Of(int channel)
        {
            long sum = 0;
            foreach (int key in box.Keys)
                sum += (long)counts[key] * Part(key, channel);
            return (byte)Math.Round((double)sum / box.Count * 255 / ((1 << Bits) - 1));
        }
        return new(Of(2), Of(1), Of(0));
    }

    /// <summary>Some of the colours: how many pixels have them, and along which channel they are far apart.</summary>
    private readonly record struct Box(ArraySegment<int> Keys, long Count, int Channel, int Width)
    {
        /// <summary>Many pixels of colours far apart are divided first.</summary>
        public long Weight => Count * Width;

        public static Box Of(ArraySegment<int> keys, int[] counts)
        {
            long count = 0;
            foreach (int key in keys)
                count += counts[key];
            (int channel, int width) = (0, -1);
            for (int one = 0; one < 3; one++)
            {
                int low = int.MaxValue,
                    high = 0;
                foreach (int key in keys)
                    (low, high) = (Math.Min(low, Part(key, one)), Math.Max(high, Part(key, one)));
                if (high - low > width)
                    (channel, width) = (one, high - low);
            }
            return new(keys, count, channel, width);
        }
    }

    private static int Key(Rgb colour) =>
        colour.Red >> Shift << (2 * Bits) | colour.Green >> Shift << Bits | colour.Blue >> Shift;

    private static int Part(int key, int channel) => key >> (channel * Bits) & ((1 << Bits) - 1);
}
