using HybridNet.Statistics;

namespace HybridNet;

/// <summary>Who is compared.</summary>
public enum ReaderRole
{
    /// <summary>A reader against the majority of the other readers.</summary>
    Reader,

    /// <summary>The model against the readers' consensus.</summary>
    Model,

    /// <summary>The reference against itself with one pixel of outline more or less, by size of lesion.</summary>
    Outline,
}

/// <summary>How well a reader or the model agrees with the others: the score that can be reached.</summary>
public sealed record ReaderAgreement : IFromRun
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Who is compared.</summary>
    public ReaderRole Role { get; init; }

    /// <summary>Name of the reader, of the model's run, or the bin of lesion size in pixels.</summary>
    public required string Name { get; init; }

    /// <summary>Mean Dice against the majority (for a reader: of the others); for an outline: of the grown reference.</summary>
    public double Dice { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public double Low { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double High { get; init; }

    /// <summary>Mean Dice against the consensus of STAPLE; for an outline: of the shrunk reference.</summary>
    public double StapleDice { get; init; }

    /// <summary>For a reader: mean sensitivity by STAPLE; else NaN.</summary>
    public double Sensitivity { get; init; } = double.NaN;

    /// <summary>For a reader: mean specificity by STAPLE; else NaN.</summary>
    public double Specificity { get; init; } = double.NaN;

    /// <summary>For the model: its Dice over the readers' mean Dice against the others; else NaN.</summary>
    public double ShareOfReaders { get; init; } = double.NaN;

    /// <summary>Images that count, or lesions for an outline.</summary>
    public int Count { get; init; }

    /// <summary>Images in which neither side marks anything.</summary>
    public int LeftOut { get; init; }

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>A mean over images, those without a value left out, with its bootstrap interval.</summary>
    internal ReaderAgreement With(IReadOnlyList<double> dice, IReadOnlyList<double> staple)
    {
        double[] known = [.. dice.Where(value => !double.IsNaN(value))],
            second = [.. staple.Where(value => !double.IsNaN(value))];
        Interval interval = Bootstrap.MeanBca(known, 2000);
        return this with
        {
            Dice = known.Length == 0 ? double.NaN : Moments.Mean(known),
            Low = interval.Low,
            High = interval.High,
            StapleDice = second.Length == 0 ? double.NaN : Moments.Mean(second),
            Count = known.Length,
            LeftOut = dice.Count - known.Length,
        };
    }
}
