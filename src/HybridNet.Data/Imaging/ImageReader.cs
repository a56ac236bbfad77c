using HybridNet.Data.Imaging.Bmp;
using HybridNet.Data.Imaging.General;
using HybridNet.Data.Imaging.Gif;
using HybridNet.Data.Imaging.Jpeg;
using HybridNet.Data.Imaging.Netpbm;
using HybridNet.Data.Imaging.Numpy;
using HybridNet.Data.Imaging.Png;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Data.Imaging.Tiff;
using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging;

/// <summary>
/// Reads and writes masks and maps; the first bytes of a file decide its format, not its name. Every format hands rows of
/// samples to one
/// place that decides what they mean.
/// </summary>
internal sealed class ImageReader : IImageFiles
{
    /// <inheritdoc/>
    public MaskFile ReadMask(string path, CancellationToken cancel) => ReadMask(path, MaskValues.Default, cancel);

    /// <inheritdoc/>
    public MaskFile ReadMask(string path, MaskValues values, CancellationToken cancel) =>
        With(path, values, source => source.ToMask(values, cancel));

    /// <inheritdoc/>
    public ProbabilityMap ReadProbabilities(string path, CancellationToken cancel) =>
        ReadProbabilities(path, MaskValues.Default, cancel);

    /// <inheritdoc/>
    public ProbabilityMap ReadProbabilities(string path, MaskValues values, CancellationToken cancel) =>
        With(path, values, source => source.ToProbabilities(values, cancel));

    /// <inheritdoc/>
    public float[] ReadThumbnail(string path, int side) =>
        Guarded(
            path,
            () =>
            {
                using FileBytes file = FileBytes.Read(path);
                if (!TiffDirectory.IsTiff(file.Head))
                    return Thumbnail.OfPicture(file, path, side);
                using TiffSource source = TiffSource.Open(file, path, MaskValues.Default);
                return Thumbnail.OfSource(source, side);
            }
        );

    /// <inheritdoc/>
    public Causes.PhotoPixels ReadPhoto(string path, int width, int height, CancellationToken cancel) =>
        Guarded(
            path,
            () =>
            {
                cancel.ThrowIfCancellationRequested();
                return Panels.Photo.ReadPixels(path, width, height);
            }
        );

    /// <inheritdoc/>
    public void WriteMask(string path, Mask mask, bool overwrite) => AtomicFile.Write(path, PngWriter.Mask(mask), overwrite);

    /// <inheritdoc/>
    public void WriteScores(string path, ProbabilityMap map, bool overwrite) =>
        AtomicFile.Write(
            path,
            map.Format is ProbabilityFormat.UInt8 or ProbabilityFormat.UInt16 ? PngWriter.Scores(map) : NpyWriter.Array(map),
            overwrite
        );

    private static T With<T>(string path, MaskValues values, Func<RowSource, T> work) =>
        Guarded(
            path,
            () =>
            {
                (string name, string? member) = NpzMember.Split(path);
                if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
                {
                    using NpySource? array = NpySource.OpenFile(path, values);
                    if (array is not null)
                        return work(array);
                }
                using FileBytes file = FileBytes.Read(name);
                using RowSource source = Open(file, name, member, values);
                return work(source);
            }
        );

    private static RowSource Open(FileBytes file, string path, string? member, MaskValues values)
    {
        ReadOnlySpan<byte> head = file.Head;
        if (file.Length == 0)
            throw ImageFault.Damaged(path, "it is empty");
        if (PngFile.IsPng(head))
            return PngSource.Open(file, path, values);
        if (TiffDirectory.IsTiff(head))
            return TiffSource.Open(file, path, values);
        if (NpyHeader.IsNpy(head))
            return NpySource.Open(
                path,
                values,
                () => new MemoryStream(file.Buffer, 0, file.Length, writable: false),
                file.Length
            );
        if (NpzMember.IsZip(head))
            return NpzMember.Open(file, path, member, values);
        if (GifSource.IsGif(head))
            return GifSource.Open(file, path, values);
        if (NetpbmSource.IsNetpbm(head))
            return NetpbmSource.Open(file, path, values);
        if (BmpSource.IsBmp(head))
            return (RowSource?)BmpSource.Open(file, path, values) ?? SkiaSource.Open(file, path, values);
        if (JpegSource.IsJpeg(head))
            return (RowSource?)JpegSource.Open(file, path, values) ?? SkiaSource.Open(file, path, values);
        if (SkiaSource.Knows(head))
            return SkiaSource.Open(file, path, values);
        throw ImageFault.Damaged(path, "it is none of PNG, TIFF, GIF, BMP, JPEG, WebP, PBM, PGM, PPM, NPY and NPZ");
    }

    /// <summary>Whatever a decoder throws below is a fault of this one file.</summary>
    private static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is not InputException and not OperationCanceledException)
        {
            throw ImageFault.Damaged(path, $"decoding it ended with {exception.GetType().Name}", exception);
        }
    }
}
