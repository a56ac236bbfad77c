namespace HybridNet.Data.Runs.Formats;

/// <summary>Scores of one image as a JSON evaluator gives them; what it does not give is NaN or null.</summary>
internal sealed record ScoreRow(string Id)
{
    public double Dice { get; init; } = double.NaN;

    public double Iou { get; init; } = double.NaN;

    public double Precision { get; init; } = double.NaN;

    public double Recall { get; init; } = double.NaN;

    public long? GtPixels { get; init; }

    public long? PredPixels { get; init; }

    public RecordedCounts? Counts { get; init; }

    /// <summary>The reference is known to be empty or not, though its pixels are not counted.</summary>
    public bool? GtEmpty { get; init; }

    /// <summary>The prediction is known to be empty or not, though its pixels are not counted.</summary>
    public bool? PredEmpty { get; init; }

    public PrintedScores Printed { get; init; }

    public Dictionary<string, string>? Other { get; init; }

    /// <summary>The record of this row.</summary>
    /// <param name="file">The file, for what is said of a bad value.</param>
    /// <param name="context">Run and bands.</param>
    /// <exception cref="InputException">A Dice or IoU lies outside of 0 to 1.</exception>
    public ImageScore Make(string file, ReadContext context)
    {
        Check(Dice, "Dice", file);
        Check(Iou, "IoU", file);
        return new()
        {
            Run = context.Name,
            ImageId = Id,
            Dice = Dice,
            Iou = Iou,
            Precision = Precision,
            Recall = Recall,
            GtPixels = GtPixels ?? (GtEmpty == true ? 0 : null),
            PredPixels = PredPixels ?? (PredEmpty == true ? 0 : null),
            Counts = Counts,
            Band = context.Options.Bands.OfImage(Dice),
            MarksNothing = GtEmpty,
            PredictsNothing = PredEmpty,
            Printed = Printed,
            Other = Other,
            Origin = new(context.Cell),
        };
    }

    private void Check(double value, string what, string file)
    {
        if (value is < 0 or > 1 + 1e-6)
            throw new InputException(
                InputError.ValueOutOfRange,
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{file}, image {Id}: {value} is no {what}: it lies between 0 and 1."
                ),
                file,
                "Correct the value, or write NaN where it is undefined."
            );
    }
}
