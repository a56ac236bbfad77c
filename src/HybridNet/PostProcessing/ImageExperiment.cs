using HybridNet.Lesions;
using HybridNet.Metrics;

namespace HybridNet.PostProcessing;

/// <summary>What every combination of a grid does to one image, as counts: small enough to keep for all images.</summary>
internal sealed class ImageExperiment
{
    private readonly long[] _truePositive,
        _predPixels;
    private readonly int[] _hits,
        _false;

    /// <param name="imageId">Image id.</param>
    /// <param name="gtPixels">Pixels of the reference.</param>
    /// <param name="gtLesions">Lesions of the reference in each size stratum.</param>
    /// <param name="medianStratum">Stratum of the median reference lesion; -1 when there is none.</param>
    /// <param name="rows">Combinations, the run as it is included.</param>
    public ImageExperiment(string imageId, long gtPixels, int[] gtLesions, int medianStratum, int rows)
    {
        (ImageId, GtPixels, GtLesions, MedianStratum) = (imageId, gtPixels, gtLesions, medianStratum);
        (_truePositive, _predPixels) = (new long[rows], new long[rows]);
        (_hits, _false) = (new int[rows * Strata], new int[rows * Strata]);
    }

    public string ImageId { get; }

    public long GtPixels { get; }

    public IReadOnlyList<int> GtLesions { get; }

    /// <summary>Stratum of the median reference lesion; -1 when there is none.</summary>
    public int MedianStratum { get; }

    private int Strata => GtLesions.Count;

    /// <summary>Row of the run as it is; the combinations follow from 1.</summary>
    public const int AsItIs = 0;

    public Confusion Counts(int row) =>
        new(_truePositive[row], _predPixels[row] - _truePositive[row], GtPixels - _truePositive[row], 0);

    /// <summary>Found reference lesions of a size.</summary>
    public int Hits(int row, int stratum) => _hits[row * Strata + stratum];

    /// <summary>Predicted lesions of a size without overlap.</summary>
    public int False(int row, int stratum) => _false[row * Strata + stratum];

    public void SetPixels(int row, long truePositive, long predPixels) =>
        (_truePositive[row], _predPixels[row]) = (truePositive, predPixels);

    public void AddHit(int row, int stratum) => _hits[row * Strata + stratum]++;

    public void AddFalse(int row, int stratum) => _false[row * Strata + stratum]++;

    /// <summary>The reference side of an image.</summary>
    public static ImageExperiment Of(string imageId, LesionMap gt, SizeStrata strata, int rows)
    {
        var lesions = new int[strata.Names.Count];
        var areas = new List<long>(gt.Count);
        foreach (Component component in gt.Components)
        {
            lesions[strata.IndexOf(component.Area)]++;
            areas.Add(component.Area);
        }
        areas.Sort();
        return new(imageId, areas.Sum(), lesions, areas.Count == 0 ? -1 : strata.IndexOf(areas[(areas.Count - 1) / 2]), rows);
    }
}
