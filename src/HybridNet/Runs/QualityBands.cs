namespace HybridNet;

/// <summary>Limits between bad, middling and good values, as the lab's report draws them.</summary>
/// <param name="ImageDice">Per-image colours: red below the first, green from the second.</param>
/// <param name="Dice">Epoch curves of Dice: bad below the first, good from the second.</param>
/// <param name="Iou">Epoch curves of IoU.</param>
/// <param name="Pearson">Epoch curves of Pearson correlation.</param>
/// <param name="Loss">Epoch curves of the loss: good up to the first, bad above the second.</param>
public sealed record QualityBands(Limits ImageDice, Limits Dice, Limits Iou, Limits Pearson, Limits Loss)
{
    /// <summary>The published limits of the run report "HybridNetv7EX" (11 September 2025).</summary>
    public static QualityBands Report { get; } =
        new(new(0.40, 0.50), new(0.40, 0.60), new(0.30, 0.45), new(0.30, 0.50), new(0.25, 0.45));

    /// <summary>The limits, in one line.</summary>
    public override string ToString() => $"image {ImageDice}, dice {Dice}, iou {Iou}, pearson {Pearson}, loss {Loss}";

    /// <summary>The colour of a per-image Dice value.</summary>
    /// <param name="dice">Dice, 0 to 1, or NaN.</param>
    public ScoreBand OfImage(double dice) =>
        double.IsNaN(dice) ? ScoreBand.None
        : dice < ImageDice.Lower ? ScoreBand.Red
        : dice < ImageDice.Upper ? ScoreBand.Yellow
        : ScoreBand.Green;
}

/// <summary>Two limits that part three bands.</summary>
/// <param name="Lower">The lower limit.</param>
/// <param name="Upper">The upper limit, not below the lower.</param>
public readonly record struct Limits(double Lower, double Upper)
{
    /// <summary>Lower/upper.</summary>
    public override string ToString() => InvariantText.Invariant($"{Lower:0.00}/{Upper:0.00}");
}
