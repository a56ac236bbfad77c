using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Ports;

/// <summary>Writes masks and probability maps as the reader reads them. A file appears whole or not at all.</summary>
internal interface IImageWriter
{
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
