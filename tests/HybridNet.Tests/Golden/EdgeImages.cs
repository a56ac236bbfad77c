using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Golden;

/// <summary>
/// The odd shapes and sizes of edge.json.gz, drawn again from the same description: a size, two patterns, and a map
/// of 7-bit noise that is high where the prediction is.
/// </summary>
internal sealed record EdgeImage(string Id, bool[,] Gt, bool[,] Pred, byte[] Map)
{
    private const uint Seed = 5;

    private static readonly (int Height, int Width)[] s_sizes =
    [
        (1, 1),
        (1, 7),
        (7, 1),
        (63, 65),
        (64, 64),
        (129, 257),
        (2048, 1365),
    ];
    private static readonly string[] s_tiny = ["zeros zeros", "ones ones", "zeros ones", "ones zeros"];
    private static readonly string[] s_line =
    [
        .. s_tiny,
        "first last",
        "mid mid",
        "checker anticheck",
        "checker ones",
        "left right",
        "ones left",
    ];
    private static readonly string[] s_pairs =
    [
        .. s_line,
        "first mid",
        "diag antidiag",
        "diag diag",
        "frame inner",
        "frame frame",
        "sides inner",
        "sides top",
        "spiral spiral2",
        "spiral zeros",
        "rings rings",
        "rings inner",
        "comb rows",
        "comb columns",
        "rand10 rand30",
        "rand50 rand50",
        "rand90 sides",
        "blobs blobs",
        "blobs rand30",
        "mid ones",
        "top left",
    ];
    private static readonly string[] s_big =
    [
        "zeros zeros",
        "ones ones",
        "first last",
        "checker anticheck",
        "spiral spiral2",
        "blobs blobs",
        "sides top",
        "comb rows",
        "diag antidiag",
        "rand50 rings",
    ];

    public int Height => Gt.GetLength(0);

    public int Width => Gt.GetLength(1);

    public static IEnumerable<EdgeImage> All()
    {
        uint k = 0;
        foreach ((int h, int w) in s_sizes)
        foreach (
            string pair in h * w == 1 ? s_tiny
            : Math.Min(h, w) == 1 ? s_line
            : h > 1000 ? s_big
            : s_pairs
        )
        {
            var random = new NumpyRandom(Seed, ++k);
            string[] names = pair.Split(' ');
            bool[,] gt = Pattern(names[0], h, w, random),
                pred = Pattern(names[1], h, w, random);
            byte[] map = random.Bytes(h * w);
            for (int i = 0; i < map.Length; i++)
                map[i] = (byte)((pair == "zeros ones" ? 127 : map[i] & 127) + (pred[i / w, i % w] ? 128 : 0));
            yield return new EdgeImage($"{h}x{w}_{names[0]}__{names[1]}", gt, pred, map);
        }
    }

    public static Mask ToMask(bool[,] pixels)
    {
        var mask = new Mask(pixels.GetLength(1), pixels.GetLength(0));
        for (int y = 0; y < mask.Height; y++)
        for (int x = 0; x < mask.Width; x++)
            if (pixels[y, x])
                mask[x, y] = true;
        return mask;
    }

    public ProbabilityMap Map8()
    {
        var map = new ProbabilityMap(Width, Height, ProbabilityFormat.UInt8);
        Map.CopyTo(map.Samples<byte>());
        return map;
    }

    /// <summary>The map as 32-bit floats: sample / 255, rounded once.</summary>
    public ProbabilityMap Map32()
    {
        var map = new ProbabilityMap(Width, Height, ProbabilityFormat.Float32);
        Span<float> samples = map.Samples<float>();
        for (int i = 0; i < Map.Length; i++)
            samples[i] = (float)(Map[i] / 255.0);
        return map;
    }

