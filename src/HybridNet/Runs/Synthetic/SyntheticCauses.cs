using HybridNet.Statistics;

namespace HybridNet.Runs.Synthetic;

/// <summary>
/// Decides which lesions a synthetic model misses, draws wrongly or invents, and where the reference is wrong, by the causes
/// that were asked for.
/// </summary>
/// <remarks>
/// A cause of misses acts on about a third of the lesions and there with its strength; every other lesion is missed with
/// <see cref="ChanceMiss"/>. So the attribute decides, not chance, and what decided is known for each lesion.
/// </remarks>
internal sealed class SyntheticCauses
{
    private const double ChanceMiss = 0.08,
        Third = 1 / 3.0,
        OuterThird = 0.68,
        DimLight = 0.86,
        CloseGap = 0.035;
    private const SampleCauses Misses =
        SampleCauses.MissSmall
        | SampleCauses.MissFaint
        | SampleCauses.MissBlurred
        | SampleCauses.MissPeripheral
        | SampleCauses.MissDark
        | SampleCauses.MissCrowded;

    private readonly SyntheticSettings _settings;
    private readonly FundusPhoto _photo;
    private readonly bool _trivial;

    /// <summary>Takes what the run has in common and the ground of one photograph.</summary>
    public SyntheticCauses(SyntheticSettings settings, FundusPhoto photo, bool trivial) =>
        (_settings, _photo, _trivial) = (settings, photo, trivial);

    private double Strength => _settings.Strength;

    private int Size => _settings.Size;

    /// <summary>Changes the fates of an image's lesions, and adds what the causes add.</summary>
    public void Apply(List<PlantedLesion> planted, List<(PlantedLesion Lesion, Blob Drawn, double Peak)> seen, ulong number)
    {
        if (_trivial)
            return;
        Xoshiro256 fates = new(_settings.Seed, 3_000_000UL + number),
            alarms = new(_settings.Seed, 4_000_000UL + number),
            labels = new(_settings.Seed, 5_000_000UL + number),
            neighbors = new(_settings.Seed, 6_000_000UL + number);
        if (Has(SampleCauses.MissCrowded))
            AddNeighbors(planted, ref neighbors);
        Measure(planted);
        seen.RemoveAll(item => item.Lesion.Kind == "Lesion");
        foreach (PlantedLesion lesion in planted.Where(lesion => lesion.Kind == "Lesion"))
        {
            Decide(lesion, ref fates);
            Blob drawn = Drawn(lesion, ref fates);
            double peak = 3 + 3 * fates.NextDouble();
            if (lesion.Found)
                seen.Add((lesion, drawn, peak));
        }
        AddAlarms(planted, seen, ref alarms);
        SpoilLabels(planted, ref labels);
    }

    /// <summary>What the reference shows of a lesion.</summary>
    public Blob Outline(PlantedLesion lesion) =>
        lesion.Cause == SampleCauses.LabelShifted
            ? lesion.Place with
            {
                X = lesion.Place.X + 1.5 * lesion.Place.A,
                Y = lesion.Place.Y - lesion.Place.B,
            }
            : lesion.Place;

    /// <summary>The reference shows a box.</summary>
    public bool Coarse(PlantedLesion lesion) => lesion.Cause == SampleCauses.LabelCoarse;

    private bool Has(SampleCauses cause) => _settings.Causes.HasFlag(cause);

    private void AddNeighbors(List<PlantedLesion> planted, ref Xoshiro256 random)
    {
        foreach (PlantedLesion lesion in planted.Where(lesion => lesion.Kind == "Lesion").ToArray())
        {
            if (random.NextDouble() >= 0.2)
                continue;
            double angle = 2 * Math.PI * random.NextDouble(),
                radius = lesion.Place.A * (0.6 + 0.8 * random.NextDouble()),
                distance = lesion.Place.A + radius + 0.6 * CloseGap * Size * (0.3 + random.NextDouble());
            var place = new Blob(
                lesion.Place.X + distance * Math.Cos(angle),
                lesion.Place.Y + distance * Math.Sin(angle),
                Math.Max(1, radius),
                Math.Max(1, radius * (0.6 + 0.4 * random.NextDouble()))
            );
            planted.Add(
                lesion with
                {
                    Place = place,
                    Contrast = 0.15 + 0.95 * random.NextDouble(),
                    Blur = 0.1 + 0.9 * random.NextDouble(),
                }
            );
        }
    }

    private void Measure(List<PlantedLesion> planted)
    {
        PlantedLesion[] lesions = [.. planted.Where(lesion => lesion.Kind == "Lesion")];
        foreach (PlantedLesion lesion in lesions)
        {
            lesion.Light = _photo.LightAt(lesion.Place.X, lesion.Place.Y);
            lesion.Gap = lesions
                .Where(other => other != lesion)
                .Select(other => Gap(lesion.Place, other.Place))
                .DefaultIfEmpty(double.PositiveInfinity)
                .Min();
        }
    }

