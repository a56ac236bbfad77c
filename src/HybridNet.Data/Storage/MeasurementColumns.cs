using System.Globalization;
using System.Text.RegularExpressions;
using HybridNet.Metrics;

namespace HybridNet.Data.Storage;

/// <summary>
/// The columns of a measurement in stores and Parquet files: its figures, without run, image and options, which a set has
/// once.
/// A property of <see cref="MaskMeasurement"/> that is missing here fails a test.
/// </summary>
internal static class MeasurementColumns
{
    /// <summary>Every column, in the order of the record.</summary>
    public static IReadOnlyList<MeasurementColumn> All { get; } =
    [
        Column(nameof(MaskMeasurement.Width), image => image.Width),
        Column(nameof(MaskMeasurement.Height), image => image.Height),
        Column(nameof(MaskMeasurement.TruePositive), image => image.TruePositive),
        Column(nameof(MaskMeasurement.FalsePositive), image => image.FalsePositive),
        Column(nameof(MaskMeasurement.FalseNegative), image => image.FalseNegative),
        Column(nameof(MaskMeasurement.TrueNegative), image => image.TrueNegative),
        Column(nameof(MaskMeasurement.GtPixels), image => image.GtPixels),
        Column(nameof(MaskMeasurement.PredPixels), image => image.PredPixels),
        Column(nameof(MaskMeasurement.Source), image => image.Source),
        Column(nameof(MaskMeasurement.State), image => image.State),
        Column(nameof(MaskMeasurement.Case), image => image.Case, "zero_dice_case"),
        Column(nameof(MaskMeasurement.Dice), image => image.Dice),
        Column(nameof(MaskMeasurement.Iou), image => image.Iou),
        Column(nameof(MaskMeasurement.Precision), image => image.Precision),
        Column(nameof(MaskMeasurement.Recall), image => image.Recall),
        Column(nameof(MaskMeasurement.Specificity), image => image.Specificity),
        Column(nameof(MaskMeasurement.Accuracy), image => image.Accuracy),
        Column(nameof(MaskMeasurement.F2), image => image.F2),
        Column(nameof(MaskMeasurement.Kappa), image => image.Kappa),
        Column(nameof(MaskMeasurement.Mcc), image => image.Mcc),
        Column(nameof(MaskMeasurement.VolumetricSimilarity), image => image.VolumetricSimilarity),
        Column(nameof(MaskMeasurement.Pearson), image => image.Pearson),
        Column(nameof(MaskMeasurement.Auroc), image => image.Auroc),
        Column(nameof(MaskMeasurement.AveragePrecision), image => image.AveragePrecision),
        Column(nameof(MaskMeasurement.Auprc), image => image.Auprc),
        Column(nameof(MaskMeasurement.Brier), image => image.Brier),
        Column(nameof(MaskMeasurement.Ece), image => image.Ece),
        Column(nameof(MaskMeasurement.SoftDice), image => image.SoftDice),
        Column(nameof(MaskMeasurement.Hausdorff), image => image.Hausdorff),
        Column(nameof(MaskMeasurement.Hd95), image => image.Hd95),
        Column(nameof(MaskMeasurement.Assd), image => image.Assd),
        Column(nameof(MaskMeasurement.Masd), image => image.Masd),
        Column(nameof(MaskMeasurement.Nsd), image => image.Nsd),
        Column(nameof(MaskMeasurement.BoundaryIou), image => image.BoundaryIou),
        Column(nameof(MaskMeasurement.GtLesions), image => image.GtLesions),
        Column(nameof(MaskMeasurement.PredLesions), image => image.PredLesions),
        Column(nameof(MaskMeasurement.GtHit), image => image.GtHit),
        Column(nameof(MaskMeasurement.GtMissed), image => image.GtMissed),
        Column(nameof(MaskMeasurement.PredHit), image => image.PredHit),
        Column(nameof(MaskMeasurement.PredFalse), image => image.PredFalse),
        Column(nameof(MaskMeasurement.Merges), image => image.Merges),
        Column(nameof(MaskMeasurement.Splits), image => image.Splits),
        Column(nameof(MaskMeasurement.FalsePositiveArea), image => image.FalsePositiveArea),
        Column(nameof(MaskMeasurement.LesionF1), image => image.LesionF1),
        Column(nameof(MaskMeasurement.PanopticQuality), image => image.PanopticQuality),
        Column(nameof(MaskMeasurement.LabDice), image => image.LabDice),
        Column(nameof(MaskMeasurement.LabIou), image => image.LabIou),
        Column(nameof(MaskMeasurement.LabPrecision), image => image.LabPrecision),
        Column(nameof(MaskMeasurement.LabRecall), image => image.LabRecall),
        Column(nameof(MaskMeasurement.LabPearson), image => image.LabPearson),
        Column(nameof(MaskMeasurement.RecordedDice), image => image.RecordedDice),
        Column(nameof(MaskMeasurement.DiceDifference), image => image.DiceDifference),
        Column(nameof(MaskMeasurement.PearsonDifference), image => image.PearsonDifference),
    ];

