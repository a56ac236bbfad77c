using HybridNet.Data.Imaging.Numpy;
using HybridNet.Data.Imaging.Png;
using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging;

/// <summary>Writes masks as 1-bit PNG, maps as 8- or 16-bit PNG or as arrays of numpy. The same pixels give the same
/// bytes.</summary>
internal sealed class ImageWriter : IImageWriter
{
    /// <inheritdoc/>
    public void WriteMask(string path, Mask mask, bool overwrite) => AtomicFile.Write(path, PngWriter.Mask(mask), overwrite);

    /// <inheritdoc/>
    public void WriteScores(string path, ProbabilityMap map, bool overwrite) =>
        AtomicFile.Write(
            path,
            map.Format is ProbabilityFormat.UInt8 or ProbabilityFormat.UInt16 ? PngWriter.Scores(map) : NpyWriter.Array(map),
            overwrite
        );
}
