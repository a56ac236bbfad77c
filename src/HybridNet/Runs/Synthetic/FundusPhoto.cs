using HybridNet.Statistics;

namespace HybridNet.Runs.Synthetic;

/// <summary>
/// A drawn fundus photograph: a round orange field on black that is lit unevenly, a bright disc with vessels growing out
/// of it, lesions with a contrast and an edge of their own, and the noise of a sensor. No two look alike.
/// </summary>
/// <remarks>
/// The light varies with the distance from the middle only a little and along one direction a lot, so that what is dark
/// and what lies outside are two things. A cosine over the plane is a product of cosines over rows and columns, which
/// saves one cosine a pixel.
/// </remarks>
internal sealed class FundusPhoto
{
    private const int Vessels = 10,
        Waves = 4;

    private readonly int _size;
    private readonly float[] _light;
    private readonly float[] _bright;

    private FundusPhoto(int size) =>
        (_size, _light, _bright, Vessel) = (size, new float[size * size], new float[size * size], new byte[size * size]);

    /// <summary>Samples on a vessel are 255, others 0.</summary>
    public byte[] Vessel { get; }

    /// <summary>Middle of the optic disc, pixels.</summary>
    public (double X, double Y) Disc { get; private init; }

    /// <summary>Radius of the optic disc, pixels.</summary>
    public double DiscRadius => 0.055 * _size;

    /// <summary>Draws the ground of a photograph.</summary>
    /// <param name="size">Side, pixels.</param>
    /// <param name="random">Where the anatomy comes from.</param>
    public static FundusPhoto Draw(int size, ref Xoshiro256 random)
    {
        double x = (0.28 + (random.NextDouble() < 0.5 ? 0 : 0.4) + 0.06 * random.NextDouble()) * size,
            y = (0.44 + 0.12 * random.NextDouble()) * size;
        var photo = new FundusPhoto(size) { Disc = (x, y) };
        photo.DrawField(ref random);
        for (int i = 0; i < Vessels; i++)
            photo.DrawVessel(2 * Math.PI * (i + random.NextDouble()) / Vessels, ref random);
        return photo;
    }

    /// <summary>Light of the ground at a place: about 0.5 to 1.3, 0 outside the field.</summary>
    public double LightAt(double x, double y)
    {
        int px = Math.Clamp((int)x, 0, _size - 1),
            py = Math.Clamp((int)y, 0, _size - 1);
        return _light[py * _size + px];
    }

    /// <summary>Adds a bright or (below 0) dark spot.</summary>
    /// <param name="spot">Its outline, half way down the edge.</param>
    /// <param name="contrast">Share of the ground's light that is added.</param>
    /// <param name="blur">Width of the edge, share of the radius.</param>
    public void AddSpot(Blob spot, double contrast, double blur)
    {
        double reach = 1 + blur;
        for (int y = Math.Max(0, (int)(spot.Y - reach * spot.B)); y <= Math.Min(_size - 1, spot.Y + reach * spot.B + 1); y++)
        for (int x = Math.Max(0, (int)(spot.X - reach * spot.A)); x <= Math.Min(_size - 1, spot.X + reach * spot.A + 1); x++)
        {
            double distance = Distance((x - spot.X) / spot.A, (y - spot.Y) / spot.B),
                share = Math.Clamp((1 - distance) / (2 * blur) + 0.5, 0, 1);
            ref float bright = ref _bright[y * _size + x];
            float added = (float)(contrast * share * share * (3 - 2 * share));
            if (Math.Abs(added) > Math.Abs(bright))
                bright = added;
        }
    }

    /// <summary>Samples in the disc are 255, others 0.</summary>
    public byte[] DiscMask()
    {
        var mask = new byte[_size * _size];
        for (int y = 0; y < _size; y++)
        for (int x = 0; x < _size; x++)
            if (Distance(x - Disc.X, y - Disc.Y) <= DiscRadius)
                mask[y * _size + x] = 255;
        return mask;
    }

