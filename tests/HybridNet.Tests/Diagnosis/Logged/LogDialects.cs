using System.Globalization;
using HybridNet.Statistics;

namespace HybridNet.Tests.Diagnosis.Logged;

/// <summary>Pixel counts of one made image, and the correlation of its map.</summary>
internal sealed record MadeImage(long Gt, long Pred, long Common, double Pearson)
{
    /// <summary>What stands behind the row, straight from the counts.</summary>
    public MetricState Truth
    {
        get
        {
            if (Gt == 0)
                return Pred == 0 ? MetricState.BothEmpty : MetricState.GtEmpty;
            if (Pred == 0)
                return MetricState.PredEmpty;
            return Common == 0 ? MetricState.Disjoint : MetricState.Defined;
        }
    }

    /// <summary>A test set: trivial images, all three failures (some misses with a flat map), and hits, none of them
    /// perfect.</summary>
    public static MadeImage[] Set(ulong seed, int count, long smallest = 3, long largest = 20000)
    {
        var random = new Xoshiro256(seed);
        long Size() => (long)Math.Round(smallest * Math.Pow((double)largest / smallest, random.NextDouble()));
        var images = new MadeImage[count];
        for (int i = 0; i < count; i++)
        {
            double kind = random.NextDouble(),
                pearson = 0.05 + 0.9 * random.NextDouble();
            long gt = Size(),
                pred = Size();
            images[i] = kind switch
            {
                < 0.15 => new(0, 0, 0, 0),
                < 0.22 => new(0, pred, 0, 0),
                < 0.32 => new(gt, 0, 0, random.NextDouble() < 0.2 ? 0 : pearson / 10),
                < 0.37 => new(gt, pred, 0, pearson / 30),
                _ => Hit(gt, random, pearson),
            };
        }
        return images;
    }

    private static MadeImage Hit(long gt, Xoshiro256 random, double pearson)
    {
        long common = Math.Max(1, (long)(gt * random.NextDouble()));
        return new(gt, common + 1 + (long)(gt * random.NextDouble()), common, pearson);
    }
}

/// <summary>How a lab logs: formulas for the four scores, the columns that it has, and how numbers are printed.</summary>
internal sealed record LogDialect(string Name)
{
    /// <summary>Terms of the numerator and of the denominator of Dice and IoU.</summary>
    public (double Above, double Below) Dice { get; init; } = (1e-6, 1e-6);

    public (double Above, double Below) Iou { get; init; } = (1e-6, 1e-6);

    /// <summary>Terms of precision and recall.</summary>
    public (double Above, double Below) Ratio { get; init; } = (0, 1e-7);

    /// <summary>What 0/0 is logged as.</summary>
    public double Undefined { get; init; } = double.NaN;

    /// <summary>Every score of an image without a reference is nan, as MONAI has it; with ratios kept or not.</summary>
    public bool NanWithoutReference { get; init; }

    public bool RatiosKept { get; init; }

    /// <summary>Columns, of DJPRC: Dice, J the IoU, precision, recall, correlation.</summary>
    public string Columns { get; init; } = "DJPRC";

    public string Format { get; init; } = "R";

    public string PearsonFormat { get; init; } = "R";

    public bool Floats { get; init; }

    /// <summary>The counts stand in the table too.</summary>
    public bool Counts { get; init; }

    public ImageScore Row(MadeImage image, int index)
    {
        bool nan = NanWithoutReference && image.Gt == 0;
        double dice = nan ? double.NaN : Quotient(2 * image.Common, image.Gt + image.Pred, Dice),
            iou = nan ? double.NaN : Quotient(image.Common, image.Gt + image.Pred - image.Common, Iou),
            precision = nan && !RatiosKept ? double.NaN : Quotient(image.Common, image.Pred, Ratio),
            recall = nan && !RatiosKept ? double.NaN : Quotient(image.Common, image.Gt, Ratio);
        (double Value, PrintedPlace Place) d = Print('D', dice, Format),
            j = Print('J', iou, Format),
            p = Print('P', precision, Format),
            r = Print('R', recall, Format),
            c = Print('C', image.Pearson, PearsonFormat);
        return new()
        {
            Run = Name,
            ImageId = $"{index:0000}",
            Dice = d.Value,
            Iou = j.Value,
            Precision = p.Value,
            Recall = r.Value,
            Pearson = c.Value,
            GtPixels = Counts ? image.Gt : null,
            PredPixels = Counts ? image.Pred : null,
            Printed = new()
            {
                Dice = d.Place,
                Iou = j.Place,
                Precision = p.Place,
                Recall = r.Place,
                Pearson = c.Place,
            },
        };
    }

