using HybridNet.Data.Imaging.General;
using HybridNet.Data.Imaging.Png;
using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging;

/// <summary>
/// Reads masks and maps; the first bytes of a file decide its format, not its name. PNG goes straight to bits,
/// everything else over rows of numbers.
/// </summary>
public sealed class ImageReader : IImageReader
{
    /// <inheritdoc/>
    public MaskFile ReadMask(string path, CancellationToken cancel) => ReadMask(path, MaskValues.Default, cancel);

    /// <inheritdoc/>
    public MaskFile ReadMask(string path, MaskValues values, CancellationToken cancel)
    {
        using FileBytes file = FileBytes.Read(NpzMember.Split(path).File);
        if (PngFile.IsPng(file.Span))
            return PngMask.Read(file, path, cancel);
        using Raster raster = Open(file, path);
        return raster.ToMask(cancel);
    }

    /// <inheritdoc/>
    public ProbabilityMap ReadProbabilities(string path, CancellationToken cancel) =>
        ReadProbabilities(path, MaskValues.Default, cancel);

    /// <inheritdoc/>
    public ProbabilityMap ReadProbabilities(string path, MaskValues values, CancellationToken cancel)
    {
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && NpyRaster.ReadPlain(path, cancel) is { } plain)
            return plain;
        using FileBytes file = FileBytes.Read(NpzMember.Split(path).File);
        if (PngFile.IsPng(file.Span))
            return PngProbabilities.Read(file, path, cancel);
        using Raster raster = Open(file, path);
        return raster.ToProbabilities(cancel);
    }

    /// <inheritdoc/>
    public float[] ReadThumbnail(string path, int side)
    {
        using FileBytes file = FileBytes.Read(path);
        if (!TiffRaster.IsTiff(file.Span))
            return Thumbnail.OfPicture(file, path, side);
        using TiffRaster raster = TiffRaster.Open(file, path);
        return Thumbnail.OfRaster(raster, side);
    }

    /// <inheritdoc/>
    public Causes.PhotoPixels ReadPhoto(string path, int width, int height, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using Panels.Photo photo = Panels.Photo.Read(path);
        return photo.Pixels(path, width, height);
    }

    /// <inheritdoc/>
    public (int Width, int Height) ReadSize(string path)
    {
        using FileBytes file = FileBytes.Read(NpzMember.Split(path).File);
        if (PngFile.IsPng(file.Span))
        {
            PngHeader header = PngFile.ReadHeader(file.Span, path);
            return (header.Width, header.Height);
        }
        using Raster raster = Open(file, path);
        return (raster.Width, raster.Height);
    }

    private static Raster Open(FileBytes file, string path)
    {
        ReadOnlySpan<byte> head = file.Span;
        if (file.Length == 0)
            throw ImageFault.Damaged(path, "it is empty");
        if (TiffRaster.IsTiff(head))
            return TiffRaster.Open(file, path);
        if (NpyHeader.IsNpy(head))
            return NpyRaster.Open(file, path);
        if (NpzMember.IsZip(head))
            return NpzMember.Open(file, NpzMember.Split(path).File, NpzMember.Split(path).Member);
        if (head.StartsWith("GIF8"u8) || head.StartsWith("BM"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return SkiaRaster.Open(file, path);
        throw ImageFault.Damaged(path, "it is none of PNG, TIFF, GIF, BMP, JPEG, NPY and NPZ");
    }
}
