using HybridNet.Lesions;

namespace HybridNet;

/// <summary>Which mask a lesion is in.</summary>
public enum LesionSide
{
    /// <summary>The reference.</summary>
    GroundTruth,

    /// <summary>The prediction.</summary>
    Prediction,
}

/// <summary>One lesion of one image, and whether the other side found it.</summary>
public sealed record Lesion : IImageRecord, IFromRun
{
    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Class of the lesion where the set has several; null where there is one kind only.</summary>
    public string? Class => OwnClass ?? Origin.Run?.Class;

    /// <summary>Which mask it is in.</summary>
    public LesionSide Side { get; init; }

    /// <summary>Number within image and side, from 1, in the order of first pixels.</summary>
    public int Label { get; init; }

    /// <summary>Pixels.</summary>
    public long Area { get; init; }

    /// <summary>Diameter of the disk with the same area, pixels.</summary>
    public double EquivalentDiameter { get; init; }

    /// <summary>Smallest box around it.</summary>
    public PixelBox Box { get; init; }

    /// <summary>Mean column and row of its pixels.</summary>
    public PixelPoint Centroid { get; init; }

    /// <summary>The other side has a matching lesion.</summary>
    public bool Hit { get; init; }

    /// <summary>Matching lesions of the other side.</summary>
    public int Matches { get; init; }

    /// <summary>Pixels that the other mask has too.</summary>
    public long OverlapPixels { get; init; }

    /// <summary>Highest intersection over union with one lesion of the other side; 0 when there is none.</summary>
    public double BestIou { get; init; }

    /// <summary>Size stratum, as an interval of pixels such as 50-199.</summary>
    public string SizeStratum { get; init; } = "";

    /// <summary>
    /// Long over short axis of the ellipse with the same second moments; 1 is round. This and what follows: null unless
    /// attributes were asked for, NaN where they cannot be measured.
    /// </summary>
    public double? Elongation { get; init; }

    /// <summary>Area over the area of the convex hull, above 0 and up to 1.</summary>
    public double? Solidity { get; init; }

    /// <summary>Mean green of the lesion less that of the ring around it, over that of the ring.</summary>
    public double? Contrast { get; init; }

    /// <summary>Difference of the mean colors of lesion and ring, CIE 1976.</summary>
    public double? ColorDistance { get; init; }

    /// <summary>
    /// 1 less the green that the lesion adds around its outline, over what it adds inside: 1 for a hard edge, less for a
    /// blurred one.
    /// </summary>
    public double? Sharpness { get; init; }

    /// <summary>Mean green of the ring over that of the field of view.</summary>
    public double? Illumination { get; init; }

    /// <summary>Standard deviation of green in the ring from pixel to pixel, samples of 255.</summary>
    public double? Noise { get; init; }

    /// <summary>Distance of the centroid from the middle of the field of view, over its radius.</summary>
    public double? Eccentricity { get; init; }

    /// <summary>Pixels to the nearest edge of the image.</summary>
    public double? EdgeDistance { get; init; }

    /// <summary>Pixels to the nearest other lesion of the same side; infinite when there is none.</summary>
    public double? NeighborDistance { get; init; }

    /// <summary>Pixels to the nearest lesion of the other side, 0 when they overlap; infinite when there is none.</summary>
    public double? OtherSideDistance { get; init; }

    /// <summary>Highest probability inside.</summary>
    public double? PeakProbability { get; init; }

    /// <summary>Mean probability inside.</summary>
    public double? MeanProbability { get; init; }

    /// <summary>Pixels to each structure that was given, 0 when they overlap; infinite where the image has none of it.</summary>
    public IReadOnlyDictionary<string, double>? StructureDistances { get; init; }

    /// <summary>
    /// Class whose prediction covers most of a reference lesion that its own class missed; null where no class does, or where
    /// the other classes are not known.
    /// </summary>
    public string? FoundAs { get; init; }

    /// <summary>Class of loose files, which belong to no run.</summary>
    internal string? OwnClass { get; init; }

    /// <summary>The run that the image belongs to.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The image id with side and number.</summary>
    public override string ToString() => $"{ImageId} {Side} {Label}";

    /// <summary>Lists the lesions of both sides of an image.</summary>
    internal static IEnumerable<Lesion> Of(string run, string imageId, LesionMatching matching, SizeStrata strata, Origin origin)
    {
        foreach (LesionSide side in Enum.GetValues<LesionSide>())
        {
            LesionMap map = side == LesionSide.GroundTruth ? matching.Gt : matching.Pred;
            ILookup<int, LesionPair> pairs = matching.Pairs.ToLookup(pair =>
                side == LesionSide.GroundTruth ? pair.Gt : pair.Pred
            );
            for (int i = 0; i < map.Count; i++)
            {
                Component component = map.Components[i];
                int matches = matching.Matches(side, component.Label);
                yield return new Lesion
                {
                    Run = run,
                    ImageId = imageId,
                    Side = side,
                    Label = component.Label,
                    Area = component.Area,
                    EquivalentDiameter = component.EquivalentDiameter,
                    Box = new(
                        component.Left,
                        component.Top,
                        component.Right - component.Left + 1,
                        component.Bottom - component.Top + 1
                    ),
                    Centroid = new(component.CentroidX, component.CentroidY),
                    Hit = matches > 0,
                    Matches = matches,
                    OverlapPixels = pairs[component.Label].Sum(pair => pair.Pixels),
                    BestIou = pairs[component.Label].Select(pair => pair.Iou).DefaultIfEmpty(0).Max(),
                    SizeStratum = strata.NameOf(component.Area),
                    Origin = origin,
                };
            }
        }
    }
}

/// <summary>A box of whole pixels.</summary>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    /// <summary>x, y, width x height.</summary>
    public override string ToString() => $"{X},{Y} {Width}x{Height}";
}

/// <summary>A point between pixels.</summary>
/// <param name="X">Column.</param>
/// <param name="Y">Row.</param>
public readonly record struct PixelPoint(double X, double Y)
{
    /// <summary>x, y with one decimal.</summary>
    public override string ToString() => InvariantText.Invariant($"{X:0.0},{Y:0.0}");
}
