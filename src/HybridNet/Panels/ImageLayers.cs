namespace HybridNet.Panels;

/// <summary>
/// The layers of one image as small picture files of one size, for a page that lays them over each other as its reader
/// likes: photograph, reference, prediction, probability map.
/// </summary>
/// <param name="Width">Columns of every layer.</param>
/// <param name="Height">Rows of every layer.</param>
/// <param name="Photo">WebP of the photograph, or null when there is none.</param>
/// <param name="Gt">1-bit PNG of the reference; a pixel is set when any reference pixel reaches into it.</param>
/// <param name="Prediction">1-bit PNG of the prediction, made in the same way.</param>
/// <param name="Map">8-bit grey PNG of the probability map, the highest value of each block; null without a map.</param>
/// <param name="Threshold">Probability at and above which the prediction was made, or null when nothing tells.</param>
/// <param name="Notes">What was missing or odd, one sentence each.</param>
internal sealed record ImageLayers(
    int Width,
    int Height,
    byte[]? Photo,
    byte[] Gt,
    byte[] Prediction,
    byte[]? Map,
    double? Threshold,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Bytes of all layers together.</summary>
    public int Size => (Photo?.Length ?? 0) + Gt.Length + Prediction.Length + (Map?.Length ?? 0);

    /// <summary>The other has the same photograph.</summary>
    internal bool HasPhotoOf(ImageLayers other) =>
        Photo is not null && other.Photo is not null && Photo.AsSpan().SequenceEqual(other.Photo);

    /// <summary>The other has the same reference, on the same grid.</summary>
    internal bool HasGtOf(ImageLayers other) =>
        Width == other.Width && Height == other.Height && Gt.AsSpan().SequenceEqual(other.Gt);
}