    /// <summary>The pixels as a camera stores them.</summary>
    /// <param name="random">Where the noise comes from.</param>
    /// <returns>size x size pixels, red green blue.</returns>
    public byte[] Colors(ref Xoshiro256 random)
    {
        var photo = new byte[3 * _size * _size];
        ulong noise = 0;
        for (int i = 0; i < _light.Length; i++)
        {
            if (_light[i] == 0)
                continue;
            // Eight bits of noise a pixel: the sum of two dice of 0 to 3, -3 to 3 around the true value.
            noise = (i & 7) == 0 ? random.Next() : noise >> 8;
            float add = (int)(noise & 3) + (int)(noise >> 2 & 3) - 3,
                light = _light[i],
                bright = _bright[i];
            photo[3 * i] = Clip(130 * light * (1 + 0.5f * bright) + add);
            photo[3 * i + 1] = Clip(68 * light * (1 + bright) + add);
            photo[3 * i + 2] = Clip(28 * light * (1 + 0.3f * bright) + add);
        }
        return photo;
    }

    private void DrawField(ref Xoshiro256 random)
    {
        var columns = new (float Cos, float Sin)[Waves][];
        var rows = new (float Cos, float Sin)[Waves][];
        for (int i = 0; i < Waves; i++)
        {
            double fx = 4 * (random.NextDouble() - 0.5) / _size,
                fy = 4 * (random.NextDouble() - 0.5) / _size,
                phase = 2 * Math.PI * random.NextDouble();
            columns[i] = Turns(fx, phase);
            rows[i] = Turns(fy, 0);
        }
        double middle = _size / 2.0,
            radius = 0.48 * _size,
            angle = 2 * Math.PI * random.NextDouble(),
            slope = 0.15 + 0.25 * random.NextDouble();
        (double slopeX, double slopeY) = (slope * Math.Cos(angle), slope * Math.Sin(angle));
        for (int y = 0; y < _size; y++)
        for (int x = 0; x < _size; x++)
        {
            double dx = (x - middle) / radius,
                dy = (y - middle) / radius,
                r2 = dx * dx + dy * dy;
            if (r2 > 1)
                continue;
            double light = 1 - 0.12 * r2 + slopeX * dx + slopeY * dy;
            for (int i = 0; i < Waves; i++)
                light += 0.03 * (columns[i][x].Cos * rows[i][y].Cos - columns[i][x].Sin * rows[i][y].Sin);
            double disc = Distance(x - Disc.X, y - Disc.Y) / DiscRadius;
            _light[y * _size + x] = (float)(light * (1 + 0.5 * Math.Clamp(2 * (1 - disc), 0, 1)));
        }
    }

    private (float, float)[] Turns(double frequency, double phase)
    {
        var turns = new (float, float)[_size];
        for (int i = 0; i < _size; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * frequency * i + phase);
            turns[i] = ((float)cos, (float)sin);
        }
        return turns;
    }

    /// <summary>A dark line that bends, thins out, and ends at the rim.</summary>
    private void DrawVessel(double angle, ref Xoshiro256 random)
    {
        (double x, double y) = Disc;
        double bend = 3 * (random.NextDouble() - 0.5) / _size,
            width = (0.003 + 0.003 * random.NextDouble()) * _size,
            length = (0.4 + 0.5 * random.NextDouble()) * _size;
        for (double walked = 0; walked < length; walked += 0.5)
        {
            double reach = Math.Max(0.7, width * (1 - 0.8 * walked / length));
            for (int py = Math.Max(0, (int)(y - reach)); py <= Math.Min(_size - 1, y + reach); py++)
            for (int px = Math.Max(0, (int)(x - reach)); px <= Math.Min(_size - 1, x + reach); px++)
            {
                int i = py * _size + px;
                if (Vessel[i] != 0 || _light[i] == 0 || Distance(px - x, py - y) > reach)
                    continue;
                Vessel[i] = 255;
                _light[i] *= 0.75f;
            }
            angle += 0.5 * bend + 0.04 * (random.NextDouble() - 0.5);
            (x, y) = (x + 0.5 * Math.Cos(angle), y + 0.5 * Math.Sin(angle));
        }
    }

    private static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);

    private static byte Clip(float value) => (byte)Math.Clamp((int)(value + 0.5f), 0, 255);
}