    /// <summary>A measurement from values that were kept.</summary>
    /// <param name="run">Name of its run.</param>
    /// <param name="imageId">Its image.</param>
    /// <param name="origin">Its run.</param>
    /// <param name="values">Its figures.</param>
    public static MaskMeasurement Make(string run, string imageId, Origin origin, MeasurementValues values) =>
        new()
        {
            Run = run,
            ImageId = imageId,
            Origin = origin,
            Width = values.Int(nameof(MaskMeasurement.Width))!.Value,
            Height = values.Int(nameof(MaskMeasurement.Height))!.Value,
            TruePositive = values.Whole(nameof(MaskMeasurement.TruePositive))!.Value,
            FalsePositive = values.Whole(nameof(MaskMeasurement.FalsePositive))!.Value,
            FalseNegative = values.Whole(nameof(MaskMeasurement.FalseNegative))!.Value,
            TrueNegative = values.Whole(nameof(MaskMeasurement.TrueNegative))!.Value,
            GtPixels = values.Whole(nameof(MaskMeasurement.GtPixels))!.Value,
            PredPixels = values.Whole(nameof(MaskMeasurement.PredPixels))!.Value,
            Source = values.Name<PredictionSource>(nameof(MaskMeasurement.Source)) ?? default,
            State = values.Name<MetricState>(nameof(MaskMeasurement.State))!.Value,
            Case = values.Name<ZeroDiceCase>(nameof(MaskMeasurement.Case)),
            Dice = values.Number(nameof(MaskMeasurement.Dice)) ?? double.NaN,
            Iou = values.Number(nameof(MaskMeasurement.Iou)) ?? double.NaN,
            Precision = values.Number(nameof(MaskMeasurement.Precision)) ?? double.NaN,
            Recall = values.Number(nameof(MaskMeasurement.Recall)) ?? double.NaN,
            Specificity = values.Number(nameof(MaskMeasurement.Specificity)) ?? double.NaN,
            Accuracy = values.Number(nameof(MaskMeasurement.Accuracy)) ?? double.NaN,
            F2 = values.Number(nameof(MaskMeasurement.F2)) ?? double.NaN,
            Kappa = values.Number(nameof(MaskMeasurement.Kappa)) ?? double.NaN,
            Mcc = values.Number(nameof(MaskMeasurement.Mcc)) ?? double.NaN,
            // What was kept before this figure was there has the two counts it follows from.
            VolumetricSimilarity =
                values.Number(nameof(MaskMeasurement.VolumetricSimilarity))
                ?? OverlapMetrics.VolumetricSimilarity(
                    values.Whole(nameof(MaskMeasurement.GtPixels))!.Value,
                    values.Whole(nameof(MaskMeasurement.PredPixels))!.Value
                ),
            Pearson = values.Number(nameof(MaskMeasurement.Pearson)),
            Auroc = values.Number(nameof(MaskMeasurement.Auroc)),
            AveragePrecision = values.Number(nameof(MaskMeasurement.AveragePrecision)),
            Auprc = values.Number(nameof(MaskMeasurement.Auprc)),
            Brier = values.Number(nameof(MaskMeasurement.Brier)),
            Ece = values.Number(nameof(MaskMeasurement.Ece)),
            SoftDice = values.Number(nameof(MaskMeasurement.SoftDice)),
            Hausdorff = values.Number(nameof(MaskMeasurement.Hausdorff)),
            Hd95 = values.Number(nameof(MaskMeasurement.Hd95)),
            Assd = values.Number(nameof(MaskMeasurement.Assd)),
            Masd = values.Number(nameof(MaskMeasurement.Masd)),
            Nsd = values.Number(nameof(MaskMeasurement.Nsd)),
            BoundaryIou = values.Number(nameof(MaskMeasurement.BoundaryIou)),
            GtLesions = values.Int(nameof(MaskMeasurement.GtLesions)),
            PredLesions = values.Int(nameof(MaskMeasurement.PredLesions)),
            GtHit = values.Int(nameof(MaskMeasurement.GtHit)),
            GtMissed = values.Int(nameof(MaskMeasurement.GtMissed)),
            PredHit = values.Int(nameof(MaskMeasurement.PredHit)),
            PredFalse = values.Int(nameof(MaskMeasurement.PredFalse)),
            Merges = values.Int(nameof(MaskMeasurement.Merges)),
            Splits = values.Int(nameof(MaskMeasurement.Splits)),
            FalsePositiveArea = values.Whole(nameof(MaskMeasurement.FalsePositiveArea)),
            LesionF1 = values.Number(nameof(MaskMeasurement.LesionF1)),
            PanopticQuality = values.Number(nameof(MaskMeasurement.PanopticQuality)),
            LabDice = values.Number(nameof(MaskMeasurement.LabDice)),
            LabIou = values.Number(nameof(MaskMeasurement.LabIou)),
            LabPrecision = values.Number(nameof(MaskMeasurement.LabPrecision)),
            LabRecall = values.Number(nameof(MaskMeasurement.LabRecall)),
            LabPearson = values.Number(nameof(MaskMeasurement.LabPearson)),
            RecordedDice = values.Number(nameof(MaskMeasurement.RecordedDice)),
            DiceDifference = values.Number(nameof(MaskMeasurement.DiceDifference)),
            PearsonDifference = values.Number(nameof(MaskMeasurement.PearsonDifference)),
        };

