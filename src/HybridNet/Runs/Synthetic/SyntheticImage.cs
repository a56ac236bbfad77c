using HybridNet.Statistics;

namespace HybridNet.Runs.Synthetic;

/// <summary>
/// One drawn fundus photograph with two reference masks and a probability map that a model might have made of it:
/// most lesions found and shifted a little, some missed, a few false alarms.
/// </summary>
/// <remarks>The same id number, size and seed draw the same pixels. Sizes of lesions scale with the image.</remarks>
internal sealed class SyntheticImage
{
    private const double TrivialShare = 0.15,
        FalseAlarmShare = 0.04,
        MissShare = 0.04,
        HitShare = 0.8;

    private readonly int _size;
    private readonly double _trivialShare;
    private readonly double[] _logit;
    private Xoshiro256 _random;

    private SyntheticImage(int size, ulong seed, int number, bool trivial)
    {
        (_size, _trivialShare) = (size, trivial ? TrivialShare : 0);
        _random = new Xoshiro256(seed, (ulong)number);
        _logit = new double[size * size];
        (Hard, Soft, Map) = (new byte[size * size], new byte[size * size], new byte[size * size]);
    }

    /// <summary>Hard exudates, size x size samples, 0 or 255.</summary>
    public byte[] Hard { get; }

    /// <summary>Soft exudates, size x size samples, 0 or 255.</summary>
    public byte[] Soft { get; }

    /// <summary>Probability map, size x size samples, 0 to 255.</summary>
    public byte[] Map { get; }

    /// <summary>Photograph, size x size pixels, red green blue.</summary>
    public byte[] Photo { get; private set; } = [];

    /// <summary>Draws an image.</summary>
    /// <param name="size">Side, pixels.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="number">Number of the image.</param>
    /// <param name="trivial">Whether some images may have nothing marked and nothing predicted.</param>
    public static SyntheticImage Draw(int size, ulong seed, int number, bool trivial)
    {
        var image = new SyntheticImage(size, seed, number, trivial);
        image.DrawAll();
        return image;
    }

    private void DrawAll()
    {
        Array.Fill(_logit, -6.0);
        double kind = _random.NextDouble();
        bool marked = kind >= _trivialShare + FalseAlarmShare;
        bool silent = kind < _trivialShare || (marked && kind < _trivialShare + FalseAlarmShare + MissShare);
        int lesions = marked ? 1 + _random.NextInt(8) : 0;
        for (int i = 0; i < lesions; i++)
        {
            Blob lesion = NextBlob(0.004, 0.03);
            Fill(_random.NextDouble() < 0.8 ? Hard : Soft, lesion);
            if (!silent && _random.NextDouble() < HitShare)
                Believe(Shifted(lesion), 3 + 3 * _random.NextDouble());
            else
                Believe(lesion, -4);
        }
        int alarms = silent ? 0 : _random.NextInt(marked ? 3 : 4) + (marked ? 0 : 1);
        for (int i = 0; i < alarms; i++)
            Believe(NextBlob(0.003, 0.01), 2 + 2 * _random.NextDouble());
        for (int i = 0; i < Map.Length; i++)
            Map[i] = (byte)Math.Round(255 / (1 + Math.Exp(-(_logit[i] + 0.4 * (_random.NextDouble() - 0.5)))));
        Photo = FundusPhoto.Draw(_size, Hard, Soft, ref _random);
    }

    /// <summary>A lesion inside the field of view, radii as shares of the image's side.</summary>
    private Blob NextBlob(double smallest, double largest)
    {
        double angle = 2 * Math.PI * _random.NextDouble(),
            distance = 0.4 * Math.Sqrt(_random.NextDouble()) * _size;
        double radius = (smallest + (largest - smallest) * Math.Pow(_random.NextDouble(), 3)) * _size;
        return new(
            _size / 2.0 + distance * Math.Cos(angle),
            _size / 2.0 + distance * Math.Sin(angle),
            Math.Max(1, radius),
            Math.Max(1, radius * (0.5 + 0.5 * _random.NextDouble()))
        );
    }

    private Blob Shifted(Blob blob) =>
        blob with
        {
            X = blob.X + (_random.NextDouble() - 0.5) * blob.A,
            Y = blob.Y + (_random.NextDouble() - 0.5) * blob.B,
            A = blob.A * (0.7 + 0.6 * _random.NextDouble()),
            B = blob.B * (0.7 + 0.6 * _random.NextDouble()),
        };

    private void Fill(byte[] mask, Blob blob) =>
        ForEach(
            blob,
            1,
            (i, distance) =>
            {
                if (distance <= 1)
                    mask[i] = 255;
            }
        );

    /// <summary>Raises the map inside and around a blob: the given logit in its middle, a positive one 0 at its edge.</summary>
    private void Believe(Blob blob, double logit) =>
        ForEach(blob, 3, (i, distance) => _logit[i] = Math.Max(_logit[i], logit - Math.Max(logit, 1) * distance * distance));

    private void ForEach(Blob blob, double reach, Action<int, double> visit)
    {
        int top = Math.Max(0, (int)(blob.Y - reach * blob.B)),
            bottom = Math.Min(_size - 1, (int)(blob.Y + reach * blob.B) + 1);
        int left = Math.Max(0, (int)(blob.X - reach * blob.A)),
            right = Math.Min(_size - 1, (int)(blob.X + reach * blob.A) + 1);
        for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++)
        {
            double dx = (x - blob.X) / blob.A,
                dy = (y - blob.Y) / blob.B,
                distance = Math.Sqrt(dx * dx + dy * dy);
            if (distance <= reach)
                visit(y * _size + x, distance);
        }
    }

    private readonly record struct Blob(double X, double Y, double A, double B);
}
