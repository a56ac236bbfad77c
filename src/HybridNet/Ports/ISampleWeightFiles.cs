using HybridNet.Sampling;

namespace HybridNet.Ports;

/// <summary>Reads tables of patches and writes tables of weights.</summary>
internal interface ISampleWeightFiles
{
    /// <summary>Reads patch_id, image_id, x, y, and width and height (or size) of each patch.</summary>
    /// <param name="path">A CSV file.</param>
    /// <param name="size">Side of patches in a table without sizes, pixels; null when the table must have them.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The file cannot be read, lacks a column, or has a patch id twice.</exception>
    IReadOnlyList<Patch> ReadPatches(string path, int? size, CancellationToken cancel);

    /// <summary>Writes image_id,weight,reason, or patch_id,image_id,weight,reason for patches; whole or not at all.</summary>
    /// <param name="path">Absolute path of the CSV file.</param>
    /// <param name="weights">The rows.</param>
    /// <param name="overwrite">Replaces a file that exists.</param>
    /// <exception cref="InputException">The file exists and is not to be replaced, or it cannot be written.</exception>
    void WriteWeights(string path, IReadOnlyList<SampleWeight> weights, bool overwrite);
}
