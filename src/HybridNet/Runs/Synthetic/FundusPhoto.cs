using HybridNet.Statistics;

namespace HybridNet.Runs.Synthetic;

/// <summary>
/// A drawn fundus photograph: a round orange field on black, a bright disc with vessels growing out of it, and the
/// lesions in yellow. No two look alike.
/// </summary>
internal sealed class FundusPhoto
{
    private const int Vessels = 10,
        Waves = 6;

    private readonly int _size;
    private readonly double[] _light;

    private FundusPhoto(int size) => (_size, _light) = (size, new double[size * size]);

    /// <summary>Draws a photograph.</summary>
    /// <param name="size">Side, pixels.</param>
    /// <param name="hard">Hard exudates, size x size samples.</param>
    /// <param name="soft">Soft exudates, size x size samples.</param>
    /// <param name="random">Where the anatomy comes from.</param>
    /// <returns>size x size pixels, red green blue.</returns>
    public static byte[] Draw(int size, byte[] hard, byte[] soft, ref Xoshiro256 random)
    {
        var photo = new FundusPhoto(size);
        double discX = (0.28 + (random.NextDouble() < 0.5 ? 0 : 0.4) + 0.06 * random.NextDouble()) * size,
            discY = (0.44 + 0.12 * random.NextDouble()) * size;
        photo.DrawField(discX, discY, ref random);
        for (int i = 0; i < Vessels; i++)
            photo.DrawVessel(discX, discY, 2 * Math.PI * (i + random.NextDouble()) / Vessels, ref random);
        return photo.Colors(hard, soft);
    }

    /// <summary>Brightness falls to the rim and varies slowly; the disc is half as bright again.</summary>
    private void DrawField(double discX, double discY, ref Xoshiro256 random)
    {
        Span<(double X, double Y, double Phase)> waves = stackalloc (double, double, double)[Waves];
        for (int i = 0; i < Waves; i++)
            waves[i] = (
                12 * (random.NextDouble() - 0.5) / _size,
                12 * (random.NextDouble() - 0.5) / _size,
                2 * Math.PI * random.NextDouble()
            );
        double middle = _size / 2.0,
            radius = 0.48 * _size,
            disc = 0.055 * _size;
        for (int y = 0; y < _size; y++)
        for (int x = 0; x < _size; x++)
        {
            double r = Distance(x - middle, y - middle) / radius;
            if (r > 1)
                continue;
            double light = 1 - 0.45 * r * r;
            foreach ((double X, double Y, double Phase) wave in waves)
                light += 0.03 * Math.Cos(2 * Math.PI * (wave.X * x + wave.Y * y) + wave.Phase);
            _light[y * _size + x] = light * (1 + 0.5 * Math.Clamp(2 * (1 - Distance(x - discX, y - discY) / disc), 0, 1));
        }
    }

    /// <summary>A dark line that bends, thins out, and ends at the rim.</summary>
    private void DrawVessel(double x, double y, double angle, ref Xoshiro256 random)
    {
        double bend = 3 * (random.NextDouble() - 0.5) / _size,
            width = (0.006 + 0.006 * random.NextDouble()) * _size,
            length = (0.4 + 0.5 * random.NextDouble()) * _size;
        var seen = new HashSet<int>();
        for (double walked = 0; walked < length; walked += 0.5)
        {
            double reach = Math.Max(0.7, width * (1 - 0.8 * walked / length));
            for (int py = (int)(y - reach); py <= y + reach; py++)
            for (int px = (int)(x - reach); px <= x + reach; px++)
                if (
                    px >= 0
                    && py >= 0
                    && px < _size
                    && py < _size
                    && Distance(px - x, py - y) <= reach
                    && seen.Add(py * _size + px)
                )
                    _light[py * _size + px] *= 0.7;
            angle += 0.5 * bend + 0.04 * (random.NextDouble() - 0.5);
            (x, y) = (x + 0.5 * Math.Cos(angle), y + 0.5 * Math.Sin(angle));
        }
    }

    private byte[] Colors(byte[] hard, byte[] soft)
    {
        var photo = new byte[3 * _size * _size];
        for (int i = 0; i < _light.Length; i++)
        {
            if (_light[i] == 0)
                continue;
            double lesion =
                hard[i] > 0 ? 1.6
                : soft[i] > 0 ? 1.3
                : 1;
            photo[3 * i] = Clip(150 * _light[i] * lesion);
            photo[3 * i + 1] = Clip(75 * _light[i] * (lesion > 1 ? lesion + 0.5 : 1));
            photo[3 * i + 2] = Clip(30 * _light[i]);
        }
        return photo;
    }

    private static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);

    private static byte Clip(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
