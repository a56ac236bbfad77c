using HybridNet.Statistics;

namespace HybridNet.Runs.Synthetic;

/// <summary>What all images of a synthetic run have in common.</summary>
/// <param name="Size">Side, pixels.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Trivial">Whether some images may have nothing marked and nothing predicted.</param>
internal sealed record SyntheticSettings(int Size, ulong Seed, bool Trivial)
{
    /// <summary>What makes the model fail.</summary>
    public SampleCauses Causes { get; init; }

    /// <summary>Share of the affected lesions on which a cause acts, 0 to 1.</summary>
    public double Strength { get; init; } = 0.8;

    /// <summary>Lesions are darker than the ground (bleedings) in place of brighter ones (exudates).</summary>
    public bool Dark { get; init; }

    /// <summary>Half axes of the lesions as shares of the side, from and to.</summary>
    public (double From, double To) Radius { get; init; } = (0.004, 0.03);

    /// <summary>Readers who outline the lesions besides the reference.</summary>
    public int Readers { get; init; }
}

/// <summary>
/// One drawn fundus photograph with two reference masks and a probability map that a model might have made of it:
/// most lesions found and shifted a little, some missed, a few false alarms.
/// </summary>
/// <remarks>
/// The same number, size and seed draw the same pixels. Sizes of lesions scale with the image. Places and outlines come
/// from one stream of random numbers, everything else from streams of its own: a cause that is asked for changes what the
/// model makes of the lesions, not the lesions. What the model misses leaves no trace of its outline in the map: nothing,
/// or a weak response that lies beside it. Weak responses where nothing is are more frequent.
/// </remarks>
internal sealed class SyntheticImage
{
    private const double TrivialShare = 0.15,
        FalseAlarmShare = 0.04,
        MissShare = 0.04,
        HitShare = 0.8,
        WeakShare = 0.25;

    private readonly SyntheticSettings _settings;
    private readonly int _size;
    private readonly List<PlantedLesion> _planted = [];
    private readonly List<(PlantedLesion Lesion, Blob Drawn, double Peak)> _seen = [];
    private Xoshiro256 _random,
        _details;

    private SyntheticImage(SyntheticSettings settings, int number)
    {
        (_settings, _size) = (settings, settings.Size);
        _random = new Xoshiro256(settings.Seed, (ulong)number);
        _details = new Xoshiro256(settings.Seed, 2_000_000UL + (ulong)number);
        (Hard, Soft) = (new byte[_size * _size], new byte[_size * _size]);
    }

    /// <summary>Hard exudates, size x size samples, 0 or 255.</summary>
    public byte[] Hard { get; }

    /// <summary>Soft exudates, size x size samples, 0 or 255.</summary>
    public byte[] Soft { get; }

    /// <summary>Probability map, size x size samples, 0 to 255.</summary>
    public byte[] Map { get; private set; } = [];

    /// <summary>Photograph, size x size pixels, red green blue.</summary>
    public byte[] Photo { get; private set; } = [];

    /// <summary>Optic disc, size x size samples, 0 or 255.</summary>
    public byte[] Disc { get; private set; } = [];

    /// <summary>Vessels, size x size samples, 0 or 255.</summary>
    public byte[] Vessel { get; private set; } = [];

    /// <summary>Masks of the readers, size x size samples, 0 or 255.</summary>
    public IReadOnlyList<byte[]> Readers { get; private set; } = [];

    /// <summary>What was drawn, and what was made to go wrong.</summary>
    public IReadOnlyList<PlantedLesion> Planted => _planted;

    /// <summary>Draws an image.</summary>
    /// <param name="settings">What the images of the run have in common.</param>
    /// <param name="number">Number of the image.</param>
    public static SyntheticImage Draw(SyntheticSettings settings, int number)
    {
        var image = new SyntheticImage(settings, number);
        image.DrawAll((ulong)number);
        return image;
    }

    private void DrawAll(ulong number)
    {
        double kind = _random.NextDouble(),
            trivial = _settings.Trivial ? TrivialShare : 0;
        bool marked = kind >= trivial + FalseAlarmShare,
            silent = kind < trivial || (marked && kind < trivial + FalseAlarmShare + MissShare);
        DrawLesions(marked, silent);
        int alarms = silent ? 0 : _random.NextInt(marked ? 3 : 4) + (marked ? 0 : 1);
        for (int i = 0; i < alarms; i++)
            Alarm(NextBlob(0.003, 0.01, out _), 2 + 2 * _random.NextDouble(), null);

        var anatomy = new Xoshiro256(_settings.Seed, 1_000_000UL + number);
        FundusPhoto photo = FundusPhoto.Draw(_size, ref anatomy);
        var causes = new SyntheticCauses(_settings, photo, kind < trivial);
        if (_settings.Causes != SampleCauses.None)
            causes.Apply(_planted, _seen, number);
        foreach (PlantedLesion lesion in _planted)
        {
            if (lesion is { Kind: "Lesion", Marked: true })
                Fill(lesion.Soft ? Soft : Hard, causes.Outline(lesion), causes.Coarse(lesion));
            if (lesion.Kind == "Lesion" && lesion.Cause != SampleCauses.LabelInvented)
                photo.AddSpot(lesion.Place, _settings.Dark ? -0.6 * lesion.Contrast : lesion.Contrast, lesion.Blur);
        }
        var map = new SyntheticMap(_size);
        foreach ((_, Blob drawn, double peak) in _seen)
            map.Believe(drawn, peak);
        foreach (PlantedLesion missed in _planted.Where(lesion => lesion is { Kind: "Lesion", Found: false }))
            WeakResponse(map, missed);
        for (int i = _details.NextInt(4); i > 0; i--)
            map.Believe(
                new(Across(), Across(), _size * (0.006 + 0.02 * _details.NextDouble()), _size * 0.012),
                -0.6 - 2.4 * _details.NextDouble()
            );
        Map = map.Samples(ref _random, ref _details);
        Photo = photo.Colors(ref anatomy);
        (Disc, Vessel) = (photo.DiscMask(), photo.Vessel);
        Readers = [.. Enumerable.Range(0, _settings.Readers).Select(Reader)];
    }