    private static MeasurementColumn Column<T>(string name, Func<MaskMeasurement, T> get, string? storedName = null) =>
        new(name, storedName, typeof(T), image => get(image));
}

/// <summary>One column of a measurement.</summary>
/// <param name="name">Name of the property.</param>
/// <param name="storedName">Name in the store where it is not the property's: "case" is a word of SQL.</param>
/// <param name="type">Type of the property.</param>
/// <param name="get">Takes the value.</param>
internal sealed partial class MeasurementColumn(string name, string? storedName, Type type, Func<MaskMeasurement, object?> get)
{
    /// <summary>Name of the property.</summary>
    public string Name => name;

    /// <summary>Type of its values, without "may be missing".</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The value may be missing.</summary>
    public bool IsOptional { get; } = Nullable.GetUnderlyingType(type) is not null;

    /// <summary>Name of the column in the store.</summary>
    public string StoredName { get; } = storedName ?? Capital().Replace(name, "_$0").ToLowerInvariant();

    /// <summary>The value.</summary>
    public object? Get(MaskMeasurement measurement) => get(measurement);

    /// <summary>The value as the store keeps it.</summary>
    public object? ToStore(MaskMeasurement measurement) =>
        Get(measurement) is double number && IsOptional ? Stored.Optional(number) : Get(measurement);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}

/// <summary>Figures that were kept, by the names of their properties: what a file of tables or a store gives back.</summary>
/// <param name="find">The value of a property; null or DBNull for none, a text for NaN or the name of a value.</param>
internal readonly struct MeasurementValues(Func<string, object?> find)
{
    /// <summary>A number; NaN for a text.</summary>
    public double? Number(string name) =>
        Value(name) switch
        {
            null => null,
            string => double.NaN,
            object value => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };

    /// <summary>A count.</summary>
    public int? Int(string name) => Value(name) is { } value ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A large count.</summary>
    public long? Whole(string name) => Value(name) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A value of an enumeration, by its name.</summary>
    public T? Name<T>(string name)
        where T : struct, Enum => Value(name) is string text ? Enum.Parse<T>(text) : null;

    private object? Value(string name) => find(name) is { } value and not DBNull ? value : null;
}
