using HybridNet.Suspects;

namespace HybridNet;

/// <summary>What may be wrong with the reference at one place.</summary>
public enum LabelFault
{
    /// <summary>A lesion that the reference lacks.</summary>
    Missing,

    /// <summary>A lesion of the reference where none is.</summary>
    Invented,

    /// <summary>A lesion of the reference beside its place.</summary>
    Shifted,
}

/// <summary>A place where the reference is probably wrong, for somebody to look at.</summary>
public sealed record LabelSuspect : IImageRecord, IFromRun
{
    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Place in the list, from 1.</summary>
    public int Rank { get; init; }

    /// <summary>What may be wrong.</summary>
    public LabelFault Fault { get; init; }

    /// <summary>How much the place is like a fault, 0 to 1; it ranks and is no probability.</summary>
    public double Score { get; init; }

    /// <summary>The mask that has the lesion: the prediction's for a missing one, else the reference's.</summary>
    public LesionSide Side { get; init; }

    /// <summary>Number of the lesion within image and side.</summary>
    public int Label { get; init; }

    /// <summary>Pixels.</summary>
    public long Area { get; init; }

    /// <summary>Smallest box around it; of a shifted one around both places.</summary>
    public PixelBox Box { get; init; }

    /// <summary>Mean column and row of its pixels.</summary>
    public PixelPoint Centroid { get; init; }

    /// <summary>Mean probability inside.</summary>
    public double MeanProbability { get; init; }

    /// <summary>Contrast to the ring around it; NaN without a photograph.</summary>
    public double Contrast { get; init; }

    /// <summary>A shifted one that still overlaps the prediction: it counts as found, not as a failure.</summary>
    internal bool Overlaps { get; init; }

    /// <summary>The run that the image belongs to.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>Lists the suspects of a run, most suspicious first.</summary>
    /// <param name="lesions">Lesions of both sides of all images with their attributes.</param>
    public static IReadOnlyList<LabelSuspect> Of(IReadOnlyList<Lesion> lesions) => SuspectRanking.Of(lesions);
}