    private void DrawLesions(bool marked, bool silent)
    {
        int lesions = marked ? 1 + _random.NextInt(8) : 0;
        for (int i = 0; i < lesions; i++)
        {
            Blob place = NextBlob(_settings.Radius.From, _settings.Radius.To, out double rank);
            double fromMiddle = Math.Sqrt(Square(place.X - _size / 2.0) + Square(place.Y - _size / 2.0));
            var lesion = new PlantedLesion
            {
                Kind = "Lesion",
                Place = place,
                Soft = _random.NextDouble() >= 0.8,
                SizeRank = rank,
                Eccentricity = fromMiddle / (0.48 * _size),
                Contrast = 0.15 + 0.95 * _details.NextDouble(),
                Blur = 0.1 + 0.9 * _details.NextDouble(),
                Found = !silent && _random.NextDouble() < HitShare,
            };
            _planted.Add(lesion);
            if (lesion.Found)
                _seen.Add((lesion, Jittered(place), 3 + 3 * _random.NextDouble()));
        }
    }

    private void Alarm(Blob place, double peak, SampleCauses? cause)
    {
        var alarm = new PlantedLesion
        {
            Kind = "Alarm",
            Place = place,
            Found = true,
            Marked = false,
            Cause = cause,
        };
        _planted.Add(alarm);
        _seen.Add((alarm, place, peak));
    }

    /// <summary>A coordinate in the middle of the field.</summary>
    private double Across() => _size * (0.2 + 0.6 * _details.NextDouble());

    /// <summary>Some misses leave a weak response near their place.</summary>
    private void WeakResponse(SyntheticMap map, PlantedLesion missed)
    {
        bool planted = _settings.Causes.HasFlag(SampleCauses.SubThreshold);
        if (_details.NextDouble() >= (planted ? _settings.Strength : WeakShare))
            return;
        Blob place = missed.Place;
        double x = place.X + 0.6 * (_details.NextDouble() - 0.5) * place.A,
            y = place.Y + 0.6 * (_details.NextDouble() - 0.5) * place.B;
        map.Believe(new(x, y, 0.8 * place.A, 0.8 * place.B), -0.4 - 2.2 * _details.NextDouble());
        if (planted)
            missed.Cause ??= SampleCauses.SubThreshold;
    }

    /// <summary>A reader outlines a little differently, overlooks one lesion in ten and marks a spot now and then.</summary>
    private byte[] Reader(int reader)
    {
        var mask = new byte[_size * _size];
        double habit = 0.9 + 0.2 * _details.NextDouble();
        foreach (PlantedLesion lesion in _planted)
        {
            if (lesion.Kind != "Lesion" || lesion.Cause == SampleCauses.LabelInvented || _details.NextDouble() < 0.1)
                continue;
            Blob place = lesion.Place;
            Fill(
                mask,
                new(
                    place.X + 0.25 * (_details.NextDouble() - 0.5) * place.A,
                    place.Y + 0.25 * (_details.NextDouble() - 0.5) * place.B,
                    place.A * habit,
                    place.B * habit
                ),
                false
            );
        }
        if (_planted.Count > 0 && _details.NextDouble() < 0.15 + 0.05 * reader)
            Fill(
                mask,
                new(
                    _size * (0.25 + 0.5 * _details.NextDouble()),
                    _size * (0.25 + 0.5 * _details.NextDouble()),
                    Math.Max(1, 0.006 * _size),
                    Math.Max(1, 0.005 * _size)
                ),
                false
            );
        return mask;
    }

    /// <summary>A lesion inside the field of view, radii as shares of the image's side.</summary>
    private Blob NextBlob(double smallest, double largest, out double rank)
    {
        double angle = 2 * Math.PI * _random.NextDouble(),
            distance = 0.4 * Math.Sqrt(_random.NextDouble()) * _size;
        rank = _random.NextDouble();
        double radius = (smallest + (largest - smallest) * Math.Pow(rank, 3)) * _size;
        return new(
            _size / 2.0 + distance * Math.Cos(angle),
            _size / 2.0 + distance * Math.Sin(angle),
            Math.Max(1, radius),
            Math.Max(1, radius * (0.5 + 0.5 * _random.NextDouble()))
        );
    }

    private Blob Jittered(Blob blob) =>
        blob with
        {
            X = blob.X + (_random.NextDouble() - 0.5) * blob.A,
            Y = blob.Y + (_random.NextDouble() - 0.5) * blob.B,
            A = blob.A * (0.7 + 0.6 * _random.NextDouble()),
            B = blob.B * (0.7 + 0.6 * _random.NextDouble()),
        };

    private void Fill(byte[] mask, Blob blob, bool box)
    {
        for (int y = Math.Max(0, (int)(blob.Y - blob.B)); y <= Math.Min(_size - 1, (int)(blob.Y + blob.B) + 1); y++)
        for (int x = Math.Max(0, (int)(blob.X - blob.A)); x <= Math.Min(_size - 1, (int)(blob.X + blob.A) + 1); x++)
            if (box || Math.Sqrt(Square((x - blob.X) / blob.A) + Square((y - blob.Y) / blob.B)) <= 1)
                mask[y * _size + x] = 255;
    }

    private static double Square(double value) => value * value;
}
