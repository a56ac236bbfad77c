using HybridNet.Masks;

namespace HybridNet.Tests.Protocols;

/// <summary>
/// Deterministic mask pairs and 8-bit maps, drawn with whole numbers only, so that other programs measure the same images:
/// SplitMix64 (G. Steele et al., OOPSLA 2014) picks sizes, shapes and changes in a fixed order.
/// </summary>
internal sealed class SyntheticPairs
{
    private ulong _state;
    private int _height,
        _width;

    private SyntheticPairs(ulong state) => _state = state;

    /// <summary>Pair i of a seed, row-major samples of 0 and 1.</summary>
    public static (byte[] Gt, byte[] Pred, int Width, int Height) Pair(ulong seed, int index)
    {
        var random = new SyntheticPairs(seed * 1000003 + (ulong)index);
        int size = random.Below(10);
        (int low, int high) = size switch
        {
            0 => (1, 4),
            <= 2 => (5, 16),
            <= 6 => (17, 48),
            _ => (49, 96),
        };
        (random._height, random._width) = (random.Between(low, high), random.Between(low, high));
        byte[] gt = random.Base();
        byte[] pred = random.Below(12) switch
        {
            0 => new byte[gt.Length],
            1 => [.. gt],
            <= 3 => random.Base(),
            _ => random.Derive(gt),
        };
        return (gt, pred, random._width, random._height);
    }

    /// <summary>Map i of a seed with its reference.</summary>
    public static (byte[] Gt, byte[] Map, int Width, int Height) Map(ulong seed, int index)
    {
        var random = new SyntheticPairs(seed * 1000003 + 500000 + (ulong)index);
        (random._height, random._width) = (random.Between(8, 48), random.Between(8, 48));
        byte[] gt = random.Base();
        int kind = random.Below(8);
        byte[] source = kind == 0 ? random.Base() : random.Derive(gt);
        int high = random.Between(120, 250),
            low = random.Between(0, 80),
            noise = random.Between(0, 60);
        int[] values = [.. source.Select(sample => sample > 0 ? high : low)];
        values = random.Blurred(random.Blurred(values));
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Clamp(values[i] + random.Below(2 * noise + 1) - noise, 0, 255);
        byte[] map =
        [
            .. values.Select(value =>
                (byte)(
                    kind switch
                    {
                        1 => value / 64 * 64,
                        2 => value >= 128 ? 255 : 0,
                        3 => 0,
                        _ => value,
                    }
                )
            ),
        ];
        return (gt, map, random._width, random._height);
    }

    /// <summary>A mask drawn as rows of '#' and '.', joined by '/'.</summary>
    public static Mask Drawn(string rows)
    {
        string[] lines = rows.Split('/');
        return Mask.FromSamples(
            [.. lines.SelectMany(line => line.Select(c => (byte)(c == '#' ? 1 : 0)))],
            lines[0].Length,
            lines.Length
        );
    }