    private double Quotient(long part, long whole, (double Above, double Below) term)
    {
        double above = part + term.Above,
            below = whole + term.Below;
        return below == 0 ? Undefined : above / below;
    }

    private (double, PrintedPlace) Print(char column, double value, string format)
    {
        if (!Columns.Contains(column))
            return (double.NaN, PrintedPlace.Unknown);
        string text = Floats
            ? ((float)value).ToString(format, CultureInfo.InvariantCulture)
            : value.ToString(format, CultureInfo.InvariantCulture);
        return (double.Parse(text, CultureInfo.InvariantCulture), PrintedPlace.Of(text));
    }

    private static LogDialect Smoothed(string name, double e) =>
        new(name)
        {
            Dice = (e, e),
            Iou = (e, e),
            Ratio = (e, e),
        };

    /// <summary>Ways in which public training and evaluation code logs.</summary>
    public static IReadOnlyList<LogDialect> All { get; } =
    [
        new("the lab"),
        new("the lab, counts too") { Counts = true },
        new("the lab, 7 digits") { Format = "0.000000e+00" },
        new("the lab, 6 significant digits") { Format = "G6" },
        new("the lab, 8 decimals") { Format = "F8" },
        new("the lab, 6 decimals") { Format = "F6" },
        new("the lab, 4 decimals") { Format = "F4" },
        new("the lab, floats") { Floats = true },
        new("the lab, Pearson with 2 decimals") { PearsonFormat = "F2" },
        new("the lab, Pearson with 3 decimals") { PearsonFormat = "F3" },
        new("the lab without Pearson") { Columns = "DJPR" },
        new("the lab, Dice, IoU, Pearson") { Columns = "DJC" },
        new("the lab, Dice and IoU") { Columns = "DJ" },
        new("the lab, Dice alone") { Columns = "D" },
        new("the lab, IoU alone") { Columns = "J" },
        Smoothed("all smoothed, 1e-6", 1e-6),
        Smoothed("all smoothed, 1e-7", 1e-7) with
        {
            Columns = "DJPR",
        },
        Smoothed("all smoothed, 1", 1),
        Smoothed("all smoothed, 1, without Pearson", 1) with
        {
            Columns = "DJPR",
        },
        Smoothed("all smoothed, 1e-6, 4 decimals", 1e-6) with
        {
            Format = "F4",
            PearsonFormat = "F4",
        },
        new("smooth 1 in Dice and IoU") { Dice = (1, 1), Iou = (1, 1) },
        new("textbook") { Dice = (2e-6, 2e-6) },
        new("textbook, Dice alone") { Dice = (2e-6, 2e-6), Columns = "D" },
        new("1e-5") { Dice = (1e-5, 1e-5), Iou = (1e-5, 1e-5) },
        new("1e-3") { Dice = (1e-3, 1e-3), Iou = (1e-3, 1e-3) },
        new("1e-15") { Dice = (1e-15, 1e-15), Iou = (1e-15, 1e-15) },
        new("exact, nan")
        {
            Dice = (0, 0),
            Iou = (0, 0),
            Ratio = (0, 0),
        },
        new("exact, nan, without Pearson")
        {
            Dice = (0, 0),
            Iou = (0, 0),
            Ratio = (0, 0),
            Columns = "DJPR",
        },
        new("exact, 0/0 is 0")
        {
            Dice = (0, 0),
            Iou = (0, 0),
            Ratio = (0, 0),
            Undefined = 0,
        },
        new("exact, 0/0 is 0, without Pearson")
        {
            Dice = (0, 0),
            Iou = (0, 0),
            Ratio = (0, 0),
            Undefined = 0,
            Columns = "DJPR",
        },
        new("exact, 0/0 is 1")
        {
            Dice = (0, 0),
            Iou = (0, 0),
            Ratio = (0, 0),
            Undefined = 1,
        },
        new("below only")
        {
            Dice = (0, 1e-6),
            Iou = (0, 1e-6),
            Ratio = (0, 1e-6),
        },
        new("nan without a reference")
        {
            Dice = (0, 0),
            Iou = (0, 0),
            Ratio = (0, 0),
            NanWithoutReference = true,
        },
        new("nan without a reference, ratios of the lab")
        {
            Dice = (0, 0),
            Iou = (0, 0),
            NanWithoutReference = true,
            RatiosKept = true,
        },
        new("exact, nan, Dice alone") { Dice = (0, 0), Columns = "D" },
        new("exact, 4 decimals, nan")
        {
            Dice = (0, 0),
            Iou = (0, 0),
            Ratio = (0, 0),
            Format = "F4",
            PearsonFormat = "F4",
        },
    ];
}
