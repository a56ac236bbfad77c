using HybridNet.Data.Imaging.General;
using HybridNet.Data.Imaging.Png;
using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Scores;

namespace HybridNet.Data.Imaging;

/// <summary>Writes masks as 1-bit PNG, maps as 8- or 16-bit PNG or as arrays of numpy. The same pixels give the same bytes.</summary>
internal sealed class ImageWriter : IImageWriter
{
    /// <inheritdoc/>
    public void WriteMask(string path, Mask mask, bool overwrite) => WholeFile.Write(path, PngWriter.Mask(mask), overwrite);

    /// <inheritdoc/>
    public void WriteScores(string path, ScoreMap map, bool overwrite) =>
        WholeFile.Write(
            path,
            map.Format is ScoreFormat.UInt8 or ScoreFormat.UInt16 ? PngWriter.Scores(map) : NpyWriter.Array(map),
            overwrite
        );
}