    private static bool[,] Pattern(string name, int h, int w, NumpyRandom random)
    {
        var m = new bool[h, w];
        int side = Math.Max(1, Math.Min(h, w) / 8);
        double[]? values =
            name.StartsWith("rand", StringComparison.Ordinal) ? random.Uniform(h * w)
            : name == "blobs" ? Noise(random, h, w, Math.Max(2, Math.Min(h, w) / 9))
            : null;
        double share = values is not null && name != "blobs" ? double.Parse(name[4..]) : 0;
        for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            m[y, x] = name switch
            {
                "zeros" or "spiral" or "spiral2" => false,
                "ones" => true,
                "checker" => (y + x) % 2 == 0,
                "anticheck" => (y + x) % 2 == 1,
                "first" => y == 0 && x == 0,
                "last" => y == h - 1 && x == w - 1,
                "mid" => y == h / 2 && x == w / 2,
                "diag" => y == x || y == x - w / 2,
                "antidiag" => y == w - 1 - x || y == w / 2 - x,
                "frame" => y == 0 || y == h - 1 || x == 0 || x == w - 1,
                "inner" => y >= 2 && y < h - 2 && x >= 2 && x < w - 2,
                "sides" => Sides(y, x, h, w, side),
                "rings" => Math.Min(Math.Min(y, h - 1 - y), Math.Min(x, w - 1 - x)) % 4 == 1,
                "comb" => x % 2 == 0 || y == h - 1,
                "rows" => y % 2 == 0,
                "columns" => x % 2 == 0,
                "left" => x < (w + 1) / 2,
                "right" => x >= (w + 1) / 2,
                "top" => y < (h + 1) / 2,
                "blobs" => values![y * w + x] > 0.45,
                _ => values![y * w + x] * 100.0 < share,
            };
        if (name == "spiral")
            Spiral(m, 4, 1);
        if (name == "spiral2")
            Spiral(m, 6, 2);
        return m;
    }

    /// <summary>Lesions that touch each of the four edges and two corners.</summary>
    private static bool Sides(int y, int x, int h, int w, int k) =>
        (y < k && x >= w / 3 && x < w / 3 + 2 * k)
        || (y >= h - k && x >= w / 2 && x < w / 2 + k)
        || (y >= h / 3 && y < h / 3 + 3 * k && x < k)
        || (y >= h / 2 && y < h / 2 + k && x >= w - 2 * k)
        || (y < k && x < k)
        || (y >= h - k && x >= w - k);

    /// <summary>One square spiral from the top left inwards: a single long component.</summary>
    private static void Spiral(bool[,] m, int gap, int thick)
    {
        int t = 0,
            l = 0,
            b = m.GetLength(0) - 1,
            r = m.GetLength(1) - 1;
        bool first = true;
        while (t <= b && l <= r)
        {
            Fill(t, t + thick, first ? l : Math.Max(0, l - gap), r + 1);
            Fill(t, b + 1, Math.Max(0, r - thick + 1), r + 1);
            Fill(Math.Max(0, b - thick + 1), b + 1, l, r + 1);
            int next = t + gap;
            if (next >= b || l + gap >= r)
                break;
            Fill(next, b + 1, l, l + thick);
            (t, l, b, r, first) = (next, l + gap, b - gap, r - gap, false);
        }

        void Fill(int top, int bottom, int left, int right)
        {
            for (int y = top; y < Math.Min(bottom, m.GetLength(0)); y++)
            for (int x = left; x < Math.Min(right, m.GetLength(1)); x++)
                m[y, x] = true;
        }
    }

    /// <summary>Smooth noise from -1 to 1: a random lattice, joined by smoothstep.</summary>
    private static double[] Noise(NumpyRandom random, int h, int w, int cell)
    {
        int columns = w / cell + 2;
        double[] lattice = random.Uniform((h / cell + 2) * columns);
        for (int i = 0; i < lattice.Length; i++)
            lattice[i] = lattice[i] * 2.0 - 1.0;
        var noise = new double[h * w];
        for (int y = 0; y < h; y++)
        {
            int yi = y / cell;
            double fy = Smooth((double)(y - yi * cell) / cell);
            for (int x = 0; x < w; x++)
            {
                int xi = x / cell;
                double fx = Smooth((double)(x - xi * cell) / cell);
                double near = lattice[yi * columns + xi] * (1.0 - fy) + lattice[(yi + 1) * columns + xi] * fy;
                double far = lattice[yi * columns + xi + 1] * (1.0 - fy) + lattice[(yi + 1) * columns + xi + 1] * fy;
                noise[y * w + x] = near * (1.0 - fx) + far * fx;
            }
        }
        return noise;
    }

    private static double Smooth(double f) => f * f * (3.0 - 2.0 * f);
}