    private int Below(int count)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)(((z ^ (z >> 31)) >> 33) % (ulong)count);
    }

    private int Between(int low, int high) => low + Below(high - low + 1);

    private void Rectangle(byte[] mask, int top, int left, int bottom, int right, byte value)
    {
        for (int y = top; y <= Math.Min(bottom, _height - 1); y++)
        for (int x = left; x <= Math.Min(right, _width - 1); x++)
            mask[y * _width + x] = value;
    }

    private void Blob(byte[] mask, byte value)
    {
        int cy = Below(_height),
            cx = Below(_width),
            largest = Math.Max(_height, _width) / 8 + 1;
        int ry = Below(largest),
            rx = Below(largest);
        int a = rx * rx + 1,
            b = ry * ry + 1;
        for (int y = Math.Max(0, cy - ry); y <= Math.Min(_height - 1, cy + ry); y++)
        for (int x = Math.Max(0, cx - rx); x <= Math.Min(_width - 1, cx + rx); x++)
            if ((y - cy) * (y - cy) * a + (x - cx) * (x - cx) * b <= a * b)
                mask[y * _width + x] = value;
    }

    private byte[] Base()
    {
        var mask = new byte[_height * _width];
        switch (Below(20))
        {
            case 0:
                break;
            case 1:
                Array.Fill(mask, (byte)1);
                break;
            case 2:
                Point(mask);
                break;
            case 3:
            {
                int y = Below(_height),
                    x = Below(_width),
                    n = Below(_width);
                Rectangle(mask, y, x, y, x + n, 1);
                break;
            }
            case 4:
            {
                int x = Below(_width),
                    y = Below(_height),
                    n = Below(_height);
                Rectangle(mask, y, x, y + n, x, 1);
                break;
            }
            case 5:
            {
                int y = Below(_height),
                    x = Below(_width),
                    down = Below(_height),
                    across = Below(_width);
                Rectangle(mask, y, x, y + down, x + across, 1);
                break;
            }
            case 6:
                int density = Below(64);
                for (int i = 0; i < mask.Length; i++)
                    mask[i] = (byte)(Below(64) < density ? 1 : 0);
                break;
            case 7:
            {
                for (int i = 0; i < 3; i++)
                    Blob(mask, 1);
                int y = Below(_height),
                    x = Below(_width);
                Rectangle(mask, y, x, y + 2, x + 2, 0);
                break;
            }
            case 8:
                for (int i = Between(1, 9); i > 0; i--)
                    Point(mask);
                break;
            default:
                for (int i = Between(1, 6); i > 0; i--)
                    Blob(mask, 1);
                break;
        }
        return mask;
    }

    private void Point(byte[] mask)
    {
        int y = Below(_height),
            x = Below(_width);
        mask[y * _width + x] = 1;
    }

    private byte[] Derive(byte[] gt)
    {
        byte[] mask = [.. gt];
        for (int step = Between(1, 3); step > 0; step--)
            switch (Below(6))
            {
                case 0:
                    int down = Between(-3, 3),
                        across = Between(-3, 3);
                    mask = Each(mask, (all, y, x) => At(all, y - down, x - across, 0));
                    break;
                case 1:
                    mask = Each(mask, (all, y, x) => Around(all, y, x, 0).Max());
                    break;
                case 2:
                    mask = Each(mask, (all, y, x) => Around(all, y, x, 0).Min());
                    break;
                case 3:
                    for (int i = Between(1, 8); i > 0; i--)
                    {
                        int y = Below(_height),
                            x = Below(_width);
                        mask[y * _width + x] ^= 1;
                    }
                    break;
                case 4:
                    Blob(mask, 1);
                    break;
                default:
                    Blob(mask, 0);
                    break;
            }
        return mask;
    }

    private byte[] Each(byte[] mask, Func<byte[], int, int, byte> pixel)
    {
        var result = new byte[mask.Length];
        for (int y = 0; y < _height; y++)
        for (int x = 0; x < _width; x++)
            result[y * _width + x] = pixel(mask, y, x);
        return result;
    }

    private byte[] Around(byte[] mask, int y, int x, byte outside) =>
        [
            At(mask, y, x, outside),
            At(mask, y - 1, x, outside),
            At(mask, y + 1, x, outside),
            At(mask, y, x - 1, outside),
            At(mask, y, x + 1, outside),
        ];

    private byte At(byte[] mask, int y, int x, byte outside) =>
        (uint)y < (uint)_height && (uint)x < (uint)_width ? mask[y * _width + x] : outside;

    private int[] Blurred(int[] values)
    {
        var result = new int[values.Length];
        for (int y = 0; y < _height; y++)
        for (int x = 0; x < _width; x++)
        {
            int sum = 0;
            for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
                sum += values[Math.Clamp(y + dy, 0, _height - 1) * _width + Math.Clamp(x + dx, 0, _width - 1)];
            result[y * _width + x] = sum / 9;
        }
        return result;
    }
}
