using HybridNet.Data.Imaging.Png;
using HybridNet.Ports;
using HybridNet.Scores;

namespace HybridNet.Data.Imaging;

/// <summary>Reads masks and maps; the first bytes of a file decide its format, not its name.</summary>
public sealed class ImageReader : IImageReader
{
    /// <inheritdoc/>
    public MaskFile ReadMask(string path, CancellationToken cancel)
    {
        using FileBytes file = FileBytes.Read(path);
        return PngFile.IsPng(file.Span) ? PngMask.Read(file, path, cancel) : throw Unknown(path, file);
    }

    /// <inheritdoc/>
    public ScoreMap ReadScores(string path, CancellationToken cancel)
    {
        using FileBytes file = FileBytes.Read(path);
        return PngFile.IsPng(file.Span) ? PngScores.Read(file, path, cancel) : throw Unknown(path, file);
    }

    /// <inheritdoc/>
    public (int Width, int Height) ReadSize(string path)
    {
        using FileBytes file = FileBytes.Read(path);
        if (!PngFile.IsPng(file.Span)) throw Unknown(path, file);
        PngHeader header = PngFile.ReadHeader(file.Span, path);
        return (header.Width, header.Height);
    }

    private static InputException Unknown(string path, FileBytes file) =>
        ImageFault.Damaged(path, file.Length == 0 ? "it is empty" : "it is of no format that this module knows");
}
