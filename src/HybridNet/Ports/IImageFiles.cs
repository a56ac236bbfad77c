using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.Ports;

/// <summary>Masks, probability maps and photographs as data: raw samples, no color management, no gamma. What is written is read
/// back as the same pixels, and a file appears whole or not at all.</summary>
internal interface IImageFiles
{
    /// <summary>Reads a mask; any non-zero sample is foreground.</summary>
    /// <param name="path">A PNG, TIFF, GIF, BMP, JPEG or NPY file, or <c>file.npz#member</c>.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The mask, which the caller disposes, and what was noticed on the way.</returns>
    /// <exception cref="InputException">The file is missing, damaged, truncated or not supported.</exception>
    MaskFile ReadMask(string path, CancellationToken cancel) => ReadMask(path, MaskValues.Default, cancel);

    /// <summary>Reads a mask by a rule for its samples.</summary>
    /// <param name="path">A PNG, TIFF, GIF, BMP, JPEG, WebP, PBM, PGM, PPM or NPY file, or <c>file.npz#member</c>.</param>
    /// <param name="values">What samples mean, and how large a file may be.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The mask, which the caller disposes, and what was noticed on the way.</returns>
    /// <exception cref="InputException">
    /// The file is missing, damaged, truncated, too large or not supported, or its samples have no safe meaning.
    /// </exception>
    MaskFile ReadMask(string path, MaskValues values, CancellationToken cancel);

    /// <summary>Reads a probability map: an 8- or 16-bit grey image, or floats from 0 to 1.</summary>
    /// <param name="path">A PNG, TIFF, BMP, GIF or NPY file, or <c>file.npz#member</c>.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The map, which the caller disposes.</returns>
    /// <exception cref="InputException">
    /// The file is missing, damaged, truncated or not supported, or a float is NaN or outside 0 to 1.
    /// </exception>
    ProbabilityMap ReadProbabilities(string path, CancellationToken cancel) =>
        ReadProbabilities(path, MaskValues.Default, cancel);

    /// <summary>Reads a probability map on a scale.</summary>
    /// <param name="path">A PNG, TIFF, BMP, GIF, PGM or NPY file, or <c>file.npz#member</c>.</param>
    /// <param name="values">The scale of the samples, and how large a file may be.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The map, which the caller disposes.</returns>
    /// <exception cref="InputException">
    /// The file is missing, damaged, truncated, too large or not supported, or a sample is NaN or no probability.
    /// </exception>
    ProbabilityMap ReadProbabilities(string path, MaskValues values, CancellationToken cancel);

    /// <summary>Reads a photograph as a small grey picture, whatever its own size and shape.</summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF or TIFF file.</param>
    /// <param name="side">Width and height of the result, pixels.</param>
    /// <returns>side x side samples from 0 (black) to 1, row after row.</returns>
    /// <exception cref="InputException">The file is missing, damaged, truncated or not supported.</exception>
    float[] ReadThumbnail(string path, int side);

    /// <summary>Reads a photograph in color, as large as the masks that lie over it.</summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF or TIFF file.</param>
    /// <param name="width">Width of the masks, pixels.</param>
    /// <param name="height">Height of the masks, pixels.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The photograph, scaled when it is larger or smaller; the caller disposes it.</returns>
    /// <exception cref="InputException">
    /// The file is missing, damaged, truncated or not supported, or its sides have another ratio than the masks'.
    /// </exception>
    Causes.PhotoPixels ReadPhoto(string path, int width, int height, CancellationToken cancel);

    /// <summary>Writes a mask as a 1-bit grey PNG.</summary>
    /// <param name="path">Absolute path of the file; its folder is made when it is missing.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="overwrite">Replaces a file that exists.</param>
    /// <exception cref="InputException">The file exists and is not to be replaced, or it cannot be written.</exception>
    void WriteMask(string path, Mask mask, bool overwrite);

    /// <summary>Writes a map: 8 or 16 bits as a grey PNG, floats as an array of numpy.</summary>
    /// <param name="path">Absolute path of the file, .png or .npy as the map's format asks; its folder is made when it is
    /// missing.</param>
    /// <param name="map">The map.</param>
    /// <param name="overwrite">Replaces a file that exists.</param>
    /// <exception cref="InputException">The file exists and is not to be replaced, or it cannot be written.</exception>
    void WriteScores(string path, ProbabilityMap map, bool overwrite);
}

/// <summary>A mask as read from a file, with what its samples were.</summary>
/// <param name="Mask">The packed mask; dispose it when done.</param>
/// <param name="Levels">Number of different sample values found: 1, 2, or 3 for "more than two".</param>
/// <param name="Lossy">The format is lossy (JPEG): edges of a mask are not what was saved.</param>
internal sealed record MaskFile(Mask Mask, int Levels, bool Lossy) : IDisposable
{
    /// <summary>The mask is drawn in two colours of a palette, none of them black: the darker one was taken for the
    /// ground.</summary>
    public bool WithoutBlack { get; init; }

    /// <summary>Pixels that the rule Half would take; below 0 where the type of the samples has no half.</summary>
    public long AtLeastHalf { get; init; } = -1;

    /// <summary>Pixels whose samples say "do not count"; null when there is none.</summary>
    public Mask? Ignored { get; init; }

    /// <summary>What else was noticed: samples turned round, further pages, transparent pixels.</summary>
    public IReadOnlyList<MaskWarning> Warnings { get; init; } = [];

    /// <summary>Gives the masks' words back to the pool.</summary>
    public void Dispose()
    {
        Mask.Dispose();
        Ignored?.Dispose();
    }
}