    private static double Gap(Blob a, Blob b) =>
        Math.Max(0, Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y)) - a.A - b.A);

    private void Decide(PlantedLesion lesion, ref Xoshiro256 random)
    {
        SampleCauses? acting = null;
        foreach (SampleCauses cause in Enum.GetValues<SampleCauses>())
            if (acting is null && (cause & Misses) != 0 && Has(cause) && Affects(cause, lesion))
                acting = cause;
        // Both are drawn always, so that the lesions of two runs with other causes have the same luck.
        (double fate, double luck) = (random.NextDouble(), random.NextDouble());
        bool byCause = acting is not null && fate < Strength,
            byChance = luck < ChanceMiss;
        lesion.Found = !byCause && !byChance;
        lesion.Cause = byCause ? acting : null;
    }

    private bool Affects(SampleCauses cause, PlantedLesion lesion) =>
        cause switch
        {
            SampleCauses.MissSmall => lesion.SizeRank < Third,
            SampleCauses.MissFaint => lesion.Contrast < 0.15 + 0.95 * Third,
            SampleCauses.MissBlurred => lesion.Blur > 0.1 + 0.9 * (1 - Third),
            SampleCauses.MissPeripheral => lesion.Eccentricity > OuterThird,
            SampleCauses.MissDark => lesion.Light < DimLight,
            _ => lesion.Gap < CloseGap * Size,
        };

    private Blob Drawn(PlantedLesion lesion, ref Xoshiro256 random)
    {
        Blob place = lesion.Place;
        double scale = 0.95 + 0.1 * random.NextDouble(),
            shift = Has(SampleCauses.Shifted) ? Strength : 0;
        SampleCauses? cause = shift > 0 ? SampleCauses.Shifted : null;
        if (Has(SampleCauses.UnderDrawn))
            (scale, cause) = (1 - 0.45 * Strength, SampleCauses.UnderDrawn);
        else if (Has(SampleCauses.OverDrawn))
            (scale, cause) = (1 + 0.6 * Strength, SampleCauses.OverDrawn);
        if (lesion.Found)
            lesion.Cause = cause;
        return new(
            place.X + 0.1 * (random.NextDouble() - 0.5) * place.A + shift * 0.9 * place.A,
            place.Y + 0.1 * (random.NextDouble() - 0.5) * place.B,
            place.A * scale,
            place.B * scale
        );
    }

    private void AddAlarms(List<PlantedLesion> planted, List<(PlantedLesion, Blob, double)> seen, ref Xoshiro256 random)
    {
        for (int i = 0; i < 3; i++)
        {
            if (Has(SampleCauses.FalseBright))
            {
                Blob place = Spot(Anywhere(ref random), ref random);
                _photo.AddSpot(place, 1.8, 0.15);
                Alarm(place, SampleCauses.FalseBright, ref random);
            }
            if (Has(SampleCauses.FalseVessel) && OnVessel(ref random) is { } point)
                Alarm(Spot(point, ref random), SampleCauses.FalseVessel, ref random);
            if (Has(SampleCauses.FalseDisc))
                Alarm(Spot(InDisc(ref random), ref random), SampleCauses.FalseDisc, ref random);
        }

        void Alarm(Blob place, SampleCauses cause, ref Xoshiro256 dice)
        {
            if (dice.NextDouble() >= Strength)
                return;
            var alarm = new PlantedLesion
            {
                Kind = "Alarm",
                Place = place,
                Found = true,
                Marked = false,
                Cause = cause,
            };
            planted.Add(alarm);
            seen.Add((alarm, place, 2 + 2 * dice.NextDouble()));
        }
    }

    private void SpoilLabels(List<PlantedLesion> planted, ref Xoshiro256 random)
    {
        double share = 0.4 * Strength;
        foreach (PlantedLesion lesion in planted.Where(lesion => lesion.Kind == "Lesion").ToArray())
        {
            bool spoiled = random.NextDouble() < share;
            if (!spoiled || !lesion.Found)
                continue;
            if (Has(SampleCauses.LabelMissing))
                (lesion.Marked, lesion.Cause) = (false, SampleCauses.LabelMissing);
            else if (Has(SampleCauses.LabelShifted))
                lesion.Cause = SampleCauses.LabelShifted;
            else if (Has(SampleCauses.LabelCoarse))
                lesion.Cause = SampleCauses.LabelCoarse;
        }
        if (Has(SampleCauses.LabelInvented) && random.NextDouble() < Strength)
            planted.Add(
                new()
                {
                    Kind = "Lesion",
                    Place = Spot(Anywhere(ref random), ref random),
                    Cause = SampleCauses.LabelInvented,
                }
            );
    }

    private Blob Spot((double X, double Y) middle, ref Xoshiro256 random) =>
        new(
            middle.X,
            middle.Y,
            Math.Max(1.5, Size * (0.005 + 0.008 * random.NextDouble())),
            Math.Max(1.5, Size * (0.005 + 0.005 * random.NextDouble()))
        );

    private (double, double) Anywhere(ref Xoshiro256 random)
    {
        double angle = 2 * Math.PI * random.NextDouble(),
            distance = 0.4 * Math.Sqrt(random.NextDouble()) * Size;
        return (Size / 2.0 + distance * Math.Cos(angle), Size / 2.0 + distance * Math.Sin(angle));
    }

    private (double, double) InDisc(ref Xoshiro256 random)
    {
        double angle = 2 * Math.PI * random.NextDouble(),
            distance = 0.7 * _photo.DiscRadius * Math.Sqrt(random.NextDouble());
        return (_photo.Disc.X + distance * Math.Cos(angle), _photo.Disc.Y + distance * Math.Sin(angle));
    }

    private (double, double)? OnVessel(ref Xoshiro256 random)
    {
        for (int tries = 0; tries < 200; tries++)
        {
            (double x, double y) = Anywhere(ref random);
            if (_photo.Vessel[(int)y * Size + (int)x] != 0)
                return (x, y);
        }
        return null;
    }
}
